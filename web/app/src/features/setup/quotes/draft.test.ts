import type { QuoteRules } from "@api/contract"
import { describe, expect, it } from "vitest"
import { changesIn, draftOf, faultsOf, isSound, rulesOf } from "./draft"

const rules: QuoteRules = {
  limits: [{ role: "sales", percent: "10" }],
  valid_days: 30,
  tax_included: true,
  tax: "13",
  seller: ["Camellia", "Shanghai"],
  terms: { en: "Half in advance." },
  wins: true,
}

describe("the rules of quotes as they are written", () => {
  it("are the same where nothing was written", () => {
    expect(rulesOf(draftOf(rules))).toEqual(rules)
    expect(changesIn(draftOf(rules), rules)).toBe(0)
  })

  it("lose the limit of a role that is left empty, and count each change", () => {
    const draft = {
      ...draftOf(rules),
      limits: { sales: " ", service: "5" },
      seller: "Camellia\n\n Shanghai \n",
      terms: { en: "Half in advance.", "zh-CN": "先付一半。" },
      wins: false,
    }
    expect(rulesOf(draft)).toMatchObject({
      limits: [{ role: "service", percent: "5" }],
      seller: ["Camellia", "Shanghai"],
      terms: { en: "Half in advance.", "zh-CN": "先付一半。" },
    })
    expect(changesIn(draft, rules)).toBe(5)
  })

  it("are not sound with a share beyond all or days that are none", () => {
    const draft = { ...draftOf(rules), limits: { sales: "120" }, days: "0", tax: "" }
    expect(faultsOf(draft)).toEqual({ limits: ["sales"], days: true, tax: true })
    expect(isSound(draft)).toBe(false)
    expect(isSound(draftOf(rules))).toBe(true)
  })
})

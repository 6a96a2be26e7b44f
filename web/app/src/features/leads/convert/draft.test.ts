import type { LeadConversion } from "@api/contract"
import { describe, expect, it } from "vitest"
import { draftOf, wishOf } from "./draft"

const twin = (id: string, likeness: number) => ({
  person: { id, name: id },
  phone: null,
  email: null,
  city: null,
  owner: null,
  likeness,
  reasons: [],
  open_deals: 0,
})
const found = (more: Partial<LeadConversion> = {}): LeadConversion => ({
  twins: [],
  companies: [],
  deal: { name: "茶礼", pipeline: "pip_1", stage: "stg_1", amount: null, currency: "CNY" },
  ...more,
})

describe("the draft of a conversion", () => {
  it("takes the likeliest twin only where it is sure", () => {
    expect(draftOf(found({ twins: [twin("a", 60), twin("b", 94)] }), { company: null }).merge).toBe("b")
    expect(draftOf(found({ twins: [twin("a", 60)] }), { company: null }).merge).toBeNull()
  })

  it("takes the company of that name, else a new one, else none", () => {
    const companies = [{ company: { id: "com_1", name: "木禾设计" }, domain: null, city: null }]
    expect(draftOf(found({ companies }), { company: "木禾设计" }).company).toEqual({ kind: "known", id: "com_1" })
    expect(draftOf(found({ companies }), { company: "木禾" }).company).toEqual({ kind: "new", name: "木禾" })
    expect(draftOf(found({ companies }), { company: null }).company).toEqual({ kind: "none" })
  })

  it("becomes a wish without what was not chosen", () => {
    const draft = draftOf(found(), { company: null })
    expect(wishOf({ ...draft, makesDeal: false })).toEqual({})
    expect(wishOf({ ...draft, amount: " 1200 ", currency: "usd" })).toEqual({
      deal: { name: "茶礼", pipeline: "pip_1", stage: "stg_1", amount: "1200", currency: "USD", expected_on: null },
    })
  })

  it("waits for a name of the deal and of a new company", () => {
    const draft = draftOf(found(), { company: null })
    expect(wishOf({ ...draft, name: " " })).toBeNull()
    expect(wishOf({ ...draft, company: { kind: "new", name: "" } })).toBeNull()
  })
})

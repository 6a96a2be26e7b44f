import type { ProductVariant } from "@api/contract"
import { describe, expect, it } from "vitest"
import { type ChoiceDraft, choicesOf, draftsOf, hasTwice, stemOf, variantsFor } from "./variants"

const variant = (code: string, choice: Record<string, string>, price: string | null): ProductVariant => ({
  id: `var_${code}`,
  code,
  choice,
  price,
  cost: null,
  live: true,
})
const sizes = [variant("OIL-030", { Size: "30 ml" }, "298.00"), variant("OIL-050", { Size: "50 ml" }, "458.00")]
const drafts = (): ChoiceDraft[] => draftsOf([{ name: "Size", values: ["30 ml", "50 ml"] }])
const told = ({ variants }: ReturnType<typeof variantsFor>) =>
  variants.map(({ code, choice, price }) => [code, Object.values(choice).join(" "), price])

describe("variants of choices", () => {
  it("keep their codes and prices where nothing was changed", () => {
    const { variants, made, gone } = variantsFor(drafts(), sizes)
    expect(variants.map(({ id }) => id)).toEqual(["var_OIL-030", "var_OIL-050"])
    expect([made, gone]).toEqual([0, []])
  })

  it("keep them too where a value or a choice is called something else", () => {
    const [size] = drafts()
    if (!size) throw new Error("no draft")
    const renamed = [{ ...size, name: "容量", values: size.values.map((one) => ({ ...one, text: `${one.text}.` })) }]
    const { variants, made } = variantsFor(renamed, sizes)
    expect(variants.map(({ id, choice }) => [id, choice])).toEqual([
      ["var_OIL-030", { 容量: "30 ml." }],
      ["var_OIL-050", { 容量: "50 ml." }],
    ])
    expect(made).toBe(0)
  })

  it("are begun after the others where a value is new, and go where one is gone", () => {
    const [size] = drafts()
    if (!size) throw new Error("no draft")
    const values = [...size.values.slice(1), { key: 9, text: "100 ml", was: null }]
    const next = variantsFor([{ ...size, values }], sizes)
    expect(told(next)).toEqual([
      ["OIL-050", "50 ml", "458.00"],
      ["OIL-100ML", "100 ml", "298.00"],
    ])
    expect(next.gone.map(({ code }) => code)).toEqual(["OIL-030"])
  })

  it("of a choice that is added: the first value takes what was there", () => {
    const scent: ChoiceDraft = {
      key: 5,
      name: "Scent",
      was: null,
      values: [
        { key: 0, text: "Camellia", was: null },
        { key: 1, text: "柚叶", was: null },
      ],
    }
    const next = variantsFor([...drafts(), scent], sizes)
    expect(told(next)).toEqual([
      ["OIL-030", "30 ml Camellia", "298.00"],
      ["OIL-30ML-02", "30 ml 柚叶", "298.00"],
      ["OIL-050", "50 ml Camellia", "458.00"],
      ["OIL-50ML-02", "50 ml 柚叶", "458.00"],
    ])
  })

  it("are one again once there is nothing to choose", () => {
    const next = variantsFor([], sizes)
    expect(told(next)).toEqual([["OIL-030", "", "298.00"]])
    expect(next.gone.map(({ code }) => code)).toEqual(["OIL-050"])
  })

  it("leave out what was left empty, and tell of what stands twice", () => {
    const [size] = drafts()
    if (!size) throw new Error("no draft")
    const empty = { key: 7, text: " ", was: null }
    expect(choicesOf([{ ...size, values: [...size.values, empty] }])).toEqual([
      { name: "Size", values: ["30 ml", "50 ml"] },
    ])
    expect(hasTwice([{ ...size, values: [...size.values, { key: 8, text: "30 ml", was: null }] }])).toBe(true)
    expect(hasTwice(drafts())).toBe(false)
  })
})

it("the stem of codes is what they share up to a dash", () => {
  expect(stemOf(["SK-ESS-015", "SK-ESS-030"])).toBe("SK-ESS")
  expect(stemOf(["SK-WSH-120"])).toBe("SK-WSH-120")
  expect(stemOf([])).toBe("")
})

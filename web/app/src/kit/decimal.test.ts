import { describe, expect, it } from "vitest"
import { percentOff, sameAmount, typedAmount } from "./decimal"

describe("figures as they are typed", () => {
  it("are read with the marks of currencies and thousands, and in the wide forms of an input method", () => {
    expect(["128", " 1,298.50 ", "¥42", "￥1 200", "３６０．５"].map(typedAmount)).toEqual([
      "128",
      "1298.50",
      "42",
      "1200",
      "360.5",
    ])
  })

  it("are none where they are not figures, and empty where nothing was typed", () => {
    expect(["abc", "-5", "1,2", "1.23456", "1.2.3"].map(typedAmount)).toEqual([null, null, null, null, null])
    expect(typedAmount("  ")).toBe("")
  })

  it("are the same however many noughts they end on", () => {
    expect(sameAmount("360", "360.00")).toBe(true)
    expect(sameAmount("360.01", "360")).toBe(false)
    expect([sameAmount(null, null), sameAmount(null, "0")]).toEqual([true, false])
  })
})

describe("how much one price is off another", () => {
  it("is told in percent, with a digit behind the point where there is one", () => {
    expect(percentOff("82.00", "86.00")).toBe("4.7")
    expect(percentOff("90", "100")).toBe("10")
    expect(percentOff("100.00", "100")).toBe("0")
    expect(percentOff("105", "100")).toBe("-5")
    expect(percentOff("1", "0")).toBe(null)
  })
})

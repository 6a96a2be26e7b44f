import { describe, expect, it } from "vitest"
import { axisTop, sizeText } from "./scale"

describe("axisTop", () => {
  it.each([
    [0, 4],
    [3, 4],
    [5, 8],
    [37, 40],
    [61159, 80000],
  ])("of %i is %i", (peak, top) => expect(axisTop(peak)).toBe(top))
  it("reaches every peak in whole steps", () => {
    for (let peak = 1; peak < 5000; peak += 7) {
      expect(axisTop(peak)).toBeGreaterThanOrEqual(peak)
      expect(Number.isInteger(axisTop(peak) / 4)).toBe(true)
    }
  })
})

describe("sizeText", () => {
  it("uses the unit people say", () => {
    expect([0, 900, 1229, 100663296, 3_300_000_000].map(sizeText)).toEqual([
      "0 B",
      "900 B",
      "1.2 KB",
      "96 MB",
      "3.1 GB",
    ])
  })
})

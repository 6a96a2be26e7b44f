import { describe, expect, it } from "vitest"
import { isDay, monthOf, moved, movedMonths, weekOf } from "./days"

describe("the sheets of a calendar", () => {
  it("begin a week where the reader does", () => {
    expect(weekOf("2026-11-29", 1)).toEqual([
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
      "2026-11-26",
      "2026-11-27",
      "2026-11-28",
      "2026-11-29",
    ])
    expect(weekOf("2026-11-29", 7)[0]).toBe("2026-11-29")
  })
  it("show a whole month and nothing beyond its weeks", () => {
    const march = monthOf("2026-03-15", 1)
    expect([march.length, march[0]?.[0], march.at(-1)?.[6]]).toEqual([6, "2026-02-23", "2026-04-05"])
    // February 2027 is four weeks exactly.
    expect(monthOf("2027-02-10", 1).length).toBe(4)
    expect(monthOf("2026-12-31", 7).at(-1)?.[6]).toBe("2027-01-02")
  })
  it("move over ends of months and years", () => {
    expect(moved("2026-02-28", 1)).toBe("2026-03-01")
    expect(movedMonths("2026-01-31", 1)).toBe("2026-02-28")
    expect(movedMonths("2026-01-15", -1)).toBe("2025-12-15")
    expect(movedMonths("2024-02-29", 12)).toBe("2025-02-28")
  })
  it("know a day from what only looks like one", () => {
    expect(["2026-02-30", "2026-2-3", "soon", undefined].map((text) => isDay(text))).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(isDay("2024-02-29")).toBe(true)
  })
})

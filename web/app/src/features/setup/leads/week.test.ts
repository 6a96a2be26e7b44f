import { describe, expect, it } from "vitest"
import { isOvernight, isSound, spansOf } from "./week"

describe("days of the week", () => {
  it("joins days that follow one another", () => {
    expect(spansOf([1, 2, 3, 4, 5])).toEqual([[1, 5]])
    expect(spansOf([7, 1, 3, 2])).toEqual([
      [1, 3],
      [7, 7],
    ])
    expect(spansOf([])).toEqual([])
  })

  it("takes times on some day, also over midnight", () => {
    expect(isSound(null)).toBe(true)
    expect(isSound({ days: [1], from: "09:00", to: "18:00" })).toBe(true)
    expect(isSound({ days: [1], from: "18:00", to: "18:00" })).toBe(false)
    expect(isOvernight({ days: [1], from: "22:00", to: "06:00" })).toBe(true)
    expect(isOvernight({ days: [1], from: "09:00", to: "00:00" })).toBe(false)
    expect(isSound({ days: [], from: "09:00", to: "18:00" })).toBe(false)
  })
})

import { translator } from "@ui/phrases"
import { describe, expect, it } from "vitest"
import { daysOf, draftOf, missing, rhythmOf, wishOf, withEvery } from "./draft"
import { mailPhrases } from "./phrases"

describe("a rhythm", () => {
  it("is told by its day and hour", () => {
    expect(rhythmOf({ every: "day", hour: 8 })).toEqual({ key: "everyDay", hour: "08:00" })
    expect(rhythmOf({ every: "week", on: 5, hour: 17 })).toEqual({ key: "everyWeek", weekday: 5, hour: "17:00" })
    expect(rhythmOf({ every: "month", on: 28, hour: 0 })).toEqual({ key: "everyMonth", day: 28, hour: "00:00" })
  })
  it("has words in every language", () => {
    expect(translator(mailPhrases, "zh-CN")("everyWeek", { weekday: "周一", hour: "08:00" })).toBe("每周一 08:00")
    expect(translator(mailPhrases, "zh-CN")("everyMonth", { day: 3, hour: "08:00" })).toBe("每月 3 日 08:00")
    expect(translator(mailPhrases, "en")("everyWeek", { weekday: "Monday", hour: "08:00" })).toBe(
      "Every Monday at 08:00",
    )
  })
})

describe("a schedule while it is written", () => {
  const fresh = draftOf(null, "usr_1")
  it("begins on Monday morning, to oneself", () => {
    expect(fresh).toMatchObject({ every: "week", on: 1, hour: 8, to: ["usr_1"] })
    expect(missing(fresh)).toEqual(["what"])
    expect(missing({ ...fresh, what: "das_1", to: [] })).toEqual(["to"])
  })
  it("keeps its day where the other rhythm has it", () => {
    const month = withEvery({ ...fresh, every: "month", on: 20 }, "week")
    expect(month.on).toBe(1)
    expect(withEvery({ ...fresh, on: 6 }, "month").on).toBe(6)
    expect([daysOf("day").length, daysOf("week").length, daysOf("month").length]).toEqual([0, 7, 28])
  })
  it("says no day where it goes out every day", () => {
    expect(wishOf({ ...fresh, every: "day", what: "rep_1" })).toEqual({
      what: "rep_1",
      every: "day",
      hour: 8,
      to: ["usr_1"],
      format: "none",
    })
  })
})

import type { Fairness, FairnessPart } from "@api/contract"
import { describe, expect, it } from "vitest"
import { dotsOf, eachOf, endsOf, gradeOf, numberOf, spoken, verdictOf } from "./reading"
import { presetOf, readSpan, spanOf, within } from "./spans"

const part = (name: string, rule: number, expected = "0"): FairnessPart => ({
  who: { id: name, name },
  team: null,
  rule,
  claimed: 0,
  hand: 0,
  expected,
  recycled: 0,
  released: 0,
  converted: 0,
  won: 0,
  won_total: "0",
  answer_minutes: null,
  open: 0,
  filter: "",
})
const fairness = (even_count: number | null, even_expected: number | null): Fairness => ({
  from: "",
  to: "",
  currency: "CNY",
  parts: [],
  even_count,
  even_expected,
  sources: [],
  unrated: [],
  disputes: { opened: 0, open: 0, kept: 0, moved: 0, shared: 0 },
})

describe("how even it was", () => {
  it("is graded from what is hardly noticed to what all talk of", () => {
    expect([92, 74, 55, 20].map(gradeOf)).toEqual(["even", "fair", "tilted", "uneven"])
  })

  it("comes to one thing to take home", () => {
    expect(verdictOf(fairness(90, 88))).toBe("well")
    expect(verdictOf(fairness(88, 52))).toBe("worth")
    expect(verdictOf(fairness(60, 90))).toBe("count")
    expect(verdictOf(fairness(66, 40))).toBe("both")
    expect(verdictOf(fairness(null, null))).toBe(null)
  })

  it("names who got most and least, and nobody where one stands alone", () => {
    const parts = [part("a", 3), part("b", 9), part("c", 5)]
    expect(endsOf(parts, numberOf)).toMatchObject({ most: { who: { id: "b" } }, least: { who: { id: "a" } } })
    expect(endsOf([part("a", 3)], numberOf)).toBe(null)
    expect(eachOf(part("a", 4, "1000"))).toBe(250)
    expect(eachOf(part("a", 0, "1000"))).toBe(0)
  })

  it("puts colleagues on a line, and those who stand too near above one another", () => {
    const dots = dotsOf([part("a", 100), part("b", 98), part("c", 20), part("d", 97)], numberOf, 5)
    expect(dots.map(({ part: { who }, at, level }) => [who.id, at, level])).toEqual([
      ["c", 20, 0],
      ["d", 97, 0],
      ["b", 98, 1],
      ["a", 100, 2],
    ])
  })

  it("says minutes as people do", () => {
    expect(spoken(45)).toEqual({ n: 45, unit: "minutes" })
    expect(spoken(200)).toEqual({ n: 3, unit: "hours" })
    expect(spoken(4000)).toEqual({ n: 3, unit: "days" })
  })
})

describe("the period of the report", () => {
  it("is counted from today", () => {
    expect(spanOf("days30", "2026-11-30")).toEqual({ from: "2026-11-01", to: "2026-11-30" })
    expect(spanOf("lastMonth", "2026-01-15")).toEqual({ from: "2025-12-01", to: "2025-12-31" })
    expect(spanOf("quarter", "2026-11-30")).toEqual({ from: "2026-10-01", to: "2026-11-30" })
  })

  it("is the last thirty days where the address says nothing sound", () => {
    expect(readSpan("2026-12-01", "2026-11-01", "2026-11-30")).toEqual(spanOf("days30", "2026-11-30"))
    expect(readSpan("soon", undefined, "2026-11-30")).toEqual(spanOf("days30", "2026-11-30"))
    expect(readSpan("2020-01-01", "2026-11-30", "2026-11-30").from).toBe("2025-10-27")
    expect(within("created_at", { from: "2026-11-01", to: "2026-11-30" })).toBe(
      "created_at >= 2026-11-01 and created_at < 2026-12-01",
    )
    expect(presetOf({ from: "2026-10-01", to: "2026-10-31" }, "2026-11-30")).toBe("lastMonth")
    expect(presetOf({ from: "2026-10-02", to: "2026-10-31" }, "2026-11-30")).toBe(undefined)
  })
})

import type { DealRow, Stage } from "@api/contract"
import { describe, expect, it } from "vitest"
import { gapOf, lineAmount, sharesOf, sumOf, weightedBy } from "../../kit/decimal"
import { offeredPeriods, periodOf, readPeriod, stepped, thisQuarter, writePeriod } from "./periods"
import { ageingOf, daysIn, mayEnter, missingFor, waysOn } from "./standing"

const stage = (id: string, kind: Stage["kind"], more: Partial<Stage> = {}): Stage => ({
  id,
  name: id,
  kind,
  probability: 50,
  age_days: null,
  needs: [],
  roles: [],
  ...more,
})

const row: DealRow = {
  id: "d",
  number: "DL-1",
  name: "n",
  pipeline: { id: "p", name: "p" },
  stage: { id: "a", name: "a" },
  state: "open",
  person: null,
  company: null,
  owner: null,
  amount: null,
  currency: "CNY",
  probability: 50,
  expected_on: "2026-11-30",
  next_step: null,
  next_at: null,
  clock: "none",
  stage_since: "2026-11-20T00:00:00Z",
  age_days: 10,
  closed_at: null,
  lost_reason: null,
  source: "",
  created_at: "2026-11-01T00:00:00Z",
  updated_at: "2026-11-01T00:00:00Z",
  fields: { x_party: "木禾", x_invoice: null },
}

describe("the age of a deal in its stage", () => {
  it("is a share of the limit, and beyond it the days over", () => {
    expect(ageingOf(row, 6)).toEqual({ days: 6, share: 0.6, over: 0 })
    expect(ageingOf(row, 13)).toEqual({ days: 13, share: 1, over: 3 })
    expect(ageingOf({ age_days: null }, 400)).toEqual({ days: 400, share: null, over: 0 })
  })
  it("adds up stays in the same stage", () => {
    const stay = (id: string, since: string, until: string | null) => ({
      stage: { id, name: id },
      since,
      until,
      by: null,
    })
    const spent = daysIn(
      [
        stay("a", "2026-11-01T00:00:00Z", "2026-11-03T00:00:00Z"),
        stay("b", "2026-11-03T00:00:00Z", "2026-11-08T12:00:00Z"),
        stay("a", "2026-11-08T12:00:00Z", null),
      ],
      Date.parse("2026-11-10T12:00:00Z"),
    )
    expect([...spent]).toEqual([
      ["a", 4],
      ["b", 5],
    ])
  })
})

describe("what a stage needs", () => {
  it("names what is empty, of the app's own fields and of one's own", () => {
    const wants = stage("b", "open", { needs: ["amount", "expected_on", "source", "x_party", "x_invoice", "x_new"] })
    expect(missingFor(row, wants)).toEqual(["amount", "source", "x_invoice", "x_new"])
  })
  it("leaves to the server what a row does not carry", () => {
    expect(missingFor(row, stage("b", "open", { needs: ["competitors"] }))).toEqual([])
  })
  it("lets in the roles that are named, or all", () => {
    expect(mayEnter(stage("b", "won", { roles: ["manager"] }), "sales")).toBe(false)
    expect(mayEnter(stage("b", "won"), "sales")).toBe(true)
  })
  it("knows the ways on", () => {
    const stages = [stage("a", "open"), stage("b", "open"), stage("c", "open"), stage("w", "won"), stage("l", "lost")]
    const ids = (list: Stage[]) => list.map(({ id }) => id)
    const ways = waysOn({ row, stages })
    expect(ways.next?.id).toBe("b")
    expect([ids(ways.won), ids(ways.lost), ids(ways.others)]).toEqual([["w"], ["l"], ["c"]])
    const done = waysOn({ row: { ...row, stage: { id: "w", name: "w" } }, stages })
    expect(done.next).toBeUndefined()
    expect(ids(done.others)).toEqual(["a", "b", "c"])
  })
})

describe("money", () => {
  it("of lines is reckoned in decimals", () => {
    expect(lineAmount({ quantity: "120", price: "360.00", discount: "0" })).toBe("43200.00")
    expect(lineAmount({ quantity: "3", price: "1.005", discount: "" })).toBe("3.02")
    expect(lineAmount({ quantity: "2", price: "99.99", discount: "12.5" })).toBe("174.98")
    expect(lineAmount({ quantity: "", price: "1", discount: "0" })).toBeNull()
    expect(sumOf(["0.10", "0.20", "43200.00"])).toBe("43200.30")
  })
  it("of a forecast leaves a gap, never below nothing", () => {
    expect(gapOf("1400000.00", "538600.00", "688525.00")).toBe("172875.00")
    expect(gapOf("100", "80", "40")).toBe("0.00")
    expect(weightedBy("46800.00", 50)).toBe("23400.00")
  })
  it("fills a bar to the target, or beyond it", () => {
    expect(sharesOf("1000", "400", "350")).toEqual({ won: 40, likely: 35, gap: 25, aim: 100 })
    expect(sharesOf("500", "400", "600")).toEqual({ won: 40, likely: 60, gap: 0, aim: 50 })
    expect(sharesOf(null, "0", "0")).toEqual({ won: 0, likely: 0, gap: 0, aim: 0 })
  })
})

describe("periods", () => {
  it("are read and written", () => {
    for (const text of ["2026", "2026-Q4", "2026-11"]) {
      const period = readPeriod(text)
      expect(period && writePeriod(period)).toBe(text)
    }
    expect(readPeriod("2026-13")).toBeNull()
    expect(readPeriod(undefined)).toBeNull()
  })
  it("are stepped over the turn of the year", () => {
    const written = offeredPeriods("quarter", "2026-11-30").map(writePeriod)
    expect(written).toEqual(["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"])
    expect(writePeriod(stepped(periodOf("month", "2026-01-31"), -1))).toBe("2025-12")
    expect(thisQuarter("2026-03-31")).toBe("2026-Q1")
  })
})

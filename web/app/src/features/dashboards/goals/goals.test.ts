import type { Goal } from "@api/contract"
import { describe, expect, it } from "vitest"
import { draftOf, firstOf, kindsOf, missing, plainTarget, wishOf } from "./draft"
import { barOf, columnsOf, grouped, paceOf, percentOf } from "./pace"

const goal = (part: Partial<Goal>): Goal => ({
  id: "goa_1",
  name: "季度赢单",
  object: "deal",
  measure: { of: "sum", field: "amount" },
  field: "closed_at",
  every: "quarter",
  target: "1000",
  user: null,
  team: null,
  type: "money",
  currency: "CNY",
  mine: false,
  editable: true,
  from: "2026-10-01",
  to: "2026-12-31",
  value: "0",
  even: "600",
  past: [],
  ...part,
})

describe("the pace of a goal", () => {
  it("is ahead of, behind or at what an even one comes to", () => {
    expect(paceOf(goal({ value: "650.5" }))).toEqual({ of: "ahead", by: "50.5" })
    expect(paceOf(goal({ value: "500" }))).toEqual({ of: "behind", by: "100" })
    expect(paceOf(goal({ value: "600.001" }))).toEqual({ of: "even" })
  })
  it("is over once the target is reached, whatever the day", () => {
    expect(paceOf(goal({ value: "1000" }))).toEqual({ of: "reached", by: "0" })
    expect(paceOf(goal({ value: "1200", even: "1300" }))).toEqual({ of: "reached", by: "200" })
  })
  it("is none for what does not grow: an average, a share, days", () => {
    const share = goal({ measure: { of: "share", filter: "state = won" }, target: "50", value: "30", even: "10" })
    expect(paceOf(share)).toEqual({ of: "short", by: "20" })
    expect(barOf(share)).toEqual({ done: 60, even: null })
  })
  it("draws within the bar and says what is above it", () => {
    expect(barOf(goal({ value: "2500" }))).toEqual({ done: 100, even: 60 })
    expect(percentOf({ value: "2509", target: "1000" })).toBe(250)
    expect(percentOf({ value: "-5", target: "1000" })).toBe(0)
  })
  it("sets past periods against the highest of them and the target", () => {
    const past = ["0", "500", "2000"].map((value) => ({ from: "", to: "", value }))
    expect(columnsOf({ past, target: "1000" })).toEqual({ columns: [0, 25, 100], target: 50 })
    expect(columnsOf({ past: [{ from: "", to: "", value: "0" }], target: "0" })).toEqual({ columns: [0], target: 0 })
  })
  it("is grouped by whose it is", () => {
    const [mine, team, user, all] = [
      goal({ mine: true, user: { id: "u", name: "U" } }),
      goal({ team: { id: "t", name: "T" } }),
      goal({ user: { id: "v", name: "V" } }),
      goal({}),
    ]
    expect(grouped([all, user, team, mine])).toEqual({ mine: [mine], team: [team], people: [user], all: [all] })
  })
})

describe("a goal while it is written", () => {
  it("begins with what was won, and asks for name and target", () => {
    expect(missing(draftOf(null))).toEqual(["name", "target"])
    expect(firstOf("activity")).toMatchObject({ kind: "count", field: "done_at", filter: "state = done" })
  })
  it("comes back as it was", () => {
    const held = goal({ filter: "state = won", team: { id: "tea_1", name: "T" } })
    expect(wishOf(draftOf(held), "usr_1")).toEqual({
      name: "季度赢单",
      object: "deal",
      filter: "state = won",
      measure: { of: "sum", field: "amount" },
      field: "closed_at",
      every: "quarter",
      target: "1000",
      team: "tea_1",
    })
  })
  it("says what is missing of each kind, and reads targets as people write them", () => {
    const draft = { ...draftOf(null), name: "N", target: "¥1,200,000" }
    expect(plainTarget(draft.target)).toBe("1200000")
    expect(missing({ ...draft, kind: "days" })).toEqual(["until"])
    expect(missing({ ...draft, kind: "share" })).toEqual(["share"])
    expect(missing({ ...draft, whose: "team" })).toEqual(["team"])
    expect(missing({ ...draft, target: "0" })).toEqual(["target"])
    expect(wishOf(draft, "usr_1")).toMatchObject({ user: "usr_1", target: "1200000" })
  })
  it("measures what the object has", () => {
    expect(kindsOf([])).toEqual(["count", "share"])
  })
})

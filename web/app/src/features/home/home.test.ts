import type { CalendarTurn, Goal } from "@api/contract"
import { describe, expect, it } from "vitest"
import { blocksOf } from "./blocks"
import { goalsOf } from "./goals"
import { weekDays, weekSpan } from "./week"

describe("the blocks of the first page", () => {
  it("begin with the team for who leads, with the agenda for who does the work", () => {
    expect(blocksOf({ leading: true, sees: true }).first[0]).toBe("news")
    expect(blocksOf({ leading: true, sees: true }).second).toEqual(["week", "agenda", "waiting"])
    expect(blocksOf({ leading: false, sees: true }).first).toEqual(["week", "agenda", "waiting"])
  })

  it("are nothing of people for whoever may not see them", () => {
    const { first, second } = blocksOf({ leading: true, sees: false })
    expect([...first, ...second]).toEqual(["week", "agenda", "waiting"])
  })
})

type Turn = Pick<CalendarTurn, "at" | "ends_at" | "all_day" | "state" | "clock">
const turn = (at: string, ends_at: string | null, more: Partial<Turn> = {}): Turn => ({
  at,
  ends_at,
  all_day: false,
  state: "open",
  clock: "planned",
  ...more,
})
const inZone = (zone: string) => ({ shown: zone, home: zone })

describe("the week strip", () => {
  it("goes from Monday to Sunday of the week that today is in", () => {
    const { days, from, to } = weekSpan("2026-12-06", "Asia/Shanghai")
    expect([days[0], days.at(-1), days.length]).toEqual(["2026-11-30", "2026-12-06", 7])
    expect([Date.parse(from), Date.parse(to)]).toEqual([
      Date.parse("2026-11-29T16:00:00Z"),
      Date.parse("2026-12-06T16:00:00Z"),
    ])
  })

  it("is an hour longer or shorter where the clock is put back or on", () => {
    const hours = (today: string) => {
      const { from, to } = weekSpan(today, "Europe/Berlin")
      return (Date.parse(to) - Date.parse(from)) / 3_600_000
    }
    expect(hours("2026-10-25")).toBe(169)
    expect(hours("2026-03-29")).toBe(167)
    expect(hours("2026-12-01")).toBe(168)
  })

  it("puts each where the reader's clock has it, and counts what is done and late", () => {
    const { days } = weekSpan("2026-12-02", "Asia/Shanghai")
    const turns = [
      // Tuesday evening in London is Wednesday in Shanghai.
      turn("2026-12-01T17:00:00Z", "2026-12-01T18:00:00Z"),
      turn("2026-12-01T02:00:00Z", null, { clock: "overdue" }),
      turn("2026-12-01T03:00:00Z", null, { state: "done" }),
      turn("2026-12-01T04:00:00Z", null, { state: "cancelled" }),
    ]
    const counts = weekDays(days, turns, inZone("Asia/Shanghai")).map(({ open, late, done }) => [open, late, done])
    expect(counts.slice(0, 4)).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [1, 0, 0],
      [0, 0, 0],
    ])
  })

  it("puts what lasts several days on each of them, and whole days where the workspace has them", () => {
    const { days } = weekSpan("2026-12-02", "America/New_York")
    const fair = turn("2026-12-01T16:00:00Z", "2026-12-03T16:00:00Z", { all_day: true })
    const zones = { shown: "America/New_York", home: "Asia/Shanghai" }
    expect(weekDays(days, [fair], zones).map(({ open }) => open)).toEqual([0, 0, 1, 1, 0, 0, 0])
    const night = turn("2026-12-02T20:00:00Z", "2026-12-03T05:00:00Z")
    // Until midnight in New York: not a day more.
    expect(weekDays(days, [night], zones).map(({ open }) => open)).toEqual([0, 0, 1, 0, 0, 0, 0])
  })
})

const goal = (id: string, value: string, even: string, more: Partial<Goal> = {}): Goal => ({
  id,
  name: id,
  object: "deal",
  measure: { of: "count" },
  field: "closed_at",
  every: "month",
  target: "100",
  user: null,
  team: null,
  type: "number",
  currency: "CNY",
  mine: false,
  editable: false,
  from: "",
  to: "",
  value,
  even,
  past: [],
  ...more,
})

describe("goals", () => {
  it("are mine, those of teams where the team is looked at, and begin with the furthest behind", () => {
    const who = (id: string) => ({ user: { id, name: id } })
    const goals = [
      goal("mine", "60", "50", who("me")),
      goal("hers", "1", "50", who("her")),
      goal("team", "10", "50", { team: { id: "tea", name: "tea" } }),
      goal("house", "40", "50"),
    ]
    const ids = (whose: "me" | "team" | "all") => goalsOf(goals, "me", whose).map(({ id }) => id)
    expect(ids("me")).toEqual(["mine"])
    expect(ids("team")).toEqual(["team", "mine"])
    expect(ids("all")).toEqual(["team", "house", "mine"])
  })
})

import type { CalendarTurn } from "@api/contract"
import { describe, expect, it } from "vitest"
import { barsOf, isOn, piecesOf, placeOf, putOf, shifted, snapped, stretched } from "./places"

const ZONES = { shown: "Asia/Shanghai", home: "Asia/Shanghai" }
const turn = (more: Partial<CalendarTurn> = {}): CalendarTurn => ({
  id: "act_1",
  turn: null,
  kind: "call",
  title: "打电话",
  state: "open",
  at: "2026-12-01T06:00:00Z",
  ends_at: "2026-12-01T07:00:00Z",
  all_day: false,
  clock: "planned",
  owner: { id: "usr_2", name: "周以宁" },
  guests: [],
  about: null,
  place: null,
  repeats: false,
  priority: "normal",
  may_edit: true,
  ...more,
})

describe("an entry that is put elsewhere", () => {
  const from = placeOf(turn(), ZONES)

  it("stands where the clock of the reader shows it", () => {
    expect(from).toEqual({ day: "2026-12-01", minutes: 14 * 60, long: 60, who: "usr_2" })
    expect(placeOf(turn(), { ...ZONES, shown: "America/New_York" })).toMatchObject({ day: "2026-12-01", minutes: 60 })
  })

  it("goes by quarters of an hour and over midnight", () => {
    expect(snapped(8 * 60 + 7)).toBe(8 * 60)
    expect(shifted(from, { minutes: 15 }).minutes).toBe(14 * 60 + 15)
    expect(shifted({ ...from, minutes: 23 * 60 + 45 }, { minutes: 15 })).toMatchObject({
      day: "2026-12-02",
      minutes: 0,
    })
    expect(shifted({ ...from, minutes: 0 }, { minutes: -15 })).toMatchObject({
      day: "2026-11-30",
      minutes: 23 * 60 + 45,
    })
    expect(shifted({ ...from, minutes: null }, { days: 2, minutes: 30 })).toMatchObject({
      day: "2026-12-03",
      minutes: null,
    })
  })

  it("is never shorter than a step, and whole days grow by days", () => {
    expect(stretched(from, 15).long).toBe(75)
    expect(stretched(from, -600).long).toBe(15)
    expect(stretched({ ...from, minutes: null, long: 1440 }, 15).long).toBe(2880)
    expect(stretched({ ...from, minutes: null, long: 1440 }, -15).long).toBe(1440)
  })

  it("writes only what is another, with what was read", () => {
    expect(putOf(turn(), from, ZONES)).toBe(null)
    expect(putOf(turn(), { ...from, minutes: 15 * 60 }, ZONES)).toEqual({
      set: { at: "2026-12-01T07:00:00.000Z", ends_at: "2026-12-01T08:00:00.000Z" },
      was: { at: "2026-12-01T06:00:00Z", ends_at: "2026-12-01T07:00:00Z" },
    })
    expect(putOf(turn(), { ...from, long: 90 }, ZONES)?.set).toEqual({ ends_at: "2026-12-01T07:30:00.000Z" })
    expect(putOf(turn(), { ...from, who: "usr_3" }, ZONES)).toEqual({
      set: { owner: "usr_3" },
      was: { owner: "usr_2" },
    })
    expect(putOf(turn({ kind: "task", ends_at: null }), { ...from, minutes: 15 * 60 }, ZONES)?.set).toEqual({
      at: "2026-12-01T07:00:00.000Z",
    })
    expect(putOf(turn(), { ...from, minutes: null, long: 1440 }, ZONES)?.set).toEqual({
      at: "2026-11-30T16:00:00.000Z",
      ends_at: "2026-12-01T16:00:00.000Z",
      all_day: true,
    })
  })

  it("keeps its length by the clock that runs where summer time begins", () => {
    const zones = { shown: "Europe/Berlin", home: "Europe/Berlin" }
    const night = turn({ at: "2027-03-27T00:30:00Z", ends_at: "2027-03-27T02:30:00Z" })
    // 01:30 to 03:30 in winter; a day later two hours from 01:30 end at 04:30, since 02:00 is not.
    const put = putOf(night, shifted(placeOf(night, zones), { days: 1 }), zones)
    expect(put?.set).toEqual({ at: "2027-03-28T00:30:00.000Z", ends_at: "2027-03-28T02:30:00.000Z" })
  })
})

describe("a day", () => {
  it("has the parts of what lies over midnight", () => {
    const late = turn({ at: "2026-12-01T15:00:00Z", ends_at: "2026-12-01T17:00:00Z" })
    expect(piecesOf([late], "2026-12-01", ZONES)).toMatchObject([
      { from: 23 * 60, to: 1440, begins: true, ends: false },
    ])
    expect(piecesOf([late], "2026-12-02", ZONES)).toMatchObject([{ from: 0, to: 60, begins: false, ends: true }])
    const until = turn({ at: "2026-12-01T15:00:00Z", ends_at: "2026-12-01T16:00:00Z" })
    expect(piecesOf([until], "2026-12-02", ZONES)).toEqual([])
  })

  it("has whole days as bars over those they take", () => {
    const fair = turn({ all_day: true, at: "2026-11-30T16:00:00Z", ends_at: "2026-12-02T16:00:00Z" })
    const days = ["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"]
    expect(barsOf([fair, turn()], days, ZONES)).toMatchObject([{ first: 1, last: 2 }])
    expect(isOn(fair, "2026-12-03", ZONES)).toBe(false)
    // A reader elsewhere sees the days of the workspace, not the night between them.
    expect(barsOf([fair], days, { ...ZONES, shown: "America/New_York" })).toMatchObject([{ first: 1, last: 2 }])
  })
})

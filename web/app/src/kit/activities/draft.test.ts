import { describe, expect, it } from "vitest"
import { blank, pageOf, type Turn } from "../../../fake/activityData"
import { changesOf, draftOf, newDraft, spanOf, wishOf, withKind } from "./draft"

const ZONE = "Asia/Shanghai"
const NOW = { day: "2026-11-30", minutes: 9 * 60 + 54 }

describe("a new plan", () => {
  it("begins at the next half hour, a task on its day at any time", () => {
    expect(newDraft({ kind: "meeting" }, NOW, "usr_2")).toMatchObject({
      day: "2026-11-30",
      minutes: 600,
      long: 60,
      remind: 10,
    })
    expect(newDraft({}, NOW, "usr_2")).toMatchObject({ kind: "task", minutes: null, remind: null })
    expect(newDraft({ kind: "call" }, { ...NOW, minutes: 21 * 60 }, "usr_2")).toMatchObject({
      day: "2026-12-01",
      minutes: 540,
    })
  })

  it("of another kind keeps what was chosen, and takes along what was not", () => {
    const task = newDraft({}, NOW, "usr_2")
    expect(withKind(task, "visit", NOW)).toMatchObject({ kind: "visit", minutes: 600, long: 60, remind: 30 })
    expect(withKind({ ...task, day: "2026-12-04", lastDay: "2026-12-04" }, "call", NOW)).toMatchObject({
      minutes: 540,
      long: 15,
    })
    expect(withKind({ ...newDraft({ kind: "call" }, NOW, "usr_2"), long: 45 }, "meeting", NOW).long).toBe(45)
  })

  it("is sent as instants of the workspace, whole days from midnight to midnight", () => {
    const draft = { ...newDraft({ kind: "meeting" }, NOW, "usr_2"), title: " 看样 " }
    expect(wishOf(draft, ZONE)).toMatchObject({
      title: "看样",
      at: "2026-11-30T02:00:00.000Z",
      ends_at: "2026-11-30T03:00:00.000Z",
    })
    expect(spanOf({ ...draft, minutes: null, lastDay: "2026-12-01" }, ZONE)).toEqual({
      at: "2026-11-29T16:00:00.000Z",
      ends_at: "2026-12-01T16:00:00.000Z",
      all_day: true,
    })
    expect(
      wishOf({ ...newDraft({}, NOW, "usr_2"), title: "某事", day: "", repeats: "FREQ=DAILY" }, ZONE),
    ).toMatchObject({
      at: null,
      ends_at: null,
      repeats: null,
    })
  })
})

describe("a plan that is changed", () => {
  const of = blank({
    kind: "visit",
    title: "茶室布置",
    at: "2026-12-01T06:00:00Z",
    ends_at: "2026-12-01T07:00:00Z",
    place: "安福路 201 号",
    lat: 31.2,
    lon: 121.4,
  })
  const turn: Turn = { of, turn: null, now: of }
  const activity = pageOf(turn)

  it("sends nothing while nothing is another", () => {
    expect(changesOf(activity, wishOf(draftOf(activity, ZONE), ZONE)).set).toEqual({})
  })

  it("sends only what is, with what was read", () => {
    const draft = { ...draftOf(activity, ZONE), minutes: 15 * 60, place: "愚园路 88 号", lat: null, lon: null }
    expect(changesOf(activity, wishOf(draft, ZONE))).toEqual({
      set: {
        at: "2026-12-01T07:00:00.000Z",
        ends_at: "2026-12-01T08:00:00.000Z",
        place: "愚园路 88 号",
        lat: null,
        lon: null,
      },
      was: {
        at: "2026-12-01T06:00:00Z",
        ends_at: "2026-12-01T07:00:00Z",
        place: "安福路 201 号",
        lat: 31.2,
        lon: 121.4,
      },
    })
  })
})

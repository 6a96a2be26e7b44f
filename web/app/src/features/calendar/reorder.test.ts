import type { RouteStop } from "@api/contract"
import { describe, expect, it } from "vitest"
import { changedOnly, mapsLink, reordered } from "./reorder"

const stop = (id: string, at: string, ends: string): RouteStop => ({
  activity: {
    id,
    kind: "visit",
    title: id,
    state: "open",
    at: `2026-12-01T${at}:00Z`,
    ends_at: `2026-12-01T${ends}:00Z`,
    all_day: false,
    clock: "planned",
    owner: null,
    person: null,
    company: null,
    deal: null,
    lead: null,
    order: null,
    priority: "normal",
    place: null,
    repeats: null,
    private: false,
    outcome: null,
    done_at: null,
    rule: null,
    created_at: "",
    updated_at: "",
    fields: {},
  },
  turn: null,
  lat: 31.2,
  lon: 121.4,
  metres: null,
  checked_in: null,
})
const stops = [stop("a", "06:00", "07:00"), stop("b", "08:00", "08:45"), stop("c", "09:00", "10:30")]
const look = (ids: string[]) =>
  reordered(stops, ids).map(({ stop: { activity }, at, ends_at }) => [
    activity.id,
    at.slice(11, 16),
    ends_at?.slice(11, 16),
  ])

describe("the visits of a day in another order", () => {
  it("take the times of the day in turn, each as long as it is", () => {
    expect(look(["b", "a", "c"])).toEqual([
      ["b", "06:00", "06:45"],
      ["a", "08:00", "09:00"],
      ["c", "09:00", "10:30"],
    ])
    expect(changedOnly(reordered(stops, ["b", "a", "c"])).map(({ stop: { activity } }) => activity.id)).toEqual([
      "b",
      "a",
    ])
  })

  it("never lie over each other", () => {
    expect(look(["a", "c", "b"])).toEqual([
      ["a", "06:00", "07:00"],
      ["c", "08:00", "09:30"],
      ["b", "09:30", "10:15"],
    ])
  })
})

it("a place is opened in the maps of the device", () => {
  expect(mapsLink({ lat: 31.2, lon: 121.4 }, "茶室", "Android")).toBe("geo:31.2,121.4?q=31.2,121.4(%E8%8C%B6%E5%AE%A4)")
  expect(mapsLink({ lat: 31.2, lon: 121.4 }, "茶室", "iPhone")).toBe("maps:?ll=31.2,121.4&q=%E8%8C%B6%E5%AE%A4")
})

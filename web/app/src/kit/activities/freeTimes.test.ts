import { expect, it } from "vitest"
import { clashes, nextFree } from "./freeTimes"

const ZONE = "Asia/Shanghai"
const at = (day: string, time: string) => `${day}T${time}:00+08:00`
const who = (id: string, ...busy: [string, string, string][]) => ({
  who: { id, name: id },
  busy: busy.map(([day, from, to]) => ({ from: at(day, from), to: at(day, to) })),
})
const busy = [
  who("a", ["2026-11-30", "10:00", "12:00"], ["2026-11-30", "14:00", "17:45"]),
  who("b", ["2026-11-30", "12:00", "13:30"], ["2026-12-01", "09:00", "09:20"]),
]

it("all are free where nobody of them is busy, within working hours", () => {
  expect(nextFree(busy, { day: "2026-11-30", minutes: 9 * 60 }, 60, ZONE)).toEqual({
    day: "2026-11-30",
    minutes: 9 * 60,
  })
  expect(nextFree(busy, { day: "2026-11-30", minutes: 9 * 60 + 5 }, 60, ZONE)).toEqual({
    day: "2026-12-01",
    minutes: 9 * 60 + 30,
  })
  expect(nextFree(busy, { day: "2026-11-30", minutes: 9 * 60 + 5 }, 30, ZONE)).toEqual({
    day: "2026-11-30",
    minutes: 9 * 60 + 15,
  })
  expect(nextFree(busy, { day: "2026-11-30", minutes: 13 * 60 }, 30, ZONE)).toEqual({
    day: "2026-11-30",
    minutes: 13 * 60 + 30,
  })
})

it("the weekend is nobody's, and who is never free is said so", () => {
  expect(nextFree([], { day: "2026-12-05", minutes: 600 }, 60, ZONE)).toEqual({ day: "2026-12-07", minutes: 9 * 60 })
  expect(nextFree([], { day: "2026-12-04", minutes: 17 * 60 + 30 }, 60, ZONE)).toEqual({
    day: "2026-12-07",
    minutes: 9 * 60,
  })
  const never = [{ who: { id: "a", name: "a" }, busy: [{ from: "2026-01-01T00:00:00Z", to: "2028-01-01T00:00:00Z" }] }]
  expect(nextFree(never, { day: "2026-11-30", minutes: 600 }, 30, ZONE)).toBe(null)
})

it("who is busy at a time is named, and whoever ends as it begins is not", () => {
  const names = (from: string, to: string) =>
    clashes(busy, at("2026-11-30", from), at("2026-11-30", to)).map(({ who }) => who.id)
  expect(names("11:00", "12:30")).toEqual(["a", "b"])
  expect(names("13:30", "14:00")).toEqual([])
})

import { makeFormat } from "@ui/format"
import { expect, it } from "vitest"
import { dueOf } from "./DueDay"

it("is late from the day after, near on the day and two weeks before", () => {
  expect([-1, 0, 14, 15].map(dueOf)).toEqual(["late", "soon", "soon", "far"])
})

it("counts days where the workspace is, whatever its hour", () => {
  const late = makeFormat("en", "America/Los_Angeles", () => new Date("2026-11-30T07:59:00Z"))
  expect(["2026-11-28", "2026-11-29", "2026-11-30"].map(late.daysUntil)).toEqual([-1, 0, 1])
  expect(late.calendarDay("2026-11-28")).toBe("Nov 28, 2026")
})

import { expect, it } from "vitest"
import { freshId, HEIGHTS, kept, moved, over, stepped, WIDTHS } from "./tiles"

it("parts are moved and nothing is lost", () => {
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"])
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"])
  expect(moved(["a", "b", "c"], 0, 9)).toEqual(["b", "c", "a"])
})

it("sizes stop at their ends", () => {
  expect(stepped(WIDTHS, 8, 1)).toBe(12)
  expect(stepped(WIDTHS, 12, 1)).toBe(12)
  expect(stepped(HEIGHTS, 1, -1)).toBe(1)
})

it("another period is for those that have one", () => {
  const question = { object: "deal" as const, measures: [{ of: "count" as const }] }
  expect(over(question, "this_year")).toEqual(question)
  const dated = { ...question, period: { field: "closed_at", range: "this_month" } }
  expect(over(dated, "this_year").period?.range).toBe("this_year")
  expect(over(dated, undefined)).toEqual(dated)
})

it("a saved report is kept by its id alone, and ids are new", () => {
  const tile = {
    id: "t2",
    report: "rep_1",
    question: { object: "deal" as const, measures: [] },
    width: 6 as const,
    height: 1 as const,
  }
  expect(kept(tile)).toEqual({ id: "t2", report: "rep_1", width: 6, height: 1 })
  expect(freshId([tile])).toBe("t3")
})

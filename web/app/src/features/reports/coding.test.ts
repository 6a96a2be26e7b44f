import { expect, it } from "vitest"
import { about, FIRST, read, tidy, write } from "./coding"
import { daysOf, isRange } from "./spans"
import { STARTS } from "./starts"

it("a question goes through the address and comes back", () => {
  for (const asked of [FIRST, ...STARTS.map(({ question, look }) => ({ question, look }))]) {
    expect(read(write(asked))).toEqual(asked)
  }
})

it("an address that says something else is no question", () => {
  for (const text of [
    undefined,
    "",
    "{",
    "[]",
    '{"object":"sock","measures":[{"of":"count"}]}',
    '{"object":"deal","measures":[]}',
  ]) {
    expect(read(text)).toBeUndefined()
  }
})

it("what says nothing is left out", () => {
  expect(tidy({ ...about("deal"), filter: " ", by: [], compare: "year", currency: "", across: true })).toEqual(
    about("deal"),
  )
  const cohort = tidy({ ...about("order"), by: [{ field: "status" }], cohort: { field: "placed_at" } })
  expect(cohort.by).toBeUndefined()
})

it("spans are words or two days", () => {
  expect(isRange("this_month")).toBe(true)
  expect(isRange("2026-01-01..2026-02-01")).toBe(false)
  expect(daysOf("2026-01-01..2026-02-01")).toEqual({ from: "2026-01-01", to: "2026-02-01" })
  expect(daysOf("this_month")).toBeUndefined()
})

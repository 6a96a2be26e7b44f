import { expect, it } from "vitest"
import { verdictOf } from "./verdict"

const check = { people: 1204, days: 243, error: 1.12, error_as_before: 1.58, told: 2871, placed: 2994 }

it("says by how much the sum was missed, and whether the model errs less than going on as before", () => {
  expect(verdictOf(check)).toEqual({ sum: "few", off: 4, against: "better", by: 29 })
  expect(verdictOf({ ...check, told: 3100, error: 2 })).toEqual({ sum: "many", off: 4, against: "worse", by: 27 })
})

it("divides by nothing", () => {
  expect(verdictOf({ ...check, told: 0, placed: 0, error: 0, error_as_before: 0 })).toEqual({
    sum: "exact",
    off: 0,
    against: "even",
    by: 0,
  })
  expect(verdictOf({ ...check, told: 5, placed: 0 })).toMatchObject({ sum: "many", off: 100 })
})

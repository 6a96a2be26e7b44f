import { expect, it } from "vitest"
import { changesOf, draftOf, faultsOf, wishOf } from "./draft"

it("a rule is right once it has a name, a title and numbers within reason", () => {
  const draft = draftOf(null)
  expect(faultsOf(draft)).toEqual(["name", "title"])
  const whole = { ...draft, name: "每季", title: "回访" }
  expect(faultsOf(whole)).toEqual([])
  expect(faultsOf({ ...whole, every_days: "0", quiet_days: "", daily: "1.5" })).toEqual([
    "every_days",
    "quiet_days",
    "daily",
  ])
  expect(faultsOf({ ...whole, quiet_days: "0" })).toEqual([])
})

it("a rule is sent as numbers, and nobody as nobody", () => {
  expect(wishOf({ ...draftOf(null), name: " 每季 ", title: "回访" })).toMatchObject({
    name: "每季",
    every_days: 90,
    fallback: null,
    live: true,
  })
  expect(changesOf(draftOf(null), null)).toBe(0)
  expect(changesOf({ ...draftOf(null), daily: "9", note: "问近况" }, null)).toBe(2)
})

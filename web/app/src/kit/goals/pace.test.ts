import { expect, it } from "vitest"
import { paceOf } from "./pace"

it("a goal is reached, ahead or behind", () => {
  expect(paceOf({ value: "12", even: "5", target: "10" })).toMatchObject({ state: "reached", share: 1.2 })
  expect(paceOf({ value: "6", even: "5", target: "10" })).toMatchObject({ state: "ahead", off: 1, even: 0.5 })
  expect(paceOf({ value: "2", even: "5", target: "0" })).toBeNull()
  expect(paceOf({ value: "2", even: "5", target: "10" })).toMatchObject({ state: "behind", off: 3 })
})

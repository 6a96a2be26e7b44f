import { expect, test } from "vitest"
import { beginningOf } from "./ThreadView"

test("a short comment stands whole, a long one begins", () => {
  expect(beginningOf("好的")).toBe("好的")
  expect(beginningOf("字".repeat(50_000)).length).toBeLessThan(1300)
  expect(beginningOf("行\n".repeat(400)).split("\n")).toHaveLength(16)
})

test("it does not end within a sign that is two", () => {
  expect(beginningOf("😀".repeat(5000))).toMatch(/^(?:😀)+$/u)
})

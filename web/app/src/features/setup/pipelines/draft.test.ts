import { expect, it } from "vitest"
import { faultOf, linesOf, newStage, wishOf } from "./draft"

const WORDS: [string, string, string] = ["开始", "成交", "输单"]

it("begins with a stage of each kind", () => {
  const lines = linesOf(null, WORDS)
  expect(lines.map(({ name, kind }) => [name, kind])).toEqual([
    ["开始", "open"],
    ["成交", "won"],
    ["输单", "lost"],
  ])
  expect(faultOf("流程", lines)).toBeNull()
})

it("puts stages in the order of their kinds and lets the kind say the chance", () => {
  const lines = linesOf({ stages: [] }, WORDS).concat(
    [newStage("won", "won", 40), newStage(" open ", "open", 35), newStage("lost", "lost", 40)].map((one, key) => ({
      ...one,
      age_days: 7,
      key,
    })),
  )
  expect(wishOf(lines).map(({ name, probability, age_days }) => [name, probability, age_days])).toEqual([
    ["open", 35, 7],
    ["won", 100, null],
    ["lost", 0, null],
  ])
  expect(wishOf(lines)[0]).not.toHaveProperty("key")
})

it("says what is wrong", () => {
  const lines = linesOf(null, WORDS)
  expect(faultOf("  ", lines)).toBe("pipeline")
  expect(faultOf("a", [...lines, newStage("", "open", 10)])).toBe("name")
  expect(faultOf("a", lines.slice(0, 2))).toBe("kinds")
  expect(faultOf("a", [...lines, newStage("b", "open", 110)])).toBe("chance")
})

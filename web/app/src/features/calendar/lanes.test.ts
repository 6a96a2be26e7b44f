import { expect, it } from "vitest"
import { placed } from "./lanes"

const look = (spans: [string, number, number][]) =>
  Object.fromEntries(
    placed(spans.map(([name, from, to]) => ({ name, from, to }))).map(({ of, lane, lanes, wide }) => [
      of.name,
      [lane, lanes, wide],
    ]),
  )

it("what does not overlap has the whole day's width", () => {
  expect(
    look([
      ["a", 540, 600],
      ["b", 600, 660],
    ]),
  ).toEqual({ a: [0, 1, 1], b: [0, 1, 1] })
})

it("what overlaps stands side by side, and takes the room that is left", () => {
  expect(
    look([
      ["a", 540, 660],
      ["b", 570, 600],
      ["c", 630, 700],
    ]),
  ).toEqual({ a: [0, 2, 1], b: [1, 2, 1], c: [1, 2, 1] })
  // A long one, three beside it one after the other, and one that has the room of two.
  expect(
    look([
      ["a", 540, 780],
      ["b", 540, 600],
      ["c", 550, 600],
      ["d", 620, 660],
    ]),
  ).toEqual({
    a: [0, 3, 1],
    b: [1, 3, 1],
    c: [2, 3, 1],
    d: [1, 3, 2],
  })
})

it("a moment is as long as it is drawn", () => {
  expect(
    look([
      ["a", 540, 540],
      ["b", 545, 600],
    ]),
  ).toEqual({ a: [0, 2, 1], b: [1, 2, 1] })
})

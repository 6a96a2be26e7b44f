import type { Answer } from "@api/contract"
import { expect, it } from "vitest"
import { ahead, drawn, slices, steps, topOf } from "./series"

const base = { before: null, span: null, zone: "UTC", currency: "CNY", unrated: [], at: "2026-11-20T10:00:00Z" }
const months = {
  field: "closed_at",
  unit: "month" as const,
  of: "dates" as const,
  type: "date_time" as const,
  object: "deal" as const,
  keys: ["2026-09", "2026-10", "2026-11", "2026-12"].map((value) => ({ value })),
  more: 0,
}
const names = { key: (_: number, key: number) => `k${key}`, measure: (n: number) => `m${n}`, before: "before" }
const answer = (of: "count" | "average"): Answer => ({
  ...base,
  axes: [months],
  measures: [{ of, type: "number" }],
  cells: [
    { at: [null], values: ["5"] },
    { at: [0], values: ["3"] },
    { at: [2], values: ["2"] },
  ],
})

it("what is counted is nothing where there are no rows, an average is not known, and the future is neither", () => {
  expect(drawn(answer("count"), { as: "line" }, names).series[0]?.values).toEqual([3, 0, 2, null])
  expect(drawn(answer("average"), { as: "line" }, names).series[0]?.values).toEqual([3, null, 2, null])
})

it("a unit of time lies ahead when it begins after the answer", () => {
  const of = (value: string) => ahead({ ...answer("count"), axes: [{ ...months, keys: [{ value }] }] }, 0)
  expect(["2026", "2026-Q4", "2026-W47", "2026-11-20"].map(of)).toEqual([false, false, false, false])
  expect(["2027", "2027-Q1", "2026-W48", "2026-11-21"].map(of)).toEqual([true, true, true, true])
})

it("bars beyond the room are one, which holds what the answer does not list, too", () => {
  const axis = { ...months, of: "values" as const, more: 3 }
  const cells = [
    { at: [null], values: ["100"] },
    ...[40, 30, 10, 5].map((value, n) => ({ at: [n], values: [`${value}`] })),
  ]
  const of = (kind: "count" | "average") => {
    const told: Answer = { ...answer(kind), axes: [axis], cells }
    return topOf(drawn(told, { as: "bar" }, names), told, 3, (n) => `others ${n}`)
  }
  expect(of("count").categories).toEqual(["k0", "k1", "others 5"])
  expect(of("count").series[0]?.values).toEqual([40, 30, 30])
  expect(of("count").series[0]?.at).toEqual([[0], [1]])
  expect(of("average").series[0]?.values).toEqual([40, 30, null])
})

it("slices beyond the eighth are one, and a lost deal is no step of the way", () => {
  const categories = Array.from({ length: 10 }, (_, n) => `k${n}`)
  const series = [{ name: "m", values: categories.map((_, n) => n + 1), at: categories.map((_, n) => [n]), measure: 0 }]
  const of = { categories, colors: categories.map((_, n) => (n === 9 ? "cinnabar" : "plain")), series }
  const parts = slices(of, (n) => `others ${n}`)
  expect([parts.length, parts.at(-1)?.name, parts.at(-1)?.value]).toEqual([8, "others 3", 6])
  expect(steps(of).length).toBe(9)
})

import type { Field, Group } from "@api/contract"
import { describe, expect, it } from "vitest"
import { inOrder } from "./order"

const field: Field = {
  key: "x_skin",
  type: "choice",
  custom: true,
  editable: true,
  sortable: true,
  options: [
    { id: "dry", label: "干性", color: "plain" },
    { id: "gone", label: "旧的", color: "plain", retired: true },
    { id: "oily", label: "油性", color: "plain" },
  ],
}
const group = (value: string | null, count: number): Group => ({ value, count, totals: [], filter: "" })

describe("groups", () => {
  it("stand as their choices do, then as large as they are, and last those without a value", () => {
    const groups = inOrder(field, [group(null, 9), group("gone", 5), group("oily", 2)], "")
    expect(groups.map(({ value, count }) => [value, count])).toEqual([
      ["dry", 0],
      ["oily", 2],
      ["gone", 5],
      [null, 9],
    ])
  })
  it("that nobody is in have the filter that would find them, whatever the list's own says", () => {
    expect(inOrder(field, [], 'city = "上海" or tier = "金"')[0]?.filter).toBe(
      '(city = "上海" or tier = "金") and x_skin = "dry"',
    )
    expect(inOrder({ ...field, key: "tier", options: undefined }, [], "", ['a"\\b'])[0]?.filter).toBe(
      'tier = "a\\"\\\\b"',
    )
  })
})

import type { Cell, Field } from "@api/contract"
import { describe, expect, it } from "vitest"
import { answered, inState, rowsOf, toWrite, type Wish } from "./writing"

interface Row {
  id: string
}
const [a, b]: Row[] = [{ id: "per_a" }, { id: "per_b" }]
const field = (key: string): Field => ({ key, type: "text", custom: false, editable: true, sortable: true })
const wish = (row: Row | undefined, key: string, value: unknown, seen: unknown): Wish<Row> => ({
  row: row ?? { id: "" },
  field: field(key),
  value,
  seen,
})
const idOf = (row: Row) => row.id

describe("cells on their way to the server", () => {
  const wishes = [wish(a, "city", "杭州", "上海"), wish(b, "city", null, undefined), wish(a, "tier", "金", "银")]
  const rows = rowsOf(wishes, idOf)

  it("are one row each, with what was read; nothing read is nothing, not unknown", () => {
    expect(rows).toEqual([
      { id: "per_a", set: { city: "杭州", tier: "金" }, seen: { city: "上海", tier: "银" } },
      { id: "per_b", set: { city: null }, seen: { city: null } },
    ])
  })

  it("are written where they change, and over a colleague's only where somebody said so", () => {
    const cell = (row: number, key: string, state: Cell["state"], before: unknown): Cell => ({
      row,
      field: key,
      state,
      before,
      after: null,
    })
    const cells = answered(
      [cell(0, "city", "clash", "苏州"), cell(0, "tier", "changed", "银"), cell(1, "city", "refused", null)],
      rows,
      wishes,
      idOf,
    )
    expect(cells.map((one) => one.wish)).toEqual([wishes[0], wishes[2], wishes[1]])
    expect(toWrite(cells, new Set())).toEqual([wishes[2]])
    const [clash] = inState(cells, "clash")
    if (!clash) throw new Error("there is a clash")
    // What stands there now has been seen by then, so that a third change in between is a clash again.
    expect(toWrite(cells, new Set<Cell>([clash]))[0]).toEqual({ ...wishes[0], seen: "苏州" })
  })
})

import type { Cell, Field } from "@api/contract"
import { describe, expect, it } from "vitest"
import { answered, heldOf, inState, rowsOf, toWrite, type Wish, withCells } from "./writing"

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

  it("are shown at once in every page that has the row, and as they were when the server will not have them", () => {
    const users = [{ id: "usr_a", name: "沈知微" }]
    const row = { id: "per_a", city: "上海", owner: null, fields: { x_skin: "opt_1" } }
    const list = { pages: [{ rows: [row, { id: "per_b", city: "北京", fields: {} }], total: 2 }], pageParams: [""] }
    const some = [wish(a, "city", "杭州", "上海"), wish(a, "x_skin", "opt_2", "opt_1"), wish(a, "owner", "usr_a", null)]
    const shown = withCells(list, heldOf(some, idOf, "value"), users)
    expect(shown).toEqual({
      pages: [
        {
          rows: [
            { id: "per_a", city: "杭州", owner: users[0], fields: { x_skin: "opt_2" } },
            { id: "per_b", city: "北京", fields: {} },
          ],
          total: 2,
        },
      ],
      pageParams: [""],
    })
    expect(withCells(shown, heldOf(some, idOf, "seen"), users)).toEqual(list)
    expect(withCells({ groups: [] }, heldOf(some, idOf, "value"), users)).toEqual({ groups: [] })
  })
})

import { describe, expect, it } from "vitest"
import { laidOut, rectOf, stepped, tabbed } from "./range"

const bounds = { rows: 10, first: 1, last: 4, page: 5 }

describe("moving from cell to cell", () => {
  it("steps, jumps and stays inside", () => {
    const at = { row: 3, column: 2 }
    const table: [string, boolean, number, number][] = [
      ["ArrowUp", false, 2, 2],
      ["ArrowDown", true, 9, 2],
      ["ArrowLeft", true, 3, 1],
      ["ArrowRight", false, 3, 3],
      ["Home", false, 3, 1],
      ["End", true, 9, 4],
      ["PageUp", false, 0, 2],
      ["PageDown", false, 8, 2],
    ]
    for (const [key, far, row, column] of table) expect(stepped(at, key, far, bounds)).toEqual({ row, column })
    expect(stepped({ row: 0, column: 1 }, "ArrowUp", false, bounds)).toEqual({ row: 0, column: 1 })
    expect(stepped(at, "j", false, bounds)).toBeNull()
  })

  it("goes on to the next row with Tab and lets the focus out at the ends", () => {
    expect(tabbed({ row: 2, column: 4 }, false, bounds)).toEqual({ row: 3, column: 1 })
    expect(tabbed({ row: 2, column: 1 }, true, bounds)).toEqual({ row: 1, column: 4 })
    expect(tabbed({ row: 9, column: 4 }, false, bounds)).toBeNull()
    expect(tabbed({ row: 0, column: 1 }, true, bounds)).toBeNull()
  })
})

describe("laying a table down", () => {
  const rect = (top: number, left: number, bottom: number, right: number) => ({ top, left, bottom, right })
  it("fills what is selected with one value", () => {
    const { rows, over } = laidOut([["上海"]], rectOf({ row: 4, column: 3 }, { row: 2, column: 2 }), bounds)
    expect([rows, over]).toEqual([Array(3).fill(["上海", "上海"]), 0])
  })
  it("repeats a table that divides the selection, and lays another down once", () => {
    const table = [["a"], ["b"]]
    expect(laidOut(table, rect(0, 1, 3, 1), bounds).rows).toEqual([["a"], ["b"], ["a"], ["b"]])
    expect(laidOut(table, rect(0, 1, 2, 1), bounds).rows).toEqual([["a"], ["b"]])
  })
  it("counts what hangs over the edge and fills short lines up", () => {
    const wide = [["1", "2", "3"], ["4"]]
    expect(laidOut(wide, rect(9, 3, 9, 3), bounds)).toEqual({ rows: [["1", "2"]], over: 4 })
    expect(laidOut(wide, rect(0, 1, 0, 1), bounds).rows[1]).toEqual(["4", "", ""])
    expect(laidOut([], rect(0, 1, 0, 1), bounds)).toEqual({ rows: [], over: 0 })
  })
})

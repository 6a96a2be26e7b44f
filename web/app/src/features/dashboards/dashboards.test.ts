import { Failure } from "@api/client"
import { describe, expect, it } from "vitest"
import { changesOf, copyOf, draftOf, freshId } from "./edit/draft"
import { byOf, columnsAt, dropAt, placed, shifted, spanOf, stepFrom, WIDTHS } from "./grid"
import { readOpened, writeOpened } from "./opened"
import { readRange, within } from "./ranges"
import { troubleOf } from "./trouble"

const at = (sizes: [3 | 4 | 6 | 8 | 12, 1 | 2 | 3][], columns: 12 | 6 | 1) =>
  placed(
    sizes.map(([width, height]) => ({ width, height })),
    columns,
  ).map(({ column, row, width }) => [column, row, width])

describe("the grid", () => {
  it("sets parts beside each other, and below where a line is full", () => {
    expect(
      at(
        [
          [3, 1],
          [3, 1],
          [6, 1],
          [8, 2],
          [4, 1],
        ],
        12,
      ),
    ).toEqual([
      [1, 1, 3],
      [4, 1, 3],
      [7, 1, 6],
      [1, 2, 8],
      [9, 2, 4],
    ])
  })
  it("fills what is free beside a high one, and never goes back before the last", () => {
    expect(
      at(
        [
          [8, 2],
          [4, 1],
          [4, 1],
          [12, 1],
        ],
        12,
      ),
    ).toEqual([
      [1, 1, 8],
      [9, 1, 4],
      [9, 2, 4],
      [1, 3, 12],
    ])
    expect(
      at(
        [
          [8, 1],
          [6, 1],
          [4, 1],
        ],
        12,
      ),
    ).toEqual([
      [1, 1, 8],
      [1, 2, 6],
      [7, 2, 4],
    ])
  })
  it("halves the line on narrow screens and takes one column on phones", () => {
    expect(
      at(
        [
          [3, 1],
          [4, 1],
          [8, 1],
        ],
        6,
      ),
    ).toEqual([
      [1, 1, 3],
      [4, 1, 3],
      [1, 2, 6],
    ])
    expect(
      at(
        [
          [3, 1],
          [12, 2],
          [4, 1],
        ],
        1,
      ),
    ).toEqual([
      [1, 1, 1],
      [1, 2, 1],
      [1, 4, 1],
    ])
    expect([columnsAt(1200), columnsAt(700), columnsAt(366)]).toEqual([12, 6, 1])
    expect(WIDTHS.map((width) => spanOf(width, 6))).toEqual([3, 3, 6, 6, 6])
  })
  it("moves one of them, at most to an end", () => {
    expect(shifted(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"])
    expect(shifted(["a", "b", "c"], 2, -9)).toEqual(["c", "a", "b"])
    expect(shifted(["a", "b", "c"], 1, 0)).toEqual(["a", "b", "c"])
    expect(shifted(["a"], 5, 1)).toEqual(["a"])
  })
  it("steps through the widths, and stays at their ends", () => {
    expect([stepFrom(WIDTHS, 4, 1), stepFrom(WIDTHS, 3, -1), stepFrom(WIDTHS, 12, 1)]).toEqual([6, 3, 12])
  })
  it("lets go before or after the nearest part", () => {
    const boxes = [
      { left: 0, top: 0, width: 100, height: 100 },
      { left: 110, top: 0, width: 100, height: 100 },
      { left: 0, top: 110, width: 210, height: 100 },
    ]
    expect(dropAt(boxes, 20, 50)).toBe(0)
    expect(dropAt(boxes, 190, 50)).toBe(2)
    expect(dropAt(boxes, 120, 400)).toBe(3)
    expect(dropAt([], 1, 1)).toBe(0)
    expect([byOf(0, 3), byOf(2, 0), byOf(1, 2), byOf(1, 1)]).toEqual([2, -2, 0, 0])
  })
})

describe("the span of a dashboard", () => {
  it("reads named spans and days, and nothing else", () => {
    expect(readRange("this_quarter")).toBe("this_quarter")
    expect(readRange("2026-03-31..2026-01-01")).toBe("2026-01-01..2026-03-31")
    expect([readRange("never"), readRange("2026-13-01..2026-01-01"), readRange(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  it("takes the place of a question's own, where it has one", () => {
    const dated = { object: "deal" as const, measures: [], period: { field: "closed_at", range: "this_year" } }
    expect(within(dated, "today").period).toEqual({ field: "closed_at", range: "today" })
    expect(within(dated, undefined)).toBe(dated)
    const all = { object: "deal" as const, measures: [] }
    expect(within(all, "today")).toBe(all)
  })
})

describe("the figure that is open", () => {
  it("comes back from the address as it was written", () => {
    for (const opened of [
      { at: [], measure: 0 },
      { at: [2, null], measure: 1 },
      { at: [null], measure: 0, before: true },
    ])
      expect(readOpened(writeOpened("part.1", opened))).toEqual({ tile: "part.1", opened })
    expect([readOpened("x"), readOpened(undefined), readOpened("1-2.0.f.a")]).toEqual([null, null, null])
  })
})

describe("why there is no answer", () => {
  const failed = (problem: object) =>
    new Failure({ status: 422, code: "invalid", message: "", ...problem } as ConstructorParameters<typeof Failure>[0])
  it("names a field that is gone", () => {
    const message = 'there is no field "x_lost" of a deal; it may have been removed'
    const fields = [{ field: "by.0.field", code: "unknown_field", message }]
    expect(troubleOf(failed({ fields }))).toEqual({ of: "field", field: "x_lost" })
    const detail = { reason: "unknown_field" }
    expect(troubleOf(failed({ message: "There is no field `gone` of a deal.", detail }))).toEqual({
      of: "field",
      field: "gone",
    })
  })
  it("tells what is forbidden from the rest", () => {
    expect(troubleOf(failed({ status: 403 }))).toEqual({ of: "forbidden" })
    expect(troubleOf(failed({ status: 500 }))).toEqual({ of: "other" })
    expect(troubleOf("x")).toEqual({ of: "other" })
  })
})

describe("a dashboard while it is changed", () => {
  const question = { object: "deal" as const, measures: [{ of: "count" as const }] }
  const tile = {
    id: "a",
    title: "A",
    report: "rep_1",
    question,
    look: { as: "bar" as const },
    width: 4 as const,
    height: 2 as const,
  }
  const held = draftOf({
    id: "das_1",
    name: "N",
    note: "",
    shared: false,
    owner: { id: "usr_1", name: "O" },
    mine: true,
    editable: true,
    roles: ["sales", "admin"],
    opens: false,
    updated_at: "",
    tiles: [tile],
  })
  it("sends what changed and nothing else", () => {
    expect(changesOf(held, held)).toEqual({})
    expect(changesOf({ ...held, roles: ["admin", "sales"] }, held)).toEqual({})
    expect(changesOf({ ...held, name: " M " }, held)).toEqual({ name: "M" })
    expect(changesOf({ ...held, tiles: [{ ...tile, width: 6 }] }, held)).toEqual({
      tiles: [{ id: "a", title: "A", report: "rep_1", look: { as: "bar" }, width: 6, height: 2 }],
    })
  })
  it("gives every part an id of its own", () => {
    const copy = copyOf(held.tiles, tile)
    expect(copy.id).not.toBe("a")
    expect(freshId([{ id: "part2" }])).toBe("part3")
  })
})

import { describe, expect, it } from "vitest"
import { pinnedOf } from "./freezing"
import { columnsOfView, moved, NONE_FROZEN, readWidths, widthsText } from "./useColumns"

describe("the order of columns", () => {
  it("puts a column before another, or at the end", () => {
    expect(moved(["a", "b", "c"], "c", "a")).toEqual(["c", "a", "b"])
    expect(moved(["a", "b", "c"], "a", "c")).toEqual(["b", "a", "c"])
    expect(moved(["a", "b", "c"], "a", null)).toEqual(["b", "c", "a"])
    expect(moved(["a", "b"], "a", "a")).toEqual(["a", "b"])
  })
})

describe("the columns of a view", () => {
  it("come out of the URL as they went in, whatever order the server keeps widths in", () => {
    expect(readWidths(widthsText({ owner: 120, city: 180 }))).toEqual({ city: 180, owner: 120 })
    expect(widthsText({ owner: 120, city: 180 })).toBe(widthsText({ city: 180, owner: 120 }))
    expect(widthsText({})).toBeUndefined()
  })

  it("leave out widths that are none", () => {
    expect(readWidths("city:x,owner:3,tier:90")).toEqual({ tier: 90 })
  })

  it("say nothing where the view says nothing", () => {
    expect(columnsOfView({})).toEqual({ columns: undefined, frozen: undefined, widths: undefined })
    expect(columnsOfView({ columns: ["city"], frozen: "city", widths: { city: 80 } })).toEqual({
      columns: "city",
      frozen: "city",
      widths: "city:80",
    })
  })
})

describe("columns that stay", () => {
  const of = { keys: ["pick", "name", "city", "tier", "owner"], ends: [40, 200, 300, 400, 520], usual: 2, room: 1000 }

  it("are the usual ones, until somebody chooses", () => {
    expect(pinnedOf({ ...of, frozen: undefined })).toBe(2)
    expect(pinnedOf({ ...of, frozen: "tier" })).toBe(4)
    expect(pinnedOf({ ...of, frozen: "pick" })).toBe(1)
    expect(pinnedOf({ ...of, frozen: NONE_FROZEN })).toBe(0)
  })

  it("are the usual ones where the chosen column is not shown", () => {
    expect(pinnedOf({ ...of, frozen: "phone" })).toBe(2)
  })

  it("leave room for the rest to scroll in", () => {
    expect(pinnedOf({ ...of, frozen: "owner", room: 390 })).toBe(2)
    expect(pinnedOf({ ...of, frozen: "owner", room: 500 })).toBe(3)
    expect(pinnedOf({ ...of, frozen: "owner", room: null })).toBe(5)
  })
})

import { describe, expect, it } from "vitest"
import { bodyLayout, layoutBody, layoutOf, layoutSearch } from "./layout"

describe("the layout of a list", () => {
  it("comes back from a view as it went in, without the day that was looked at", () => {
    for (const search of [
      {},
      { board: "tier" },
      { groups: "city" },
      { calendar: "x_due" },
      { calendar: "x_due", span: "week" },
      { map: "areas" },
    ]) {
      const back = bodyLayout(layoutBody({ ...search, at: "2026-03-01" }))
      expect(JSON.parse(JSON.stringify(back))).toEqual(search)
    }
  })
  it("knows two ways to look at a map, and takes any other for circles", () => {
    expect(layoutOf({ map: "areas" })).toEqual({ kind: "map", field: "areas" })
    expect(layoutOf({ map: "1" })).toEqual({ kind: "map", field: "circles" })
    expect(layoutSearch(null).map).toBeUndefined()
  })
  it("is one at a time", () => {
    expect(layoutOf({ ...{ board: "tier" }, ...layoutSearch({ kind: "groups", field: "city" }) })).toEqual({
      kind: "groups",
      field: "city",
    })
    expect(bodyLayout({ layout: "map", group: "city" }).board).toBeUndefined()
  })
})

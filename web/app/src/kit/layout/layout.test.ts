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
    ]) {
      const back = bodyLayout(layoutBody({ ...search, at: "2026-03-01" }))
      expect(JSON.parse(JSON.stringify(back))).toEqual(search)
    }
  })
  it("is one at a time", () => {
    expect(layoutOf({ ...{ board: "tier" }, ...layoutSearch({ kind: "groups", field: "city" }) })).toEqual({
      kind: "groups",
      field: "city",
    })
    expect(bodyLayout({ layout: "map", group: "city" }).board).toBeUndefined()
  })
})

import { describe, expect, it } from "vitest"
import { moved } from "./useColumns"

describe("the order of columns", () => {
  it("puts a column before another, or at the end", () => {
    expect(moved(["a", "b", "c"], "c", "a")).toEqual(["c", "a", "b"])
    expect(moved(["a", "b", "c"], "a", "c")).toEqual(["b", "a", "c"])
    expect(moved(["a", "b", "c"], "a", null)).toEqual(["b", "c", "a"])
    expect(moved(["a", "b"], "a", "a")).toEqual(["a", "b"])
  })
})

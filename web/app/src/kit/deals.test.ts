import { describe, expect, it } from "vitest"
import { ALL_PIPELINES, bodyOfSearch, inPipeline, searchOfView, splitPipeline } from "./deals"

describe("the filter of deals", () => {
  it("takes the pipeline in and gives it back", () => {
    const filter = inPipeline("pip_1", "owner = me and amount >= 1000")
    expect(filter).toBe('pipeline = "pip_1" and owner = me and amount >= 1000')
    expect(splitPipeline(filter)).toEqual({ pipeline: "pip_1", filter: "owner = me and amount >= 1000" })
    expect(splitPipeline('pipeline = "pip_1"')).toEqual({ pipeline: "pip_1", filter: undefined })
    expect(splitPipeline("owner = me")).toEqual({ pipeline: undefined, filter: "owner = me" })
  })
  it("finds the pipeline wherever the server put it", () => {
    const filter = 'state = "won" and pipeline = "pip_1" and closed_at >= 2026-10-01'
    expect(splitPipeline(filter)).toEqual({ pipeline: "pip_1", filter: 'state = "won" and closed_at >= 2026-10-01' })
  })
  it("keeps alternatives within the pipeline, and takes no pipeline out of alternatives", () => {
    const filter = inPipeline("pip_1", "owner = me or amount > 5")
    expect(filter).toBe('pipeline = "pip_1" and (owner = me or amount > 5)')
    expect(splitPipeline(filter)).toEqual({ pipeline: "pip_1", filter: "owner = me or amount > 5" })
    const either = 'pipeline = "pip_1" and amount > 5 or owner = me'
    expect(splitPipeline(either)).toEqual({ pipeline: undefined, filter: either })
  })
  it("of all pipelines names none", () => {
    expect(inPipeline(ALL_PIPELINES, "owner = me")).toBe("owner = me")
    expect(inPipeline(undefined)).toBe("")
  })
})

describe("a saved view of deals", () => {
  const view = {
    id: "viw_1",
    object: "deal",
    name: "",
    shared: false,
    mine: true,
    pinned: false,
    opens: false,
  } as const
  it("comes back as it went in, as a board and as a list", () => {
    for (const search of [
      { pipeline: "pip_1", filter: "owner = me", sort: "-amount" },
      { show: "list" as const, pipeline: "pip_1" },
    ]) {
      const back = searchOfView({ ...view, updated_at: "", ...bodyOfSearch(search) })
      expect(JSON.parse(JSON.stringify(back))).toEqual({ ...search, view: "viw_1" })
    }
  })
})

import { describe, expect, it } from "vitest"
import { bodyOfLeads, searchOfLeadView, splitPlace, withinPlace } from "./leads"

const view = (filter: string) =>
  searchOfLeadView({
    id: "viw_1",
    name: "x",
    object: "lead",
    shared: false,
    pinned: false,
    mine: true,
    filter,
  } as never)

describe("the place of a list of leads", () => {
  it("narrows mine to what is open, and a pool to what waits in it", () => {
    expect(withinPlace({})).toBe('owner = me and state in ("new", "working")')
    expect(withinPlace({ place: "pool", pool: "poo_1" })).toContain('and pool = "poo_1"')
    expect(withinPlace({ place: "pool" })).toContain("pool is not empty")
    expect(withinPlace({ place: "all" })).toBe("")
  })

  it("keeps alternatives within the place", () => {
    expect(withinPlace({ filter: 'source = "a" or source = "b"' })).toMatch(/and \(source = "a" or source = "b"\)$/)
    expect(withinPlace({ place: "all", filter: 'source = "a" or source = "b"' })).toBe('source = "a" or source = "b"')
  })

  it("comes out of a saved view as it went in", () => {
    const searches = [
      {},
      { filter: 'source = "a"' },
      { filter: 'source = "a" or source = "b"' },
      { place: "pool" as const },
      { place: "pool" as const, pool: "poo_1", filter: "amount >= 1000" },
      { place: "all" as const, filter: "amount >= 1000" },
    ]
    for (const search of searches) {
      const { place, pool, filter } = view(bodyOfLeads(search).filter ?? "")
      expect({ place, pool, filter }).toEqual({ place: undefined, pool: undefined, filter: undefined, ...search })
    }
  })

  it("leaves a filter of another shape whole", () => {
    expect(splitPlace('owner is empty and city = "x"')).toEqual({
      place: "all",
      filter: 'owner is empty and city = "x"',
    })
  })
})

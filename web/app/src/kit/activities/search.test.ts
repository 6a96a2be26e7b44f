import { describe, expect, it } from "vitest"
import { ACTIVITY_TABS, splitTab, withinTab } from "./search"

describe("a tab of activities", () => {
  it("goes into the filter of a view and comes out of it", () => {
    for (const tab of [undefined, ...ACTIVITY_TABS])
      for (const filter of [undefined, 'kind = "call"', 'kind = "call" or kind = "visit"'])
        expect(splitTab(withinTab({ tab, filter }))).toEqual({ tab, filter })
  })

  it("keeps alternatives together, so that they let in nothing from elsewhere", () => {
    expect(withinTab({ filter: 'kind = "call" or kind = "visit"' })).toBe(
      'owner = me and state = "open" and (kind = "call" or kind = "visit")',
    )
  })

  it("is all where a filter holds to none", () => {
    expect(splitTab('owner = me and kind = "call"')).toEqual({ tab: "all", filter: 'owner = me and kind = "call"' })
  })
})

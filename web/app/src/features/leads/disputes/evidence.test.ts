import type { DisputeSide } from "@api/contract"
import { describe, expect, it } from "vitest"
import { strongerIn } from "./evidence"

const side = (more: Partial<DisputeSide> = {}, work: Partial<DisputeSide["work"]> = {}): DisputeSide => ({
  who: { id: "usr_1", name: "a" },
  first: null,
  registered_at: null,
  open_deals: 0,
  work: {
    who: { id: "usr_1", name: "a" },
    held_days: 0,
    calls: 0,
    visits: 0,
    messages: 0,
    notes: 0,
    first_at: null,
    last_at: null,
    ...work,
  },
  ...more,
})
const touched = (at: string) => side({ first: { at, what: "interaction", text: null } })

describe("whom a row of evidence speaks for", () => {
  it("is who was earlier", () => {
    expect(strongerIn("firstTouch", touched("2026-11-01T00:00:00Z"), touched("2026-11-02T00:00:00Z"))).toBe("claimant")
    expect(strongerIn("registeredOn", side(), side({ registered_at: "2026-11-02T00:00:00Z" }))).toBe("holder")
  })
  it("is who did more, and who worked last", () => {
    expect(strongerIn("calls", side({}, { calls: 1 }), side({}, { calls: 4 }))).toBe("holder")
    const [old, late] = [side({}, { last_at: "2026-11-01T00:00:00Z" }), side({}, { last_at: "2026-11-20T00:00:00Z" })]
    expect(strongerIn("lastWork", old, late)).toBe("holder")
  })
  it("is nobody where both are alike", () => {
    expect(strongerIn("calls", side(), side())).toBeNull()
    expect(strongerIn("registeredOn", side(), side())).toBeNull()
  })
})

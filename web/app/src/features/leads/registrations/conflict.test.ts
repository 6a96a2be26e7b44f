import { describe, expect, it } from "vitest"
import { conflictOf } from "./conflict"

describe("why a registration was not taken", () => {
  it("names the colleague whose registration holds", () => {
    const detail = { by: { id: "usr_3", name: "沈知微" }, until: "2026-12-01T00:00:00Z" }
    expect(conflictOf({ code: "registered", detail })).toMatchObject({ kind: "registered", who: "沈知微" })
  })
  it("names the holder, else whoever registered them, and the lead with the ticket to dispute it", () => {
    expect(conflictOf({ code: "known", detail: { holder: { name: "唐棠" }, lead: "lea_1", ticket: "t1" } })).toEqual({
      kind: "known",
      who: "唐棠",
      until: null,
      lead: "lea_1",
      ticket: "t1",
    })
    expect(conflictOf({ code: "known", detail: { holder: null, registered: { name: "x" } } })?.who).toBe("x")
    expect(conflictOf({ code: "known", detail: {} })?.who).toBeNull()
  })
  it("leaves other problems alone", () => {
    expect(conflictOf({ code: "invalid" })).toBeNull()
  })
})

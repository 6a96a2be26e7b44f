import type { Seat } from "@api/contract"
import { describe, expect, it } from "vitest"
import { readLimit, roomOf } from "./seats"

const now = new Date("2026-11-20T02:00:00Z")
const seat = (more: Partial<Seat>): Seat => ({
  who: { id: "usr_1", name: "沈知微" },
  team: null,
  capacity: null,
  monthly: null,
  languages: [],
  hours: null,
  away_until: null,
  open: 10,
  month: 20,
  ...more,
})

describe("what a colleague can take", () => {
  it("is what the tighter limit leaves, nothing while away, endless without limits", () => {
    expect(roomOf(seat({ capacity: 30, monthly: 25 }), now)).toBe(5)
    expect(roomOf(seat({ capacity: 8 }), now)).toBe(0)
    expect(roomOf(seat({}), now)).toBe(Number.POSITIVE_INFINITY)
    expect(roomOf(seat({ away_until: "2026-11-25T00:00:00Z" }), now)).toBe(0)
    expect(roomOf(seat({ capacity: 30, away_until: "2026-11-19T00:00:00Z" }), now)).toBe(20)
  })

  it("is limited by a whole number or by nothing", () => {
    expect(readLimit(" 40 ")).toEqual({ limit: 40 })
    expect(readLimit("")).toEqual({ limit: null })
    expect(readLimit("-3")).toBe(null)
    expect(readLimit("4.5")).toBe(null)
  })
})

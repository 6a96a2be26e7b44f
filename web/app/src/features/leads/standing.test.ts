import { describe, expect, it } from "vitest"
import { returnTone, wordsOfCode } from "./standing"

const pool = { daily_cap: 10, holding_cap: null } as never

describe("the return of a lead", () => {
  it("is quiet while far, amber when near, urgent on the last day", () => {
    expect([9, 4, 3, 2, 1, 0, -1].map(returnTone)).toEqual([null, null, "waiting", "waiting", "bad", "bad", "bad"])
  })
})

describe("why a claim came to nothing", () => {
  const of = (code: string | null, more = {}) => wordsOfCode({ code, until: null, owner: null, ...more }, pool)
  it("names who was quicker", () => {
    expect(of("taken", { owner: { id: "usr_3", name: "沈知微" } })).toEqual({ key: "taken", who: "沈知微" })
    expect(of("taken")).toEqual({ key: "takenPlain" })
  })
  it("says the limit where the pool has one", () => {
    expect(of("daily_cap")).toEqual({ key: "daily_capOf", n: 10 })
    expect(of("holding_cap")).toEqual({ key: "holding_cap" })
  })
  it("says from when again", () => {
    expect(of("cooling", { until: "2026-12-01T00:00:00Z" })).toMatchObject({ key: "coolingUntil" })
  })
  it("has words for what nobody has named", () => {
    expect(of("something_new").key).toBe("other")
  })
})

import type { LiveEvent } from "@api/contract"
import { expect, it } from "vitest"
import { laterOf, soonOf } from "./useHomeNews"

const named = (of: typeof soonOf) => (event: LiveEvent) => of(event).map(([first]) => first)
const [soon, later] = [named(soonOf), named(laterOf)]

it("what is new, what is stale and goals follow everything that they are reckoned from, after a while", () => {
  const events: LiveEvent[] = [
    { type: "people" },
    { type: "person", person: "per_1" },
    { type: "sold", object: "deal" },
    { type: "sold", object: "lead" },
    { type: "sold", object: "activity" },
    { type: "ready" },
  ]
  for (const event of events) {
    expect(later(event)).toEqual(expect.arrayContaining(["home", "goals"]))
    expect(soon(event)).not.toContain("home")
  }
})

it("lists follow what stands in them, what is to be done soon", () => {
  expect(later({ type: "people" })).toContain("people")
  expect(soon({ type: "sold", object: "deal" })).toContain("deals")
  expect(soon({ type: "sold", object: "activity" })).toContain("activities")
  expect(soon({ type: "sold", object: "lead" })).not.toContain("deals")
})

it("news of other pages are no news here", () => {
  for (const asked of [soon, later]) {
    expect(asked({ type: "company", company: "com_1" })).toEqual([])
    expect(asked({ type: "ingest", accepted: 1, refused: 0, at: "2026-11-20T10:00:00Z" })).toEqual([])
  }
})

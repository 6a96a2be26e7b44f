import type { LiveEvent } from "@api/contract"
import { expect, it } from "vitest"
import { keysOf } from "./useHomeNews"

const asked = (event: LiveEvent) => keysOf(event).map(([first]) => first)

it("what is new, what is stale and goals follow everything that they are reckoned from", () => {
  const events: LiveEvent[] = [
    { type: "people" },
    { type: "person", person: "per_1" },
    { type: "sold", object: "deal" },
    { type: "sold", object: "lead" },
    { type: "sold", object: "activity" },
    { type: "ready" },
  ]
  for (const event of events) expect(asked(event)).toEqual(expect.arrayContaining(["home", "goals"]))
})

it("lists follow what stands in them", () => {
  expect(asked({ type: "people" })).toContain("people")
  expect(asked({ type: "sold", object: "deal" })).toContain("deals")
  expect(asked({ type: "sold", object: "activity" })).toContain("activities")
  expect(asked({ type: "sold", object: "lead" })).not.toContain("deals")
})

it("news of other pages are no news here", () => {
  expect(asked({ type: "company", company: "com_1" })).toEqual([])
  expect(asked({ type: "ingest", accepted: 1, refused: 0, at: "2026-11-20T10:00:00Z" })).toEqual([])
})

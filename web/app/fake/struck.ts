// What colleagues struck out of timelines, as the server keeps it: gone from the story until the batch is undone.

import type { Changed, Struck } from "@api/contract"
import { takesBack } from "./leadData"
import { STAFF } from "./people"
import { type FakeRoute, on, Refusal } from "./router"
import { findItem, storyOf } from "./story"

let kept: (Struck & { person: string; back: () => void })[] = []
let serial = 0

export function resetStruck(): void {
  for (const { back } of kept) back()
}

function strike(id: string): Changed<null> {
  const item = findItem(id)
  if (!item) throw new Refusal(404, "not_found", "The interaction is not found.")
  if (item.source.kind !== "user") throw new Refusal(409, "not_by_hand", "Only what colleagues noted is struck out.")
  const story = storyOf(item.person)
  const place = story.indexOf(item)
  story.splice(place, 1)
  serial += 1
  const batch = `bat_struck_${serial}`
  const back = () => {
    if (!kept.some((one) => one.id === id)) return
    story.splice(place, 0, item)
    kept = kept.filter((one) => one.id !== id)
  }
  takesBack.set(batch, back)
  const { kind, occurred_at, title, text, person } = item
  const said = { id, kind, occurred_at, title, text, author: item.by ?? null, by: STAFF[0], batch }
  kept = [{ ...said, at: new Date().toISOString(), person, back }, ...kept]
  return { data: null, batch }
}

export const struckRoutes: FakeRoute[] = [
  on("DELETE /api/interactions/:id", (call) => strike(call.params.id ?? "")),
  on("GET /api/people/:id/struck", (call) => kept.filter(({ person }) => person === call.params.id)),
]

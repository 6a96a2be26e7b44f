// The people this device keeps. In: answers of the server. Out: the same, later, without it.
// Bounded in number, age and bytes; whoever may not be seen any more is gone at once.

import type { Person, Timeline, TimelineItem } from "@api/contract"
import { keeping, type Limits, MOST_BYTES } from "./limits"
import { device, type KeptPerson } from "./store"

const DAY = 86_400_000

/** Whom to let go: too old, then fetched ahead before opened, the longest unread first, until the rest fits. */
export function surplus(kept: KeptPerson[], { people, days }: Limits, now: number, bytes = MOST_BYTES): string[] {
  const gone = kept.filter(({ at }) => now - at > days * DAY).map(({ id }) => id)
  const rest = kept.filter(({ id }) => !gone.includes(id) && !isLocal(id))
  // The most worth keeping first.
  rest.sort((a, b) => b.opened - a.opened || b.at - a.at)
  let used = 0
  rest.forEach((one, place) => {
    used += one.size
    if (place >= people || used > bytes) gone.push(one.id)
  })
  return gone.filter((id) => !isLocal(id))
}

/** A person made here that the server does not know yet; it goes when it has been sent. */
export const isLocal = (id: string): boolean => id.startsWith("new_")

let pruning: ReturnType<typeof setTimeout> | undefined

/** Lets go of what the limits leave no room for. */
export async function letGo(): Promise<void> {
  const db = await device()
  if (!db) return
  const gone = surplus(await db.getAll("people"), keeping(), Date.now())
  const tx = db.transaction("people", "readwrite")
  await Promise.all([...gone.map((id) => tx.store.delete(id)), tx.done])
}

function pruneSoon() {
  clearTimeout(pruning)
  pruning = setTimeout(() => void letGo().catch(() => undefined), 1000)
}

interface Keep {
  person?: Person
  timeline?: Timeline
  /** Whether the reader opened it, rather than the app fetching it ahead. */
  opened: boolean
}

export async function keepPerson(id: string, { person, timeline, opened }: Keep): Promise<void> {
  if (keeping().people === 0 && !isLocal(id)) return
  const db = await device()
  if (!db) return
  const tx = db.transaction("people", "readwrite")
  const before = await tx.store.get(id)
  const now = Date.now()
  const whole = person ?? before?.person
  // A story without its person cannot be shown.
  if (whole) {
    const story = timeline ?? before?.timeline
    const size = JSON.stringify(whole).length + JSON.stringify(story ?? null).length
    const at = person ? now : (before?.at ?? now)
    const next = { id, at, opened: opened ? now : (before?.opened ?? 0), size, person: whole, timeline: story }
    await tx.store.put(next)
  }
  await tx.done
  pruneSoon()
}

/** What has just been written belongs to the kept story as well. */
export async function keepItem(id: string, item: TimelineItem): Promise<void> {
  const story = (await (await device())?.get("people", id))?.timeline
  if (!story || story.items.some((known) => known.id === item.id)) return
  const counts = { ...story.counts, all: (story.counts.all ?? 0) + 1 }
  await keepPerson(id, { timeline: { ...story, counts, items: [item, ...story.items] }, opened: true })
}

export async function keptPerson(id: string): Promise<KeptPerson | undefined> {
  const db = await device()
  const found = await db?.get("people", id)
  if (found || !db) return found
  return (await db.getAll("people")).find(({ person }) => person.merged_ids.includes(id))
}

export async function keptPeople(): Promise<KeptPerson[]> {
  return (await (await device())?.getAll("people")) ?? []
}

export async function forgetPerson(id: string): Promise<void> {
  await (await device())?.delete("people", id)
}

/** Clears what can be had again from the server; people made here stay until they are sent. */
export async function clearKept(): Promise<void> {
  const db = await device()
  if (!db) return
  await db.delete("facts", "recent")
  const tx = db.transaction("people", "readwrite")
  const ids = (await tx.store.getAllKeys()).filter((id) => !isLocal(id))
  await Promise.all([...ids.map((id) => tx.store.delete(id)), tx.done])
}

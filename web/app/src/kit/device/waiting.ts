// Changes that wait to be sent: what somebody did without a connection, in the order they did it.
// In: edits, tags, notes, new people. Out: the same, to be shown and sent. It must never lose one: each stays until the
// server has taken it or its author puts it away.

import type { NewInteraction } from "@api/client"
import type { Moved, Problem } from "@api/contract"
import { useSyncExternalStore } from "react"
import { device, randomKey } from "./store"

export type Act =
  | {
      kind: "set"
      set: Record<string, unknown>
      /** What stood there when it was written. */
      was: Record<string, unknown>
      /** Both as the author saw them. */
      shown: Record<string, { was: string; mine: string }>
    }
  | { kind: "tags"; add: string[]; remove: string[] }
  | { kind: "record"; interaction: NewInteraction }
  | { kind: "create"; fields: Record<string, unknown> }

export type State =
  | "waiting"
  /** Somebody changed the same value meanwhile. */
  | "conflict"
  /** The server will not have it; `problem` says why. */
  | "refused"
  /** It was sent, no answer came, and the server may not remember it any more. */
  | "unsure"

export interface Waiting {
  seq: number
  /** The Idempotency-Key: the same change counts once, however often it is sent. */
  key: string
  at: string
  /** Whom it concerns; a local id until a new person has been sent. */
  person: string
  name: string
  act: Act
  state: State
  /** When it was first sent without an answer, and under which sign-in. */
  tried?: { at: number; visit: string }
  problem?: Problem
  conflicts?: Moved[]
}

export type NewWaiting = Pick<Waiting, "person" | "name" | "act"> & Partial<Pick<Waiting, "key" | "tried">>

let mirror: Waiting[] = []
const watchers = new Set<() => void>()
// Tabs of one browser share the queue.
const others = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("guanxi.waiting")
if (others) others.onmessage = () => void readWaiting()

/** Reads the queue anew; every change of it ends here. */
export async function readWaiting(): Promise<Waiting[]> {
  mirror = (await (await device())?.getAll("waiting")) ?? []
  for (const watcher of watchers) watcher()
  return mirror
}

async function changed(): Promise<void> {
  await readWaiting()
  others?.postMessage(null)
}

/** As of the last change; for decisions that cannot wait for the disk. */
export const waitingNow = (): Waiting[] => mirror

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useWaiting = (): Waiting[] => useSyncExternalStore(subscribe, waitingNow)

/** One change after another to the same person, none of them sent: they are one, over what the first had read. */
export function fold(last: Act, next: Act): Act | undefined {
  if (last.kind === "set" && next.kind === "set") {
    const shown = { ...last.shown }
    for (const [field, { was, mine }] of Object.entries(next.shown))
      shown[field] = { was: shown[field]?.was ?? was, mine }
    return { kind: "set", set: { ...last.set, ...next.set }, was: { ...next.was, ...last.was }, shown }
  }
  if (last.kind === "tags" && next.kind === "tags") {
    const add = [...last.add.filter((tag) => !next.remove.includes(tag)), ...next.add]
    const remove = [...last.remove.filter((tag) => !next.add.includes(tag)), ...next.remove]
    return { kind: "tags", add: [...new Set(add)], remove: [...new Set(remove)] }
  }
  return undefined
}

/** Keeps a change on this device; false where the device keeps nothing, and the author must be told. */
export async function wait(change: NewWaiting): Promise<boolean> {
  const db = await device()
  if (!db) return false
  const tx = db.transaction("waiting", "readwrite")
  const all = await tx.store.getAll()
  const last = all.filter(({ person }) => person === change.person).at(-1)
  const one = last && last.state === "waiting" && !last.tried && !change.tried ? fold(last.act, change.act) : undefined
  if (last && one) await tx.store.put({ ...last, act: one })
  else {
    const seq = (all.at(-1)?.seq ?? 0) + 1
    await tx.store.add({ key: randomKey(), ...change, seq, at: new Date().toISOString(), state: "waiting" })
  }
  await tx.done
  // Asks the browser not to clear what is not sent yet; it may say no.
  void navigator.storage?.persist?.().catch(() => undefined)
  await changed()
  return true
}

export async function putWaiting(row: Waiting): Promise<void> {
  await (await device())?.put("waiting", row)
  await changed()
}

export async function removeWaiting(seq: number): Promise<void> {
  await (await device())?.delete("waiting", seq)
  await changed()
}

/** A new person has an id now, or turned out to be somebody known: what waits for them goes there. */
export async function nowKnownAs(local: string, id: string, seq: number): Promise<void> {
  const db = await device()
  if (!db) return
  const tx = db.transaction(["waiting", "people", "facts"], "readwrite")
  const store = tx.objectStore("waiting")
  for (const row of await store.getAll()) if (row.person === local) await store.put({ ...row, person: id })
  await store.delete(seq)
  await tx.objectStore("people").delete(local)
  await tx.objectStore("facts").put({ at: Date.now(), data: id }, `known:${local}`)
  await tx.done
  await changed()
}

/** The id that a person made here has got, if they have been sent. */
export async function knownAs(local: string): Promise<string | undefined> {
  const fact = await (await device())?.get("facts", `known:${local}`)
  return typeof fact?.data === "string" ? fact.data : undefined
}

/** What keeps a change from being sent although it could be: an earlier one of the same person that needs a decision. */
export function heldBy(row: Waiting, all: Waiting[]): Waiting | undefined {
  return all.find(
    (before) =>
      before.seq < row.seq &&
      before.person === row.person &&
      before.state !== "waiting" &&
      // Nothing reaches a person who is not there yet; one edit waits for another, notes need not.
      (before.act.kind === "create" || (before.act.kind === "set" && row.act.kind === "set")),
  )
}

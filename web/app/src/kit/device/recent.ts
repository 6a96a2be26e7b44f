// What was opened last, for the palette. In: records as their pages show them. Out: the newest first. It is kept as
// people are: for one account, on this device, gone at sign-out, and not at all where the workspace keeps nothing.

import { Failure } from "@api/client"
import { useEffect } from "react"
import { keeping } from "./limits"
import { device } from "./store"

export const RECENT_KINDS = ["person", "company", "deal", "lead", "order", "quote"] as const
export type RecentKind = (typeof RECENT_KINDS)[number]

export interface Recent {
  kind: RecentKind
  id: string
  title: string
  /** What tells it from others of its name. */
  subtitle: string
}

const FACT = "recent"
export const MOST_RECENT = 8
/** More than are shown, so that some may go. */
const KEPT = 24

const isRecent = (one: unknown): one is Recent =>
  typeof one === "object" &&
  one !== null &&
  ["id", "title", "subtitle"].every((key) => typeof Reflect.get(one, key) === "string") &&
  RECENT_KINDS.some((kind) => kind === Reflect.get(one, "kind"))

/** With one more at the head; each record stands once. */
export const withOpened = (all: Recent[], one: Recent): Recent[] =>
  [one, ...all.filter(({ id }) => id !== one.id)].slice(0, KEPT)

export async function readRecent(): Promise<Recent[]> {
  const fact = await (await device())?.get("facts", FACT)
  return Array.isArray(fact?.data) ? fact.data.filter(isRecent).slice(0, MOST_RECENT) : []
}

async function change(next: (all: Recent[]) => Recent[]): Promise<void> {
  const db = await device()
  if (!db) return
  const tx = db.transaction("facts", "readwrite")
  const fact = await tx.store.get(FACT)
  const all = Array.isArray(fact?.data) ? fact.data.filter(isRecent) : []
  await tx.store.put({ at: Date.now(), data: next(all) }, FACT)
  await tx.done
}

/** A page that shows a record says so; one whose record is gone or hidden now lets go of it. */
export function useOpened(kind: RecentKind, id: string, title: string | undefined, subtitle: string, error?: unknown) {
  const gone = error instanceof Failure && (error.problem.status === 404 || error.problem.status === 403)
  useEffect(() => {
    if (gone) void change((all) => all.filter((one) => one.id !== id)).catch(() => undefined)
    else if (title && keeping().people > 0)
      void change((all) => withOpened(all, { kind, id, title, subtitle })).catch(() => undefined)
  }, [kind, id, title, subtitle, gone])
}

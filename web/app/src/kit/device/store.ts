// What this device keeps for one user: people to read without a connection, what the app needs to start, and changes
// that wait to be sent. In: IndexedDB, one database for each user. Out: rows.
// It must never mix users, and never fail a page: where storage is closed to us, nothing is kept.

import type { Person, Timeline } from "@api/contract"
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb"
import { keepWithin } from "./limits"
import type { Waiting } from "./waiting"

export interface KeptPerson {
  id: string
  /** When the server last said this, in milliseconds. */
  at: number
  /** When the reader last opened it; 0 for people fetched ahead. */
  opened: number
  /** Roughly how many bytes it takes. */
  size: number
  person: Person
  /** The newest page of the story. */
  timeline?: Timeline
}

export interface Fact {
  at: number
  data: unknown
}

interface Schema extends DBSchema {
  people: { key: string; value: KeptPerson }
  facts: { key: string; value: Fact }
  waiting: { key: number; value: Waiting }
}

export type Device = IDBPDatabase<Schema>

const OWNER = "guanxi.device"
const VISIT = "guanxi.visit"
const LEAVING = "guanxi.leaving"
/** What is no customer's: how the device looks. */
const STAYS = new Set(["guanxi.locale", "guanxi.theme"])

function item(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function setItem(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Without storage nothing is kept, which is no harm.
  }
}

const nameOf = (user: string) => `guanxi.${user}`

/** Whose people this device keeps. */
export const owner = (): string | null => item(OWNER)

/** Also where the page is not served over TLS, and `randomUUID` is missing. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")

let open: { user: string; device: Promise<Device> } | undefined

/** The store of whoever uses this device; undefined where there is none. */
export async function device(): Promise<Device | undefined> {
  const user = owner()
  if (user === null || typeof indexedDB === "undefined") return undefined
  if (open?.user !== user) {
    const opening = openDB<Schema>(nameOf(user), 1, {
      upgrade(db) {
        db.createObjectStore("people", { keyPath: "id" })
        db.createObjectStore("facts")
        db.createObjectStore("waiting", { keyPath: "seq" })
      },
      // Another tab signs out: it must not wait for this one.
      blocking: (_, __, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
        open = undefined
      },
      terminated: () => {
        open = undefined
      },
    })
    open = { user, device: opening }
  }
  try {
    return await open.device
  } catch {
    open = undefined
    return undefined
  }
}

/** Somebody is signed in. What another user had to read here goes; what they have not sent yet waits for them. */
export async function enter(user: string): Promise<void> {
  const before = owner()
  if (before !== null && before !== user) await forgetRead()
  setItem(OWNER, user)
  if (item(VISIT) === null) setItem(VISIT, randomKey())
}

/** Names the sign-in: what was sent under one may not be recognised under the next. */
export const visit = (): string => item(VISIT) ?? ""

/** Rights ended: nothing may be read here any more. Changes that wait stay for whoever signs in again as the same user. */
export async function forgetRead(): Promise<void> {
  setItem(VISIT, null)
  // Whoever comes next must be known before anything of theirs is kept.
  keepWithin()
  const db = await device()
  if (!db) return
  const tx = db.transaction(["people", "facts"], "readwrite")
  await Promise.all([tx.objectStore("people").clear(), tx.objectStore("facts").clear(), tx.done])
}

/** Signing out: nothing of the user stays on this device, drafts and waiting changes included. */
export async function forgetAll(): Promise<void> {
  const user = owner()
  keepWithin()
  const db = await device()
  db?.close()
  open = undefined
  if (user !== null && typeof indexedDB !== "undefined") await deleteDB(nameOf(user))
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("guanxi.") && !STAYS.has(key)) localStorage.removeItem(key)
    }
    sessionStorage.clear()
  } catch {
    // Storage that is closed to us holds nothing of ours.
  }
}

/** Whether somebody signed out without a connection: the server must hear of it before anybody enters by that session. */
export const leaving = {
  is: () => item(LEAVING) !== null,
  set: (on: boolean) => setItem(LEAVING, on ? "1" : null),
}

// What is being written, kept on this device until it is saved or discarded, also while one looks at other pages.
// Each keeps what was saved when writing began, so that a colleague's later save is noticed instead of overwritten unseen.

import { useState } from "react"

interface Kept<T> {
  base: string
  draft: T
}

function read<T>(place: string, base: string, first: T): Kept<T> {
  try {
    const text = localStorage.getItem(place)
    // Written by this very code, under a name of its own.
    if (text !== null) return JSON.parse(text) as Kept<T>
  } catch {
    // What cannot be read is begun anew.
  }
  return { base, draft: first }
}

function keep(place: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(place)
    else localStorage.setItem(place, JSON.stringify(value))
  } catch {
    // A full device keeps it only while the page is open.
  }
}

export interface Writing<T> {
  draft: T
  /** Somebody saved something else since writing began. */
  stale: boolean
  write: (next: T) => void
  /** Back to what is saved, here or by the server just now. */
  settle: (saved: T) => void
}

/** `saved` is what the server holds, as a draft; while nothing is written, the draft follows it. */
export function useKept<T>(name: string, saved: T): Writing<T> {
  const place = `guanxi.draft.${name}`
  const now = JSON.stringify(saved)
  const [kept, setKept] = useState(() => read(place, now, saved))
  const touched = JSON.stringify(kept.draft) !== kept.base
  return {
    draft: touched ? kept.draft : saved,
    stale: touched && kept.base !== now,
    write: (draft) => {
      const base = touched ? kept.base : now
      setKept({ base, draft })
      keep(place, JSON.stringify(draft) === base ? null : { base, draft })
    },
    settle: (draft) => {
      setKept({ base: JSON.stringify(draft), draft })
      keep(place, null)
    },
  }
}

// One answer of the customer at a time: sent, and where it could not be, why. Where the page changed under their eyes it
// is read again, so that what is explained is already there.

import { useState } from "react"
import { type Hindrance, hindranceOf, isMoved } from "./hindrance"
import type { Reading } from "./useReading"

export interface Sending<T> {
  busy: boolean
  hindrance: Hindrance | null
  /** What stood in the way; nothing where it arrived. */
  send: (act: () => Promise<T>) => Promise<Hindrance | null>
  forget: () => void
}

export function useSending<T>(reading: Pick<Reading<T>, "show" | "again">): Sending<T> {
  const [busy, setBusy] = useState(false)
  const [hindrance, setHindrance] = useState<Hindrance | null>(null)
  return {
    busy,
    hindrance,
    forget: () => setHindrance(null),
    send: async (act) => {
      if (busy) return hindrance
      setBusy(true)
      setHindrance(null)
      try {
        reading.show(await act())
        return null
      } catch (error) {
        const why = hindranceOf(error)
        if (isMoved(why)) await reading.again()
        setHindrance(why)
        return why
      } finally {
        setBusy(false)
      }
    },
  }
}

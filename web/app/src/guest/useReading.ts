// What the page shows, read once and again: when the customer comes back to it, and when the network does.
// What was read stays on the page while reading it again fails.

import { useCallback, useEffect, useRef, useState } from "react"

export interface Reading<T> {
  data: T | undefined
  error: unknown
  /** When the data was read. */
  at: string | null
  busy: boolean
  again: () => Promise<void>
  /** Newer data came as the answer to something else. */
  show: (data: T) => void
}

interface Held<T> {
  data: T | undefined
  error: unknown
  at: string | null
  busy: boolean
}

/** Milliseconds within which coming back to the page reads nothing anew. */
const FRESH = 5000
const now = () => new Date().toISOString()

export function useReading<T>(read: () => Promise<T>): Reading<T> {
  const [held, setHeld] = useState<Held<T>>({ data: undefined, error: null, at: null, busy: true })
  // Only the last of several answers counts.
  const turn = useRef(0)
  const last = useRef(0)
  const again = useCallback(async () => {
    turn.current += 1
    last.current = Date.now()
    const mine = turn.current
    setHeld((before) => ({ ...before, busy: true }))
    try {
      const data = await read()
      if (mine === turn.current) setHeld({ data, error: null, at: now(), busy: false })
    } catch (error) {
      if (mine === turn.current) setHeld((before) => ({ ...before, error, busy: false }))
    }
  }, [read])
  const show = useCallback((data: T) => {
    turn.current += 1
    setHeld({ data, error: null, at: now(), busy: false })
  }, [])
  useEffect(() => {
    void again()
    const back = () => {
      if (document.visibilityState === "visible" && Date.now() - last.current > FRESH) void again()
    }
    const online = () => void again()
    document.addEventListener("visibilitychange", back)
    window.addEventListener("online", online)
    return () => {
      document.removeEventListener("visibilitychange", back)
      window.removeEventListener("online", online)
    }
  }, [again])
  return { ...held, again, show }
}

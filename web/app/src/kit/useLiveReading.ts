// What is on a page read anew when there is news of it: at most once in a while, all of it together, and not while the
// tab is out of sight.

import { live } from "@api/client"
import type { LiveEvent } from "@api/contract"
import { type QueryKey, useQueryClient } from "@tanstack/react-query"
import { useEffect, useEffectEvent } from "react"

/** In milliseconds: a colleague who drags ten cards makes a board read itself anew a few times, not ten. */
const REST = 1500

interface LiveReading {
  topics: readonly string[]
  /** Which queries an event concerns. */
  keysOf: (event: LiveEvent) => readonly QueryKey[]
  rest?: number
}

export function useLiveReading({ topics, keysOf, rest = REST }: LiveReading): void {
  const cache = useQueryClient()
  const concerned = useEffectEvent(keysOf)
  const listened = topics.join()
  useEffect(() => {
    const due = new Map<string, QueryKey>()
    let waiting: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      clearTimeout(waiting)
      waiting = undefined
      if (document.hidden) return
      for (const queryKey of due.values()) void cache.invalidateQueries({ queryKey })
      due.clear()
    }
    const stop = live(listened.split(","), (event) => {
      for (const key of concerned(event)) due.set(JSON.stringify(key), key)
      if (due.size > 0 && !document.hidden) waiting ??= setTimeout(read, rest)
    })
    // Whoever comes back is shown at once what came meanwhile.
    document.addEventListener("visibilitychange", read)
    return () => {
      clearTimeout(waiting)
      document.removeEventListener("visibilitychange", read)
      stop()
    }
  }, [cache, listened, rest])
}

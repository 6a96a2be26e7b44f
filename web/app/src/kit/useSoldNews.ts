// Open boards, lists and calendars of deals, leads or activities follow what colleagues do: at most once in a while, however much happens.

import { live } from "@api/client"
import type { LiveEvent } from "@api/contract"
import { type QueryKey, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"

type Sold = Extract<LiveEvent, { type: "sold" }>["object"]

const TOPICS: Record<Sold, string> = { deal: "deals", lead: "leads", activity: "activities" }

/** In milliseconds: a colleague who drags ten cards makes a board read itself anew a few times, not ten. */
const REST = 1500

/** `useSoldNews("lead", LEADS_KEYS)`; the keys are to be the same array from render to render. */
export function useSoldNews(object: Sold, keys: readonly QueryKey[]): void {
  const cache = useQueryClient()
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      waiting = undefined
      for (const queryKey of keys) void cache.invalidateQueries({ queryKey })
    }
    const stop = live([TOPICS[object]], (event) => {
      if (event.type === "sold" && event.object === object) waiting ??= setTimeout(read, REST)
    })
    return () => {
      clearTimeout(waiting)
      stop()
    }
  }, [cache, object, keys])
}

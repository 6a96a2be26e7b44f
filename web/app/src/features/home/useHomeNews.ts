// The figures and lists of the first page follow what happens to what they are reckoned from.

import type { LiveEvent } from "@api/contract"
import type { QueryKey } from "@tanstack/react-query"
import { useRef } from "react"
import { NEWS } from "../../kit/activities/queries"
import { GOALS } from "../../kit/goals/queries"
import { NEEDS } from "../../kit/needs/useDecide"
import { useLiveReading } from "../../kit/useLiveReading"
import type { Sold } from "../../kit/useSoldNews"
import { HOME } from "../../kit/whose/queries"

/** In milliseconds: the page asks much at once, and a workspace that takes in all day long has news every second. */
const REST = 4000

const TOPICS = ["people", "deals", "leads", "activities"]

/** Goals count rows of any kind; what is new and what is stale is told of people, leads and deals. */
const ALWAYS: readonly QueryKey[] = [HOME, GOALS]
/** Orders that came in are told as news of people. */
const PEOPLE: readonly QueryKey[] = [...ALWAYS, ["people"], NEEDS, ["duplicates"]]
const SOLD: Record<Sold, readonly QueryKey[]> = {
  deal: [...ALWAYS, ["deals"]],
  lead: ALWAYS,
  activity: [...ALWAYS, ...NEWS],
}
const ALL: readonly QueryKey[] = [...PEOPLE, ...SOLD.deal, ...SOLD.activity]

export function keysOf(event: LiveEvent): readonly QueryKey[] {
  if (event.type === "people" || event.type === "person") return PEOPLE
  if (event.type === "sold") return SOLD[event.object]
  return event.type === "ready" ? ALL : []
}

export function useHomeNews(): void {
  const connected = useRef(false)
  useLiveReading({
    topics: TOPICS,
    rest: REST,
    keysOf: (event) => {
      // The first connection comes with the page, which has just asked for everything; a later one may have missed news.
      const first = event.type === "ready" && !connected.current
      if (event.type === "ready") connected.current = true
      return first ? [] : keysOf(event)
    },
  })
}

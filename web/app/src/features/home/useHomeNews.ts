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

/** In milliseconds: what is to be done is worth seeing at once. */
const SOON = 4000
/** Figures and lists of people are reckoned from many rows, and a workspace that takes in all day long has news every second. */
const LATER = 60_000

const TOPICS = ["people", "deals", "leads", "activities"]

const ACTS: Partial<Record<Sold, readonly QueryKey[]>> = { deal: [["deals"]], activity: NEWS }
/** Goals count rows of any kind; what is new and what is stale is told of people, leads and deals. */
const FIGURES: readonly QueryKey[] = [HOME, GOALS]
/** Orders that came in are told as news of people. */
const PEOPLE: readonly QueryKey[] = [...FIGURES, ["people"], NEEDS, ["duplicates"]]

/** What of the page is read anew soon after an event. */
export function soonOf(event: LiveEvent): readonly QueryKey[] {
  if (event.type === "sold") return ACTS[event.object] ?? []
  return event.type === "ready" ? Object.values(ACTS).flat() : []
}

/** What of it may wait for a while. */
export function laterOf(event: LiveEvent): readonly QueryKey[] {
  if (event.type === "sold") return FIGURES
  return event.type === "people" || event.type === "person" || event.type === "ready" ? PEOPLE : []
}

export function useHomeNews(): void {
  useNews(soonOf, SOON)
  useNews(laterOf, LATER)
}

function useNews(keysOf: (event: LiveEvent) => readonly QueryKey[], rest: number) {
  const connected = useRef(false)
  useLiveReading({
    topics: TOPICS,
    rest,
    keysOf: (event) => {
      // The first connection comes with the page, which has just asked for everything; a later one may have missed news.
      const first = event.type === "ready" && !connected.current
      if (event.type === "ready") connected.current = true
      return first ? [] : keysOf(event)
    },
  })
}

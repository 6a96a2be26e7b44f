// Open boards, lists and calendars of deals, leads or activities follow what colleagues do.

import type { LiveEvent } from "@api/contract"
import type { QueryKey } from "@tanstack/react-query"
import { useLiveReading } from "./useLiveReading"

export type Sold = Extract<LiveEvent, { type: "sold" }>["object"]

const TOPICS: Record<Sold, string> = { deal: "deals", lead: "leads", activity: "activities" }

/** `useSoldNews("lead", LEADS_KEYS)` */
export function useSoldNews(object: Sold, keys: readonly QueryKey[]): void {
  useLiveReading({
    topics: [TOPICS[object]],
    keysOf: (event) => (event.type === "sold" && event.object === object ? keys : []),
  })
}

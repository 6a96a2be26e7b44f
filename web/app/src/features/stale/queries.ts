// What is asked about the stale and the silent.

import type { StaleOf, StaleReason, StaleRow, Whose } from "@api/contract"
import { stale } from "@api/home"
import { queryOptions } from "@tanstack/react-query"
import type { PagedOptions } from "../../kit/layout/useInfiniteMany"

export const STALE = ["stale"]
export const STALE_OF = ["deals", "leads", "people"] as const satisfies readonly StaleOf[]
export const REASONS: Record<StaleOf, StaleReason[]> = {
  deals: ["stage_age", "no_plan", "plan_missed"],
  leads: ["untouched", "no_plan", "plan_missed"],
  people: ["silent", "order_missed"],
}

export const staleQuery = (of: StaleOf, whose: Whose): PagedOptions<StaleRow> => ({
  queryKey: [...STALE, "list", of, whose],
  queryFn: ({ pageParam, signal }) => stale.list({ of, whose, limit: 100, cursor: pageParam || undefined }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

export const rulesQuery = queryOptions({ queryKey: [...STALE, "rules"], queryFn: stale.rules, staleTime: 300_000 })

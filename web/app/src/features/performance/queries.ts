// What is asked about how colleagues do.

import { type Compare, performance } from "@api/home"
import { keepPreviousData, queryOptions } from "@tanstack/react-query"

export const performanceQuery = (period: string, compare: Compare) =>
  queryOptions({
    queryKey: ["performance", period, compare],
    queryFn: ({ signal }) => performance.get({ period, compare }, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })

/** `of` is the id of a colleague or of a team, or "all". */
export const whyQuery = (period: string, compare: Compare, of: string) =>
  queryOptions({
    queryKey: ["performance", "why", period, compare, of],
    queryFn: ({ signal }) => {
      const who = of.startsWith("usr_") ? of : undefined
      return performance.why({ period, compare, who, team: who || of === "all" ? undefined : of }, signal)
    },
    staleTime: 60_000,
  })

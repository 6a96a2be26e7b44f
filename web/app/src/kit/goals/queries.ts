// Goals, as several pages show them.

import { goals } from "@api/reports"
import { queryOptions } from "@tanstack/react-query"

export const GOALS = ["goals"]

export const goalsQuery = queryOptions({ queryKey: GOALS, queryFn: goals.list, staleTime: 60_000, retry: false })

// Dashboards.

import { dashboards } from "@api/reports"
import { queryOptions } from "@tanstack/react-query"

export const DASHBOARDS = ["dashboards"]

export const dashboardsQuery = queryOptions({ queryKey: [...DASHBOARDS, "list"], queryFn: dashboards.list })

export const dashboardQuery = (id: string) =>
  queryOptions({ queryKey: [...DASHBOARDS, id], queryFn: () => dashboards.get(id), staleTime: 30_000 })

// Saved reports.

import { reports } from "@api/reports"
import { queryOptions } from "@tanstack/react-query"

export const REPORTS = ["reports", "saved"]

export const reportsQuery = queryOptions({ queryKey: [...REPORTS, "list"], queryFn: reports.list })

export const reportQuery = (id: string) =>
  queryOptions({ queryKey: [...REPORTS, id], queryFn: () => reports.get(id), staleTime: 60_000 })

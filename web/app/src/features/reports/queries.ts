// Saved reports, kept for everybody who lists or shows them.

import { reports } from "@api/reports"
import { queryOptions } from "@tanstack/react-query"

export const REPORTS = ["reports", "saved"]

export const reportsQuery = queryOptions({ queryKey: [...REPORTS, "list"], queryFn: reports.list })

export const reportQuery = (id: string) =>
  queryOptions({ queryKey: [...REPORTS, "one", id], queryFn: () => reports.get(id) })

import { dashboards, goals, reportMails, reports } from "@api/reports"
import { queryOptions } from "@tanstack/react-query"

export const DASHBOARDS = ["dashboards"]
export const GOALS = ["goals"]
export const REPORT_MAILS = ["report-mails"]

export const dashboardsQuery = queryOptions({ queryKey: [...DASHBOARDS, "all"], queryFn: dashboards.list })
export const dashboardQuery = (id: string) =>
  queryOptions({ queryKey: [...DASHBOARDS, "one", id], queryFn: () => dashboards.get(id) })
export const goalsQuery = queryOptions({ queryKey: GOALS, queryFn: goals.list })
export const reportMailsQuery = queryOptions({ queryKey: REPORT_MAILS, queryFn: reportMails.list })
/** Under the name that the pages of reports use, so that both hold one list. */
export const savedReportsQuery = queryOptions({ queryKey: ["reports", "saved", "list"], queryFn: reports.list })

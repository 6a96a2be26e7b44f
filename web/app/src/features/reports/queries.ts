// The queries of reports. An answer keeps the question that it answers: what is on screen may be the one before.

import { Failure } from "@api/client"
import type { Question } from "@api/contract"
import { dashboards, goals, reportMails, reports } from "@api/reports"
import { queryOptions } from "@tanstack/react-query"

export const reportsQuery = queryOptions({ queryKey: ["reports", "list"], queryFn: reports.list })
export const reportQuery = (id: string) =>
  queryOptions({ queryKey: ["reports", "one", id], queryFn: () => reports.get(id) })
export const dashboardsQuery = queryOptions({ queryKey: ["dashboards", "list"], queryFn: dashboards.list })
export const dashboardQuery = (id: string) =>
  queryOptions({ queryKey: ["dashboards", "one", id], queryFn: () => dashboards.get(id) })
export const goalsQuery = queryOptions({ queryKey: ["goals"], queryFn: goals.list })
export const mailsQuery = queryOptions({ queryKey: ["report-mails"], queryFn: reportMails.list })

export const answerQuery = (question: Question) =>
  queryOptions({
    queryKey: ["reports", "answer", JSON.stringify(question)],
    queryFn: async ({ signal }) => ({ question, answer: await reports.run(question, signal) }),
    staleTime: 60_000,
    // What is wrong with a question stays wrong.
    retry: (count, error) => count < 1 && !(error instanceof Failure && error.problem.status < 500),
  })

/** What the server says of one part of the question: of `measures.1` and of what lies below it. */
export function problemAt(error: Error | null, field: string): string | undefined {
  if (!(error instanceof Failure)) return undefined
  const { problem } = error
  if (field === "filter" && problem.code === "filter") return problem.message
  const one = problem.fields?.find(
    (held) => held.field === field || (held.field.startsWith(`${field}.`) && !["measures", "by"].includes(field)),
  )
  return one?.message
}
/** Whether everything it says stands beside what it is about. */
export const isPlaced = (error: Error | null): boolean =>
  error instanceof Failure && (error.problem.code === "filter" || (error.problem.fields?.length ?? 0) > 0)

// Answers to questions and the rows behind a figure, asked once for everybody who shows them.

import type { ObjectKind, Question, RowsWish } from "@api/contract"
import { reports } from "@api/reports"
import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query"

/** Everything that hangs on rows: forgotten when somebody asks for it anew. */
export const ANSWERS = ["answers"]

/** What can be asked of an object. */
export const aboutQuery = (object: ObjectKind) =>
  queryOptions({ queryKey: ["reports", "about", object], queryFn: () => reports.about(object), staleTime: 60_000 })

/** The answer to a question; the last one stays while the next is made. */
export const answerQuery = (question: Question) =>
  queryOptions({
    queryKey: [...ANSWERS, question],
    queryFn: () => reports.run(question),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })

const isQuestion = (asked: unknown): asked is Question =>
  typeof asked === "object" && asked !== null && "object" in asked && "measures" in asked

/** Reckons what stands on the page anew, also where the server keeps answers for a moment. */
export async function reckonAnew(client: QueryClient): Promise<void> {
  const open = client.getQueryCache().findAll({ queryKey: ANSWERS, type: "active" })
  const questions = open.map(({ queryKey }) => queryKey[1]).filter(isQuestion)
  await Promise.allSettled(
    questions.map((question) =>
      client.fetchQuery({
        ...answerQuery(question),
        queryFn: () => reports.run(question, { fresh: true }),
        staleTime: 0,
      }),
    ),
  )
  await client.invalidateQueries({ queryKey: [...ANSWERS, "rows"] })
}

/** The rows behind a figure, fifty at a time. */
export const rowsQuery = (wish: RowsWish) =>
  infiniteQueryOptions({
    queryKey: [...ANSWERS, "rows", wish],
    queryFn: ({ pageParam }) => reports.rows(pageParam ? { ...wish, cursor: pageParam } : wish),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  })

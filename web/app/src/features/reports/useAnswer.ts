// The answer to the question at hand. While the next one is made, the last stays with the question that it is of.

import type { Answer, Question } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { answerQuery } from "../../kit/reports/queries"
import { useSettled } from "../../kit/useSettled"

export interface Answered {
  question: Question
  answer: Answer
}

export function useAnswer(question: Question) {
  const asked = useSettled(question, 300)
  const run = useQuery(answerQuery(asked))
  const [shown, setShown] = useState<Answered | null>(null)
  const fresh = run.data && !run.isPlaceholderData && !run.isError
  if (fresh && run.data !== undefined && (shown?.answer !== run.data || shown.question !== asked)) {
    setShown({ question: asked, answer: run.data })
  }
  return {
    shown,
    error: run.error,
    /** Whether what is on screen is of the question before. */
    behind: shown !== null && (shown.question !== question || run.isError),
    working: run.isFetching || asked !== question,
    again: () => void run.refetch(),
  }
}

// Which figure of an answer somebody opens.

import type { Answer, Question, RowsWish } from "@api/contract"

export interface Opened {
  /** By axis the key; null over all of them. */
  at: (number | null)[]
  measure: number
  /** Of the span that it is compared with. */
  before?: boolean
}

/** The same as the server is asked for its rows. */
export function rowsWish(question: Question, answer: Answer, opened: Opened): RowsWish {
  const cell = opened.at.map((place, axis) => {
    const key = place === null ? undefined : answer.axes[axis]?.keys[place]
    return key ? { value: key.value } : null
  })
  return { question, cell, measure: opened.measure, ...(opened.before ? { before: true } : {}) }
}

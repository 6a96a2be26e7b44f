// What axes, keys, figures and their values are called and how they read.

import type { Answer, AnswerMeasure, Axis, AxisKey, Dimension, Measure, ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { activityPhrases } from "../activities/phrases"
import { objectsQuery } from "../queries"
import { useWords } from "../words"
import { makeAnswerWords } from "./makeWords"
import { answerPhrases } from "./phrases"

export interface AnswerWords {
  /** A field that rows are parted by, or that a figure is made of: "客户的城市", "负责人的团队". */
  field: (object: ObjectKind, key: string) => string
  dimension: (object: ObjectKind, dimension: Dimension) => string
  axis: (axis: Axis) => string
  key: (axis: Axis, key: AxisKey) => string
  measure: (object: ObjectKind, measure: Measure) => string
  /** A value as it reads beside its figure: "¥1,200", "34.5%", "12 天". */
  value: (answer: Answer, measure: AnswerMeasure, value: string | null) => string
  /** The same in full, where `value` rounds: "¥5,775,948.35". */
  exact: (answer: Answer, measure: AnswerMeasure, value: string | null) => string
  /** A state, a kind or a stage of a row. */
  state: (object: ObjectKind, state: string, label?: string) => string
}

export function useAnswerWords(): AnswerWords {
  const words = useWords()
  const t = usePhrases(answerPhrases)
  const activity = usePhrases(activityPhrases)
  const format = useFormat()
  const locale = useLocale()
  const objects = useQuery(objectsQuery).data
  return useMemo(
    () => makeAnswerWords({ words, t, activity, format, locale, objects }),
    [words, t, activity, format, locale, objects],
  )
}

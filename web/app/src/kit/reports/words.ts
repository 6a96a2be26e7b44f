// What axes, keys, figures and their values are called and how they read.

import type { Answer, AnswerMeasure, Axis, AxisKey, Dimension, Measure, ObjectKind } from "@api/contract"

export interface AnswerWords {
  /** A field that rows are parted by, or that a figure is made of: "客户的城市", "负责人的团队". */
  field: (object: ObjectKind, key: string) => string
  dimension: (object: ObjectKind, dimension: Dimension) => string
  axis: (axis: Axis) => string
  key: (axis: Axis, key: AxisKey) => string
  measure: (object: ObjectKind, measure: Measure) => string
  /** A value as it reads beside its figure: "¥1,200", "34.5%", "12 天". */
  value: (answer: Answer, measure: AnswerMeasure, value: string | null) => string
}

// One condition of a filter in words: what it is about, how it is compared, with what.

import type { Field, ObjectKind } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useFieldText } from "../fieldText"
import { type Condition, type Operator, standsAlone } from "../filterText"
import { channelLabel, fieldLabel, useWords, valueLabel } from "../words"
import { listPhrases } from "./phrases"

export const isTime = (field: Field | undefined) => field !== undefined && ["date", "date_time"].includes(field.type)

/** Days counted from today read as one phrase. */
const SPANS: Partial<Record<Operator, "inLast" | "inNext" | "daysAgo">> = {
  "in the last": "inLast",
  "in the next": "inNext",
  "before today -": "daysAgo",
}

export function useOperatorWord() {
  const t = usePhrases(listPhrases)
  return (operator: Operator, field: Field | undefined) => {
    if (operator === "=") return t("is")
    if (operator === "!=") return t("isNot")
    if (operator === ">=") return isTime(field) ? t("after") : t("atLeast")
    if (operator === "<=") return isTime(field) ? t("before") : t("atMost")
    if (operator === ">") return isTime(field) ? t("after") : t("moreThan")
    if (operator === "<") return isTime(field) ? t("before") : t("lessThan")
    if (operator === "<= today") return t("byToday")
    if (operator === "is empty") return t("unknown")
    return operator === "is not empty" ? t("known") : t("includes")
  }
}

export interface ConditionWords {
  label: string
  /** Empty where the value says it all: the last thirty days. */
  operator: string
  value: string
}

export function useConditionWords(): (condition: Condition, fields: Field[], object?: ObjectKind) => ConditionWords {
  const t = usePhrases(listPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const operatorWord = useOperatorWord()
  return ({ key, operator, value, me }, fields, object) => {
    const field = fields.find((one) => one.key === key)
    const span = SPANS[operator]
    const plain = () => {
      // Kinds and channels are words of the program in every object that has them.
      if (key === "channel") return channelLabel(words, value)
      if (key === "kind" || key === "direction") return words.maybe(`${key}.${value}`) ?? value
      return field ? textOf(field, value) : valueLabel(words, key, value)
    }
    return {
      label: fieldLabel(words, field ?? { key }, object),
      operator: span ? "" : operatorWord(operator, field),
      value: standsAlone(operator) ? "" : span ? t(span, { n: value }) : me ? t("me") : plain(),
    }
  }
}

// Stands in for the words of answers until kit/reports has them.

import type { ObjectKind } from "@api/contract"
import { useQueries } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { aboutQuery } from "../../kit/reports/queries"
import type { AnswerWords } from "../../kit/reports/words"
import { buildPhrases } from "./buildPhrases"
import { fieldOf } from "./change"
import { OBJECTS } from "./code"
import { useFieldName } from "./useFieldName"

export function useAnswerWords(): AnswerWords {
  const t = usePhrases(buildPhrases)
  const format = useFormat()
  const name = useFieldName()
  const abouts = useQueries({ queries: OBJECTS.map((object) => ({ ...aboutQuery(object), enabled: false })) })
  return useMemo(() => {
    const field = (object: ObjectKind, key: string) => {
      const found = fieldOf(abouts[OBJECTS.indexOf(object)]?.data, key)
      return found ? name(found) : key
    }
    return {
      field,
      dimension: (object, { field: key, unit }) =>
        unit ? `${field(object, key)} · ${t(`unit.${unit}`)}` : field(object, key),
      axis: (axis) => field(axis.object, axis.field),
      key: (_, key) => key.label ?? String(key.value ?? "—"),
      measure: (object, { of, field: key, name: own }) =>
        own ?? (key ? `${field(object, key)} · ${t(`kind.${of}`)}` : t(`kind.${of}`)),
      value: (_, __, value) => (value === null ? "—" : format.decimal(value)),
    }
  }, [abouts, format, name, t])
}

// A filter as the name of a list: "上海 · 订单 ≥ 3". What chips cannot say has no name of its own.

import type { ObjectKind } from "@api/contract"
import { definePhrases, usePhrases } from "@ui/phrases"
import { readConditions } from "./filterText"
import { useFieldWords } from "./useFieldWords"

const filterPhrases = definePhrases(
  {
    known: "有{field}",
    unknown: "无{field}",
    mine: "我的",
    inLast: "{field} {n} 天内",
    daysAgo: "{field} {n} 天前",
    byToday: "{field}到今天为止",
  },
  {
    "zh-TW": {
      known: "有{field}",
      unknown: "無{field}",
      mine: "我的",
      inLast: "{field} {n} 天內",
      daysAgo: "{field} {n} 天前",
      byToday: "{field}到今天為止",
    },
    en: {
      known: "{field} known",
      unknown: "{field} unknown",
      mine: "Mine",
      inLast: "{field} within {n} days",
      daysAgo: "{field} over {n} days ago",
      byToday: "{field} by today",
    },
  },
)

const SIGNS: Record<string, string> = { ">": ">", "<": "<", ">=": "≥", "<=": "≤", "!=": "≠", contains: "∋" }

/** The name of a filtered list, or null for the whole list and for filters only the text form can say. */
export function useFilterWords(
  object: ObjectKind = "person",
): (filter: string | undefined, q: string | undefined) => string | null {
  const t = usePhrases(filterPhrases)
  const fields = useFieldWords(object)
  return (filter = "", q = "") => {
    const conditions = readConditions(filter)
    if (conditions === null) return null
    const parts = conditions.map(({ key, operator, value, me }) => {
      const field = fields.label(key)
      if (me) return t("mine")
      if (operator === "in the last" || operator === "in the next") return t("inLast", { field, n: value })
      if (operator === "before today -") return t("daysAgo", { field, n: value })
      if (operator === "<= today") return t("byToday", { field })
      if (operator === "is empty") return t("unknown", { field })
      if (operator === "is not empty") return t("known", { field })
      const sign = SIGNS[operator]
      return sign ? `${field} ${sign} ${fields.value(key, value)}` : fields.value(key, value)
    })
    return [...parts, q].filter(Boolean).join(" · ") || null
  }
}

// Values and periods of goals as they are read.

import type { Goal } from "@api/contract"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { goalPhrases } from "./phrases"

export function useGoalWords() {
  const t = usePhrases(goalPhrases)
  const format = useFormat()
  const locale = useLocale()
  const month = new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "short" })
  return {
    value: ({ type, currency }: Pick<Goal, "type" | "currency">, text: string): string => {
      const n = Number(text)
      if (type === "money") return format.money(text, currency, Number.isInteger(n) || Math.abs(n) >= 1000)
      if (type === "percent") return `${format.decimal(String(Number(n.toFixed(1))))}%`
      if (type === "days") return t("inDays", { n: Number(n.toFixed(1)) })
      return format.decimal(String(Number(n.toFixed(1))))
    },
    /** A past period below its column: "11-23", "7月", "Q3", "2025". */
    period: (every: Goal["every"], from: string): string => {
      if (every === "year") return from.slice(0, 4)
      if (every === "quarter") return `Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`
      return every === "month" ? month.format(new Date(`${from}T00:00Z`)) : from.slice(5)
    },
  }
}

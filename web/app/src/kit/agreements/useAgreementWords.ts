// An agreement in words: what it costs a period, how long it holds still.

import type { Agreement } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { agreementPhrases } from "./phrases"

export function useAgreementWords() {
  const t = usePhrases(agreementPhrases)
  const format = useFormat()
  return {
    /** "¥2,600.00 / 月"; nothing where no amount was said. */
    cost: ({ amount, currency, months }: Agreement): string | null => {
      if (amount === null) return null
      const money = format.money(amount, currency)
      if (months === 1) return t("perMonth", { amount: money })
      return months === 12 ? t("perYear", { amount: money }) : t("perN", { amount: money, n: months })
    },
    /** "还有 12 天", and whether that is near. */
    left: ({ state, until, ended_on: ended }: Agreement): { text: string; tone: "" | "waiting" | "bad" | "quiet" } => {
      if (state === "ended") return { text: t("endedOn", { date: format.calendarDay(ended ?? until) }), tone: "quiet" }
      const days = format.daysUntil(until)
      if (days < 0) return { text: t("pastDays", { n: -days }), tone: "bad" }
      return { text: days === 0 ? t("endsToday") : t("daysLeft", { n: days }), tone: state === "due" ? "waiting" : "" }
    },
  }
}

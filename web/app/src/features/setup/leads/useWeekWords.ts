import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { leadSetupPhrases } from "./phrases"
import { type Hours, isOvernight, spansOf } from "./week"

/** "周一至周五 09:00–18:00", "Mon–Fri, Sun 09:00–18:00". */
export function useWeekWords(): (hours: Hours) => string {
  const t = usePhrases(leadSetupPhrases)
  const format = useFormat()
  return (hours) => {
    const { days, from } = hours
    const to = isOvernight(hours) ? t("nextDay", { time: hours.to }) : hours.to === "00:00" ? "24:00" : hours.to
    const spans = spansOf(days).map(([first, last]) =>
      first === last ? t(`day.${first}`) : t("daySpan", { from: t(`day.${first}`), to: t(`day.${last}`) }),
    )
    return `${days.length === 7 ? t("everyDay") : format.list(spans)} ${from}–${to}`
  }
}

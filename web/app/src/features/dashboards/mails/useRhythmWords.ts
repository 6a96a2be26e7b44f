import type { ReportMailWish } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { rhythmOf } from "./draft"
import { mailPhrases } from "./phrases"

/** "每周一 08:00". */
export function useRhythmWords(): (when: Pick<ReportMailWish, "every" | "on" | "hour">) => string {
  const t = usePhrases(mailPhrases)
  return (when) => {
    const rhythm = rhythmOf(when)
    if (rhythm.key === "everyWeek")
      return t("everyWeek", { weekday: t.maybe(`weekday.${rhythm.weekday}`) ?? "", hour: rhythm.hour })
    if (rhythm.key === "everyMonth") return t("everyMonth", { day: rhythm.day, hour: rhythm.hour })
    return t("everyDay", { hour: rhythm.hour })
  }
}

// When a file is due to be gone through: red once that is past, amber when it is near.

import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { reviewPhrases } from "./phrases"

/** Days ahead from which on a review is near. */
const SOON = 14

export type Due = "late" | "soon" | "far"
export const dueOf = (daysAhead: number): Due => (daysAhead < 0 ? "late" : daysAhead <= SOON ? "soon" : "far")

const TONES: Record<Due, string | undefined> = { late: "bad", soon: "waiting", far: undefined }

/** `brief` says only how far off it is, where the date itself need not stand. */
export function DueDay({ on, brief = false }: { on: string; brief?: boolean }) {
  const t = usePhrases(reviewPhrases)
  const format = useFormat()
  const ahead = format.daysUntil(on)
  const due = dueOf(ahead)
  const farOff = ahead < 0 ? t("late", { n: -ahead }) : ahead === 0 ? t("today") : t("inDays", { n: ahead })
  const date = format.calendarDay(on)
  return (
    <time dateTime={on} title={format.calendarDate(on)} className={TONES[due]}>
      {!brief && <span className="nowrap">{date}</span>}
      {!brief && due !== "far" && " · "}
      {(brief || due !== "far") && <span className="nowrap">{farOff}</span>}
    </time>
  )
}

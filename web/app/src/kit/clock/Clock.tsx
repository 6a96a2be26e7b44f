// When the next step of a deal or a lead is due: late, today, planned or nothing, each with its word beside its colour.

import "./clock.css"
import type { DealRow } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { clockPhrases } from "./phrases"

export type Timed = Pick<DealRow, "clock" | "next_at" | "next_step">

const ICONS: Record<DealRow["clock"], IconName> = {
  overdue: "warn",
  today: "clock",
  planned: "calendar",
  none: "minus",
}
/** Days ahead that are called by their weekday. */
const THIS_WEEK = 6

export function useClockText(): (of: Timed) => string {
  const t = usePhrases(clockPhrases)
  const format = useFormat()
  return ({ clock, next_at: at }) => {
    if (clock === "none") return t("unplanned")
    if (at === null) return t(`clock.${clock}`)
    if (clock === "today") return t("today", { time: format.time(at) })
    const ago = format.daysAgo(at)
    if (clock === "overdue") return ago > 0 ? t("late", { n: ago }) : t("lateToday", { time: format.time(at) })
    return -ago <= THIS_WEEK ? format.weekday(at) : format.shortDate(at)
  }
}

interface ClockProps {
  of: Timed
  /** Whether what is to be done is said too, also where it is due. */
  whole?: boolean
}

export function Clock({ of, whole = false }: ClockProps) {
  const format = useFormat()
  const text = useClockText()(of)
  const step = whole || of.clock === "planned" ? of.next_step : null
  const title = [of.next_step, of.next_at && format.moment(of.next_at)].filter(Boolean).join(" · ")
  return (
    <span className={`step-clock is-${of.clock}`} title={title === "" ? undefined : title}>
      <Icon name={ICONS[of.clock]} size={14} />
      <span className={whole ? undefined : "cut"}>{[text, step].filter(Boolean).join(" ")}</span>
    </span>
  )
}

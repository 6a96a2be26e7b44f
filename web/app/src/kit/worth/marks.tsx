// How worth is written wherever it stands: the class as a tag, a chance as a bar, a day that may have gone by.

import "./worth.css"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { worthMarkPhrases } from "./phrases"

const LOOKS: Record<string, string> = { A: "tag is-jade", B: "tag", C: "tag is-outline" }

export function ClassTag({ name, full = false }: { name: string; full?: boolean }) {
  const t = usePhrases(worthMarkPhrases)
  const whole = t("className", { name })
  return (
    <span className={LOOKS[name] ?? "tag"} title={full ? undefined : whole}>
      {full ? whole : name}
    </span>
  )
}

/** A share of a hundred; below one half it is in the colour of what waits. */
export function Meter({ percent }: { percent: number }) {
  return (
    <span className={percent < 50 ? "meter is-low" : "meter"} aria-hidden="true">
      <span style={{ width: `${Math.max(2, Math.min(100, percent))}%` }} />
    </span>
  )
}

export function ActiveChance({ percent }: { percent: number }) {
  return (
    <span className="active-chance">
      <Meter percent={percent} />
      <span className="active-figure">{Math.round(percent)}%</span>
    </span>
  )
}

/** A day something is expected on, and how long ago that was. */
export function ExpectedDay({ at }: { at: string }) {
  const t = usePhrases(worthMarkPhrases)
  const format = useFormat()
  const late = format.daysAgo(at)
  return (
    <time dateTime={at} title={format.moment(at)} className={late > 0 ? "waiting" : undefined}>
      {format.shortDate(at)}
      {late > 0 && ` · ${t("late", { n: late })}`}
    </time>
  )
}

/** How far off a day is, in words: "16 days late", "in 4 days". */
export function useFarOff(): (at: string) => string {
  const t = usePhrases(worthMarkPhrases)
  const format = useFormat()
  return (at) => {
    const late = format.daysAgo(at)
    return late > 0 ? t("late", { n: late }) : late === 0 ? t("today") : t("inDays", { n: -late })
  }
}

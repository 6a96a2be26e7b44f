// When something is, as people say it: "今天 14:00", "明天", "12-03 周四 10:00–11:00".

import { useFormat, ZoneContext } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useContext } from "react"
import { moved } from "../calendar/days"
import { useSession } from "../session"
import { activityPhrases } from "./phrases"
import { wallOf } from "./wall"

export interface Timed {
  at: string | null
  ends_at: string | null
  all_day: boolean
}

export interface When {
  /** The day, and the time it begins where it has one. */
  brief: (of: Timed) => string
  /** From when to when. */
  full: (of: Timed) => string
  /** "14:00–15:00"; nothing for whole days. */
  hours: (of: Timed) => string
  /** "12-03 周四" of a calendar day, or how near it is. */
  day: (day: string) => string
}

export function useWhen(): When {
  const t = usePhrases(activityPhrases)
  const format = useFormat()
  const locale = useLocale()
  const shown = useContext(ZoneContext)
  const home = useSession().workspace.zone
  const today = format.today()
  const dated = (day: string) => {
    const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(
      new Date(`${day}T00:00Z`),
    )
    const near = day.slice(0, 4) === today.slice(0, 4)
    if (locale !== "en") return `${near ? day.slice(5) : day} ${weekday}`
    const options: Intl.DateTimeFormatOptions = { weekday: "short", month: "short", day: "numeric", timeZone: "UTC" }
    return new Intl.DateTimeFormat("en", near ? options : { ...options, year: "numeric" }).format(
      new Date(`${day}T00:00Z`),
    )
  }
  const day = (one: string) => {
    if (one === today) return t("today")
    if (one === moved(today, 1)) return t("tomorrow")
    return one === moved(today, -1) ? t("yesterday") : dated(one)
  }
  const withTime = (one: string, time: string) => {
    if (one === today) return t("todayAt", { time })
    if (one === moved(today, 1)) return t("tomorrowAt", { time })
    return one === moved(today, -1) ? t("yesterdayAt", { time }) : t("dayAt", { day: dated(one), time })
  }
  // Whole days are days of the workspace, wherever the reader is.
  const dayOf = ({ at, all_day }: Timed) => wallOf(at ?? "", all_day ? home : shown).day
  const hours = ({ at, ends_at, all_day }: Timed) => {
    if (at === null || all_day) return ""
    return ends_at === null ? format.time(at) : `${format.time(at)}–${format.time(ends_at)}`
  }
  const full = (of: Timed) => {
    if (of.at === null) return t("noDay")
    const first = dayOf(of)
    if (of.all_day) {
      const last = of.ends_at === null ? first : moved(wallOf(of.ends_at, home).day, -1)
      return last > first ? `${day(first)} – ${day(last)}` : day(first)
    }
    const over = of.ends_at !== null && wallOf(of.ends_at, shown).day !== first && wallOf(of.ends_at, shown).minutes > 0
    if (!over || of.ends_at === null) return withTime(first, hours(of))
    const ends = withTime(wallOf(of.ends_at, shown).day, format.time(of.ends_at))
    return `${withTime(first, format.time(of.at))} – ${ends}`
  }
  return {
    day,
    full,
    hours,
    brief: (of) => {
      if (of.at === null) return t("noDay")
      return of.all_day ? day(dayOf(of)) : withTime(dayOf(of), format.time(of.at))
    },
  }
}

// Months, quarters, weeks, days and hours of an axis as a reader writes them. Where all of an axis lie in one year, that
// year is not said.

import type { Axis, DateUnit, Locale } from "@api/contract"
import { spaced } from "@ui/format"
import type { Translate } from "@ui/phrases"
import type { answerPhrases } from "./phrases"

export type AnswerPhrases = Translate<NonNullable<(typeof answerPhrases)["source"]>>

const yearOf = (value: unknown) => String(value).slice(0, 4)

/** Whether the dates of an axis need no year. */
export function oneYear(axis: Axis): boolean {
  const years = new Set(axis.keys.flatMap(({ value }) => (value === null ? [] : [yearOf(value)])))
  return years.size === 1
}

const made = new Map<string, Intl.DateTimeFormat>()
function form(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options })
  made.set(key, known)
  return known
}
const written = (locale: Locale, day: string, options: Intl.DateTimeFormatOptions) =>
  spaced(form(locale, options).format(new Date(`${day}T00:00Z`)))

/** A point of an axis of dates: "2026-11", "2026-Q4", "2026-W48", "2026-11-20", "2026-11-20T13", "2026". */
export function dateWord(t: AnswerPhrases, locale: Locale, unit: DateUnit, value: string, short: boolean): string {
  const year = yearOf(value)
  if (unit === "year") return t("year", { year })
  if (unit === "quarter") {
    const n = value.slice(6)
    return short ? t("quarterShort", { n }) : t("quarter", { year, n })
  }
  if (unit === "week") {
    const week = String(Number(value.slice(6)))
    return short ? t("weekShort", { week }) : t("week", { year, week })
  }
  const over = short ? {} : ({ year: "numeric" } as const)
  if (unit === "month") return written(locale, `${value}-01`, { ...over, month: "short" })
  const day = value.slice(0, 10)
  const date =
    locale === "en" ? written(locale, day, { ...over, month: "short", day: "numeric" }) : short ? day.slice(5) : day
  return unit === "hour" ? `${date} ${value.slice(11)}:00` : date
}

/** A place of a cycle: a weekday from 1 (Monday), an hour from 0, a month from 1. */
export function cycleWord(locale: Locale, unit: DateUnit, place: number): string {
  // 2024-01-01 was a Monday.
  if (unit === "weekday") return written(locale, `2024-01-0${place}`, { weekday: "short" })
  if (unit === "month_of_year") return written(locale, `2024-${String(place).padStart(2, "0")}-01`, { month: "short" })
  return `${place}:00`
}

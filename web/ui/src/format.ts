// Dates, numbers and money in the reader's custom, in the workspace's time zone.

import type { Locale } from "@api/contract"
import { createContext, useContext, useMemo } from "react"
import { useLocale } from "./phrases"

export const ZoneContext = createContext("Asia/Shanghai")

// Chinese sets a space between its characters and figures or Latin; the browser's own formats do not.
const HAN_THEN_LATIN = /(?<=\p{Script=Han})(?=[\d])|(?<=\d)(?=\p{Script=Han})/gu
export const spaced = (text: string) => text.replace(HAN_THEN_LATIN, " ")

export function makeFormat(locale: Locale, zone: string, now: () => Date = () => new Date()) {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
  const isoDay = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
  const time = of({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  const weekday = of({ weekday: "short" })
  const monthDay = locale === "en" ? of({ month: "short", day: "numeric" }) : null
  const fullDay = locale === "en" ? of({ year: "numeric", month: "short", day: "numeric" }) : null
  const calendarDay =
    locale === "en" ? of({ year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }) : undefined
  const moment = of({ dateStyle: "long", timeStyle: "medium" })
  const plain = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 })
  const relativeTime = new Intl.RelativeTimeFormat(locale, { numeric: "auto" })
  const relative = (n: number, unit: Intl.RelativeTimeFormatUnit) => spaced(relativeTime.format(n, unit))
  const currencies = new Map<string, Intl.NumberFormat>()

  const day = (instant: string) => isoDay.format(new Date(instant))
  const today = () => isoDay.format(now())
  const thisYear = (iso: string) => iso.slice(0, 4) === today().slice(0, 4)

  const money = (amount: string, currency: string, whole = false) => {
    const key = `${currency}${whole}`
    let form = currencies.get(key)
    if (!form) {
      const digits = whole ? { maximumFractionDigits: 0 } : {}
      form = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...digits })
      currencies.set(key, form)
    }
    return form.format(Number(amount))
  }

  const shortDate = (instant: string) => {
    const iso = day(instant)
    if (!thisYear(iso)) return fullDay ? fullDay.format(new Date(instant)) : iso
    return monthDay ? monthDay.format(new Date(instant)) : iso.slice(5)
  }

  const daysAgo = (instant: string) =>
    Math.round((Date.parse(`${today()}T00:00Z`) - Date.parse(`${day(instant)}T00:00Z`)) / 86_400_000)

  return {
    day,
    today,
    daysAgo,
    time: (instant: string) => time.format(new Date(instant)),
    weekday: (instant: string) => weekday.format(new Date(instant)),
    /** "11-18" this year, "2025-11-18" before; "Nov 18" in English. */
    shortDate,
    /** "2025-11-18"; "Nov 18, 2025" in English. */
    date: (instant: string) => (fullDay ? fullDay.format(new Date(instant)) : day(instant)),
    /** A calendar date without time, such as a birthday. */
    calendarDate: (iso: string) => {
      if (!/^\d{4}-\d{2}-\d{2}/.test(iso)) return iso
      const long = new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "long" })
      return spaced(long.format(new Date(`${iso.slice(0, 10)}T00:00Z`)))
    },
    /** A calendar date as `date` writes an instant: "2025-11-18"; "Nov 18, 2025" in English. */
    calendarDay: (iso: string) => calendarDay?.format(new Date(`${iso}T00:00Z`)) ?? iso,
    /** How many days ahead a calendar date lies; below none, how many it is past. */
    daysUntil: (iso: string) =>
      Math.round((Date.parse(`${iso}T00:00Z`) - Date.parse(`${today()}T00:00Z`)) / 86_400_000),
    /** In full, for titles. */
    moment: (instant: string) => spaced(moment.format(new Date(instant))),
    /** "昨天", "3 天前", "2 个月前". */
    ago: (instant: string) => {
      const seconds = (now().getTime() - Date.parse(instant)) / 1000
      if (seconds < 0) return shortDate(instant)
      if (seconds < 3600) return relative(-Math.floor(seconds / 60), "minute")
      const days = daysAgo(instant)
      if (days === 0) return relative(-Math.floor(seconds / 3600), "hour")
      if (days < 31) return relative(-days, "day")
      return days < 365 ? relative(-Math.floor(days / 30.44), "month") : relative(-Math.floor(days / 365.25), "year")
    },
    number: (value: number) => plain.format(value),
    compact: (value: number) => spaced(compact.format(value)),
    money,
    /** "甲、乙" or "a, b". */
    list: (parts: string[]) => (locale === "en" ? parts.join(", ") : parts.join("、")),
    /** What separates a bold actor from the sentence. */
    gap: locale === "en" ? "\u2002" : "\u3000",
    decimal: (value: string) => plain.format(Number(value)),
  }
}

export type Format = ReturnType<typeof makeFormat>

export function useFormat(): Format {
  const locale = useLocale()
  const zone = useContext(ZoneContext)
  return useMemo(() => makeFormat(locale, zone), [locale, zone])
}

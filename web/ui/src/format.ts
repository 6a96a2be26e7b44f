// Dates, numbers and money in the reader's custom, in the workspace's time zone.

import type { Locale } from "@api/contract"
import { createContext, useContext, useMemo } from "react"
import { useLocale } from "./phrases"

export const ZoneContext = createContext("Asia/Shanghai")

export function makeFormat(locale: Locale, zone: string, now: () => Date = () => new Date()) {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
  const isoDay = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
  const time = of({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  const weekday = of({ weekday: "short" })
  const monthDay = locale === "en" ? of({ month: "short", day: "numeric" }) : null
  const fullDay = locale === "en" ? of({ year: "numeric", month: "short", day: "numeric" }) : null
  const moment = of({ dateStyle: "long", timeStyle: "medium" })
  const plain = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" })
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
      return new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "long" }).format(new Date(`${iso}T00:00Z`))
    },
    /** In full, for titles. */
    moment: (instant: string) => moment.format(new Date(instant)),
    /** "昨天", "3 天前", then the date. */
    ago: (instant: string) => {
      const seconds = (now().getTime() - Date.parse(instant)) / 1000
      if (seconds < 3600 && seconds >= 0) return relative.format(-Math.floor(seconds / 60), "minute")
      const days = daysAgo(instant)
      if (days === 0 && seconds >= 0) return relative.format(-Math.floor(seconds / 3600), "hour")
      return days > 0 && days < 31 ? relative.format(-days, "day") : shortDate(instant)
    },
    number: (value: number) => plain.format(value),
    compact: (value: number) => compact.format(value),
    money,
    decimal: (value: string) => plain.format(Number(value)),
  }
}

export type Format = ReturnType<typeof makeFormat>

export function useFormat(): Format {
  const locale = useLocale()
  const zone = useContext(ZoneContext)
  return useMemo(() => makeFormat(locale, zone), [locale, zone])
}

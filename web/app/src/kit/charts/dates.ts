// Keys of dates as the reader writes them: "2026-11" is 2026 年 11 月, or Nov 2026. Pure: no hooks, no server.

import type { DateUnit, Locale } from "@api/contract"

const utc = (year: number, month = 1, day = 1) => new Date(Date.UTC(year, month - 1, day))
const said = (locale: Locale, options: Intl.DateTimeFormatOptions, date: Date) =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(date)

const QUARTERS = ["一", "二", "三", "四"]

/** The Monday of a week of ISO 8601. */
export function mondayOf(year: number, week: number): Date {
  const fourth = utc(year, 1, 4)
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000
  return new Date(monday + (week - 1) * 7 * 86_400_000)
}

const monthDay = (locale: Locale, date: Date) =>
  locale === "en" ? said(locale, { month: "short", day: "numeric" }, date) : date.toISOString().slice(5, 10)

/** A key in full, as a table or a title says it. */
export function dateWord(key: string, unit: DateUnit | undefined, locale: Locale): string {
  const han = locale !== "en"
  const year = Number(key.slice(0, 4))
  const [, second = "1", third = "1"] = key.split("-")
  switch (unit) {
    case "year":
      return han ? `${key} 年` : key
    case "quarter": {
      const n = Number(second.replace("Q", ""))
      if (!han) return `Q${n} ${year}`
      return locale === "zh-TW" ? `${year} 年第${QUARTERS[n - 1]}季` : `${year} 年${QUARTERS[n - 1]}季度`
    }
    case "week": {
      const n = Number(second.replace("W", ""))
      if (!han) return `Week ${n}, ${year}`
      return `${year} 年第 ${n} ${locale === "zh-TW" ? "週" : "周"}`
    }
    case "day": {
      const date = utc(year, Number(second), Number(third))
      return han ? key : said(locale, { year: "numeric", month: "short", day: "numeric" }, date)
    }
    case "hour": {
      const [day = "", hour = "0"] = key.split("T")
      return `${dateWord(day, "day", locale)} ${hour.padStart(2, "0")}:00`
    }
    case "weekday":
    case "hour_of_day":
    case "month_of_year":
      return cycleWord(Number(key), unit, locale)
    default:
      return han
        ? `${year} 年 ${Number(second)} 月`
        : said(locale, { year: "numeric", month: "short" }, utc(year, Number(second)))
  }
}

/** A place in a cycle: Friday, 13:00, November. */
export function cycleWord(value: number, unit: DateUnit | undefined, locale: Locale): string {
  if (unit === "weekday") return said(locale, { weekday: "short" }, utc(2026, 6, value))
  if (unit === "hour_of_day") return `${String(value).padStart(2, "0")}:00`
  return locale === "en" ? said(locale, { month: "short" }, utc(2026, value)) : `${value} 月`
}

/**
 * A key as short as it can be beneath a mark: its year is said on a second line, with the first key and where it
 * changes.
 */
export function shortDate(key: string, before: string | null, unit: DateUnit | undefined, locale: Locale): string {
  const han = locale !== "en"
  const year = key.slice(0, 4)
  const rest = key.slice(5)
  const turn = before === null || before.slice(0, 4) !== year
  const withYear = (text: string) => (turn ? `${text}\n${year}` : text)
  switch (unit) {
    case "year":
      return key
    case "quarter":
      return withYear(rest)
    case "week":
      return withYear(monthDay(locale, mondayOf(Number(year), Number(rest.replace("W", "")))))
    case "day":
      return withYear(monthDay(locale, utc(Number(year), Number(rest.slice(0, 2)), Number(rest.slice(3, 5)))))
    case "hour":
      return before === null || before.slice(0, 10) !== key.slice(0, 10)
        ? `${key.slice(11, 13)}:00\n${key.slice(5, 10)}`
        : `${key.slice(11, 13)}:00`
    default:
      return withYear(han ? `${Number(rest)} 月` : said(locale, { month: "short" }, utc(Number(year), Number(rest))))
  }
}

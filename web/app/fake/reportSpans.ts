// Spans of days and keys of dates, as the server reckons them; the zone is that of Shanghai.

import type { DateUnit } from "@api/contract"
import { NOW } from "./clock"

export interface Span {
  from: string
  to: string
}
const DAY = 86_400_000
export const dayOf = (instant: string): string =>
  instant.length === 10 ? instant : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
export const today = (): string => dayOf(new Date(NOW).toISOString())
const time = (day: string) => Date.parse(`${day}T00:00Z`)
const text = (ms: number) => new Date(ms).toISOString().slice(0, 10)
export const moved = (day: string, by: number): string => text(time(day) + by * DAY)

type Part = "week" | "month" | "quarter" | "year"
export function partOf(day: string, part: Part, step: number): Span {
  const [year = 0, month = 1] = day.split("-").map(Number)
  const first = (y: number, m: number) => text(Date.UTC(y, m - 1, 1))
  const last = (y: number, m: number) => text(Date.UTC(y, m - 1, 1) - DAY)
  if (part === "week") {
    const monday = moved(day, -((new Date(time(day)).getUTCDay() + 6) % 7) + step * 7)
    return { from: monday, to: moved(monday, 6) }
  }
  if (part === "month") return { from: first(year, month + step), to: last(year, month + step + 1) }
  if (part === "quarter") {
    const start = month - ((month - 1) % 3) + step * 3
    return { from: first(year, start), to: last(year, start + 3) }
  }
  return { from: first(year + step, 1), to: last(year + step + 1, 1) }
}

/** A range as the contract names it; null where it is none. */
export function spanOf(range: string): Span | null {
  const now = today()
  const [from, to] = range.split("..")
  if (from && to && /^\d{4}-\d\d-\d\d$/.test(from) && /^\d{4}-\d\d-\d\d$/.test(to)) return { from, to }
  if (range === "today") return { from: now, to: now }
  if (range === "yesterday") return { from: moved(now, -1), to: moved(now, -1) }
  const last = /^last_(\d+)_days$/.exec(range)
  if (last) return { from: moved(now, 1 - Number(last[1])), to: now }
  if (range === "next_30_days") return { from: now, to: moved(now, 29) }
  const part = /^(this|last|next)_(week|month|quarter|year)$/.exec(range)
  if (!part) return null
  const named = (["week", "month", "quarter", "year"] as const).find((one) => one === part[2])
  return named ? partOf(now, named, part[1] === "this" ? 0 : part[1] === "last" ? -1 : 1) : null
}

export function spanBefore(span: Span, compare: "before" | "year"): Span {
  if (compare === "year") {
    const back = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`
    return { from: back(span.from), to: back(span.to) }
  }
  for (const part of ["month", "quarter", "year"] as const) {
    const whole = partOf(span.from, part, 0)
    if (whole.from === span.from && whole.to === span.to) return partOf(span.from, part, -1)
  }
  const days = (time(span.to) - time(span.from)) / DAY + 1
  return { from: moved(span.from, -days), to: moved(span.to, -days) }
}

/** The key of a moment, as the contract writes it. */
export function dateKey(instant: string, unit: DateUnit): string | number {
  const local = instant.length === 10 ? time(instant) : Date.parse(instant) + 8 * 3_600_000
  const date = new Date(local)
  const iso = date.toISOString()
  switch (unit) {
    case "hour":
      return iso.slice(0, 13)
    case "day":
      return iso.slice(0, 10)
    case "week": {
      const thursday = new Date(local - ((date.getUTCDay() + 6) % 7) * DAY + 3 * DAY)
      const start = Date.UTC(thursday.getUTCFullYear(), 0, 1)
      const week = Math.floor((thursday.getTime() - start) / DAY / 7) + 1
      return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, "0")}`
    }
    case "quarter":
      return `${iso.slice(0, 4)}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`
    case "year":
      return iso.slice(0, 4)
    case "weekday":
      return ((date.getUTCDay() + 6) % 7) + 1
    case "hour_of_day":
      return date.getUTCHours()
    case "month_of_year":
      return date.getUTCMonth() + 1
    default:
      return iso.slice(0, 7)
  }
}

const CYCLES: Partial<Record<DateUnit, [number, number]>> = {
  weekday: [1, 7],
  hour_of_day: [0, 23],
  month_of_year: [1, 12],
}

/** Every key within a span, those that hold nothing too; none where there would be too many. */
export function keysWithin(span: Span, unit: DateUnit): (string | number)[] {
  const cycle = CYCLES[unit]
  if (cycle) return Array.from({ length: cycle[1] - cycle[0] + 1 }, (_, at) => cycle[0] + at)
  const keys = new Set<string | number>()
  for (let day = span.from, n = 0; day <= span.to && n < 1500; day = moved(day, 1), n += 1) {
    if (unit === "hour") for (let hour = 0; hour < 24; hour += 1) keys.add(`${day}T${String(hour).padStart(2, "0")}`)
    else keys.add(dateKey(day, unit))
  }
  return [...keys]
}

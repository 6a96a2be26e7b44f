// Days and their parts where the fake company is: spans by name, the keys of months and weeks, those between two.

import type { DateUnit } from "@api/contract"
import { NOW } from "./clock"

const DAY = 86_400_000
const ZONE = 8 * 3_600_000

/** Midnight of a day in the zone of the company, as if it were UTC. */
const midnight = (instant: number) => Math.floor((instant + ZONE) / DAY) * DAY
const iso = (day: number) => new Date(day).toISOString().slice(0, 10)
const parts = (day: number) => {
  const date = new Date(day)
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()] as const
}
const monday = (day: number) => day - ((new Date(day).getUTCDay() + 6) % 7) * DAY

function starts(unit: string, day: number, by: number): number {
  const [year, month] = parts(day)
  if (unit === "week") return monday(day) + by * 7 * DAY
  if (unit === "month") return Date.UTC(year, month + by, 1)
  if (unit === "quarter") return Date.UTC(year, Math.floor(month / 3) * 3 + by * 3, 1)
  return unit === "year" ? Date.UTC(year + by, 0, 1) : day + by * DAY
}

export interface Span {
  from: string
  to: string
}

/** Null where it is none. */
export function spanOf(range: string): Span | null {
  const today = midnight(NOW)
  const days = /^(last|next)_(\d+)_days$/.exec(range)
  if (days) {
    const n = Number(days[2]) * DAY
    return days[1] === "last"
      ? { from: iso(today - n + DAY), to: iso(today) }
      : { from: iso(today), to: iso(today + n) }
  }
  if (range === "today" || range === "yesterday") {
    const day = iso(range === "today" ? today : today - DAY)
    return { from: day, to: day }
  }
  const named = /^(this|last|next)_(week|month|quarter|year)$/.exec(range)
  if (named) {
    const [, which, unit = "month"] = named
    const by = which === "this" ? 0 : which === "last" ? -1 : 1
    return { from: iso(starts(unit, today, by)), to: iso(starts(unit, today, by + 1) - DAY) }
  }
  const own = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(range)
  return own?.[1] && own[2] ? { from: own[1], to: own[2] } : null
}

export function spanBefore({ from, to }: Span, how: "before" | "year"): Span {
  const [a, b] = [Date.parse(from), Date.parse(to)]
  if (how === "before") return { from: iso(a - (b - a) - DAY), to: iso(a - DAY) }
  const back = (text: string) => `${Number(text.slice(0, 4)) - 1}${text.slice(4)}`
  return { from: back(from), to: back(to) }
}

/** The day of a value where the company is. */
export const dayIn = (value: string) => (value.length === 10 ? value : iso(midnight(Date.parse(value))))

export const CYCLES: Partial<Record<DateUnit, number[]>> = {
  weekday: [1, 2, 3, 4, 5, 6, 7],
  hour_of_day: Array.from({ length: 24 }, (_, n) => n),
  month_of_year: Array.from({ length: 12 }, (_, n) => n + 1),
}

export function keyOf(value: string, unit: DateUnit): string | number {
  const local = value.length === 10 ? Date.parse(value) : Date.parse(value) + ZONE
  const date = new Date(local)
  if (unit === "weekday") return ((date.getUTCDay() + 6) % 7) + 1
  if (unit === "hour_of_day") return date.getUTCHours()
  if (unit === "month_of_year") return date.getUTCMonth() + 1
  if (unit === "hour") return date.toISOString().slice(0, 13)
  return keyOfDay(Math.floor(local / DAY) * DAY, unit)
}

function keyOfDay(day: number, unit: DateUnit): string {
  const [year, month] = parts(day)
  if (unit === "year") return String(year)
  if (unit === "quarter") return `${year}-Q${Math.floor(month / 3) + 1}`
  if (unit === "month") return iso(day).slice(0, 7)
  if (unit !== "week") return iso(day)
  // The week belongs to the year of its Thursday.
  const thursday = monday(day) + 3 * DAY
  const [of] = parts(thursday)
  return `${of}-W${String(Math.floor((thursday - Date.UTC(of, 0, 1)) / (7 * DAY)) + 1).padStart(2, "0")}`
}

/** Every key from one day to another, those without rows too. */
export function keysBetween({ from, to }: Span, unit: DateUnit): string[] {
  const keys: string[] = []
  const end = Date.parse(to)
  for (let at = starts(unit, Date.parse(from), 0); at <= end && keys.length < 400; at = starts(unit, at, 1))
    keys.push(keyOfDay(at, unit))
  return keys
}

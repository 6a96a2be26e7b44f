// How something repeats: the part of RFC 5545 that people choose from, read, written and reckoned in days. No clock and
// no zone but for the end, which the wire says as an instant. What other programs wrote beyond it is kept as it is.

import { moved } from "../calendar/days"
import { instantAt, wallOf } from "./wall"

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const
export type Weekday = (typeof WEEKDAYS)[number]
export const WORKDAYS: readonly Weekday[] = ["MO", "TU", "WE", "TH", "FR"]

export type Frequency = "daily" | "weekly" | "monthly" | "yearly"

export interface Repeat {
  freq: Frequency
  every: number
  /** Of a week; of a month the one weekday, where it repeats by it. */
  days: Weekday[]
  /** Which of those weekdays in the month: 1 to 5, or -1 for the last; null where a month goes by the date. */
  nth: number | null
  /** The last day of each month, however long it is. */
  lastDay: boolean
  /** The last day on which it may begin. */
  until: string | null
  count: number | null
}

export const once = (freq: Frequency): Repeat => ({
  freq,
  every: 1,
  days: [],
  nth: null,
  lastDay: false,
  until: null,
  count: null,
})

const FREQUENCIES: readonly Frequency[] = ["daily", "weekly", "monthly", "yearly"]
const DAY = 86_400_000
/** What is passed over in silence: it says nothing that the beginning does not say already. */
const SILENT = new Set(["WKST", "BYHOUR", "BYMINUTE", "BYSECOND"])
/** A rule without an end is looked along so far. */
const FAR = 20_000

export const weekdayOf = (day: string): Weekday =>
  WEEKDAYS[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7] ?? WEEKDAYS[0]

const isWeekday = (text: string): text is Weekday => WEEKDAYS.some((one) => one === text)

function readUntil(text: string, zone: string): string | null {
  const [, year, month, day, time] = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})Z?)?$/.exec(text) ?? []
  if (year === undefined) return null
  if (time === undefined || !text.endsWith("Z")) return `${year}-${month}-${day}`
  return wallOf(`${year}-${month}-${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`, zone).day
}

/** The rule as people choose it; null where it says more than that. */
export function readRepeat(rule: string, zone: string): Repeat | null {
  const parts = new Map(
    rule
      .replace(/^RRULE:/i, "")
      .split(";")
      .filter(Boolean)
      .map((part): [string, string] => {
        const [key = "", value = ""] = part.split("=")
        return [key.toUpperCase(), value.toUpperCase()]
      }),
  )
  const freq = FREQUENCIES.find((one) => one === parts.get("FREQ")?.toLowerCase())
  if (!freq) return null
  const repeat = once(freq)
  for (const [key, value] of parts) {
    if (key === "FREQ" || SILENT.has(key)) continue
    if (key === "INTERVAL") repeat.every = Number(value)
    else if (key === "COUNT") repeat.count = Number(value)
    else if (key === "UNTIL") {
      repeat.until = readUntil(value, zone)
      if (repeat.until === null) return null
    } else if (key === "BYMONTH") {
      if (freq !== "yearly" || !/^\d{1,2}$/.test(value)) return null
    } else if (key === "BYMONTHDAY") {
      if (value === "-1" && freq === "monthly") repeat.lastDay = true
      else if (!/^\d{1,2}$/.test(value)) return null
    } else if (key === "BYDAY") {
      const named = value.split(",")
      const [, n, day = ""] = /^(-?\d)([A-Z]{2})$/.exec(named[0] ?? "") ?? []
      if (freq === "monthly" && named.length === 1 && n !== undefined && isWeekday(day)) {
        repeat.days = [day]
        repeat.nth = Number(n)
      } else if (freq !== "yearly" && freq !== "monthly" && named.every(isWeekday))
        repeat.days = WEEKDAYS.filter((one) => named.includes(one))
      else return null
    } else return null
  }
  if (!Number.isInteger(repeat.every) || repeat.every < 1) return null
  if (repeat.count !== null && (!Number.isInteger(repeat.count) || repeat.count < 1)) return null
  // Every day, of some weekdays only, is every week on those days.
  if (freq === "daily" && repeat.days.length > 0) {
    if (repeat.every > 1) return null
    repeat.freq = "weekly"
  }
  return repeat
}

export function writeRepeat(repeat: Repeat, zone: string): string {
  const { freq, every, days, nth, lastDay, until, count } = repeat
  const end =
    until &&
    instantAt(until, 1439, zone)
      .replace(/[-:]/g, "")
      .replace(/00\.000Z$/, "59Z")
  return [
    `FREQ=${freq.toUpperCase()}`,
    every > 1 && `INTERVAL=${every}`,
    freq === "weekly" && days.length > 0 && `BYDAY=${WEEKDAYS.filter((one) => days.includes(one)).join(",")}`,
    freq === "monthly" && nth !== null && days[0] && `BYDAY=${nth}${days[0]}`,
    freq === "monthly" && lastDay && "BYMONTHDAY=-1",
    end && `UNTIL=${end}`,
    count !== null && !until && `COUNT=${count}`,
  ]
    .filter(Boolean)
    .join(";")
}

/** Which of its weekdays in its month a day is: 1 to 5. */
export const nthOf = (day: string): number => Math.ceil(Number(day.slice(8)) / 7)
/** Whether no later day of its month has the same weekday. */
export const isLastOf = (day: string): boolean => moved(day, 7).slice(0, 7) !== day.slice(0, 7)
export const isLastDay = (day: string): boolean => moved(day, 1).slice(8) === "01"

const dateText = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The day of a month that the rule means; null where the month has none. */
function dayIn(year: number, month: number, { nth, days, lastDay }: Repeat, date: number): string | null {
  if (lastDay) return dateText(Date.UTC(year, month + 1, 0))
  const weekday = days[0]
  if (nth === null || weekday === undefined) {
    const day = new Date(Date.UTC(year, month, date))
    return day.getUTCDate() === date ? dateText(day.getTime()) : null
  }
  const wanted = WEEKDAYS.indexOf(weekday)
  const first = WEEKDAYS.indexOf(weekdayOf(dateText(Date.UTC(year, month, 1))))
  if (nth > 0) {
    const day = 1 + ((wanted - first + 7) % 7) + (nth - 1) * 7
    return day <= new Date(Date.UTC(year, month + 1, 0)).getUTCDate() ? dateText(Date.UTC(year, month, day)) : null
  }
  const end = new Date(Date.UTC(year, month + 1, 0))
  const last = WEEKDAYS.indexOf(weekdayOf(dateText(end.getTime())))
  return dateText(end.getTime() - ((last - wanted + 7) % 7) * DAY)
}

/** All days by the rule from its first on, until nobody asks for more. */
function* walk(repeat: Repeat, start: string): Generator<string> {
  const { freq, every } = repeat
  const [year = 0, month = 1, date = 1] = start.split("-").map(Number)
  // The rule says which days of a week; without a word it is the weekday on which it begins.
  const days = repeat.days.length > 0 ? repeat.days : [weekdayOf(start)]
  const monday = moved(start, -WEEKDAYS.indexOf(weekdayOf(start)))
  for (let n = 0; n < FAR; n += 1) {
    if (freq === "daily") yield moved(start, n * every)
    else if (freq === "weekly") {
      for (const [at, weekday] of WEEKDAYS.entries()) {
        const day = moved(monday, n * every * 7 + at)
        if (days.includes(weekday) && day >= start) yield day
      }
    } else {
      const months = freq === "yearly" ? 12 : 1
      const at = month - 1 + n * every * months
      const day = dayIn(year + Math.floor(at / 12), at % 12, freq === "yearly" ? once("yearly") : repeat, date)
      if (day !== null && day >= start) yield day
    }
  }
}

/** The days between two, both included, on which it begins. */
export function daysOf(repeat: Repeat, start: string, from: string, to: string): string[] {
  const found: string[] = []
  let n = 0
  for (const day of walk(repeat, start)) {
    if (day > to || (repeat.until !== null && day > repeat.until)) break
    n += 1
    if (repeat.count !== null && n > repeat.count) break
    if (day >= from) found.push(day)
  }
  return found
}

/** The first days on which it begins, for whoever wants to see what a rule means. */
export function firstDays(repeat: Repeat, start: string, most: number): string[] {
  const found: string[] = []
  for (const day of walk(repeat, start)) {
    if (found.length >= most || found.length === repeat.count || (repeat.until !== null && day > repeat.until)) break
    found.push(day)
  }
  return found
}

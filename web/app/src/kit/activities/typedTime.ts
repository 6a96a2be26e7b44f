// A time as people say it: "明天下午3点半 给林晓梅打电话", "call her tomorrow 3pm for 45 min". Simple rules, no guessing: what
// is understood is shown before it is taken, and the rest of the text is what is to be done.

import type { ActivityKind } from "@api/contract"
import { moved } from "../calendar/days"
import { WEEKDAYS, weekdayOf } from "./repeat"
import type { Wall } from "./wall"

export interface Typed {
  day: string | null
  /** Since midnight. */
  minutes: number | null
  /** How long, in minutes. */
  long: number | null
  /** What was not about time. */
  rest: string
}

const HAN = "零一二三四五六七八九"
const NUMBER = "\\d{1,3}|[零一二两兩三四五六七八九十]{1,3}"

/** "3", "三", "十二", "两" as a number. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace(/[两兩]/g, "二")
  const [tens = "", ones = ""] = plain.includes("十") ? plain.split("十") : ["0", plain]
  const digit = (one: string, none: number) => (one === "" ? none : Math.max(0, HAN.indexOf(one)))
  return plain.includes("十") ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0)
}

const HAN_WEEKDAYS = "一二三四五六"
const ENGLISH_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

const pad = (n: number) => String(n).padStart(2, "0")
const exists = (day: string) => {
  const at = new Date(`${day}T00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day
}
const mondayOf = (day: string) => moved(day, -WEEKDAYS.indexOf(weekdayOf(day)))

/** The coming day of that weekday, today among them; or that of a week further on. */
function weekday(today: string, index: number, weeks: number | null): string {
  if (weeks !== null) return moved(mondayOf(today), weeks * 7 + index)
  const day = moved(mondayOf(today), index)
  return day < today ? moved(day, 7) : day
}

/** This year's date, or next year's where it is past. */
function dateIn(today: string, month: number, date: number, year?: number): string | null {
  const of = (one: number) => `${one}-${pad(month)}-${pad(date)}`
  const now = Number(today.slice(0, 4))
  if (year !== undefined) return exists(of(year)) ? of(year) : null
  if (!exists(of(now)) && !exists(of(now + 1))) return null
  return of(now) >= today && exists(of(now)) ? of(now) : of(now + 1)
}

type Found = Partial<Pick<Typed, "day" | "minutes" | "long">> | null
interface Rule {
  is: RegExp
  read: (match: RegExpExecArray, now: Wall) => Found
}

const WEEKS: Record<string, number> = { 下下: 2, 下: 1, 这: 0, 這: 0, 本: 0 }

const DAYS: Rule[] = [
  { is: /大后天|大後天/, read: (_, { day }) => ({ day: moved(day, 3) }) },
  { is: /后天|後天|day after tomorrow/i, read: (_, { day }) => ({ day: moved(day, 2) }) },
  { is: /明天|明日|tomorrow|\btmr\b/i, read: (_, { day }) => ({ day: moved(day, 1) }) },
  { is: /明早/, read: (_, { day }) => ({ day: moved(day, 1), minutes: 9 * 60 }) },
  { is: /今晚|tonight/i, read: (_, { day }) => ({ day, minutes: 19 * 60 }) },
  { is: /今天|今日|\btoday\b/i, read: (_, { day }) => ({ day }) },
  {
    is: /(下下|下|这|這|本)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])/,
    read: ([, which, name = ""], { day }) => {
      const index = /[日天]/.test(name) ? 6 : HAN_WEEKDAYS.indexOf(name)
      return { day: weekday(day, index, which === undefined ? null : (WEEKS[which] ?? 0)) }
    },
  },
  {
    is: /\b(?:on\s+)?(next\s+|this\s+)?(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|rs|r|ur)?\b/i,
    read: ([, which, name = ""], { day }) => {
      const next = which?.trim().toLowerCase() === "next"
      return { day: weekday(day, ENGLISH_DAYS.indexOf(name.toLowerCase()), next ? 1 : null) }
    },
  },
  {
    is: new RegExp(`(${NUMBER})\\s*(天|日|周|週|个星期|個星期|个月|個月)(?:之)?(?:后|後|以后|以後)`),
    read: ([, n = "1", unit = ""], { day }) => {
      const many = numberOf(n)
      return { day: moved(day, /天|日/.test(unit) ? many : /月/.test(unit) ? many * 30 : many * 7) }
    },
  },
  {
    is: /\bin\s+(a|an|\d{1,3})\s+(day|week|month)s?\b/i,
    read: ([, n = "1", unit = ""], { day }) => {
      const many = /^an?$/i.test(n) ? 1 : Number(n)
      return { day: moved(day, many * (unit === "day" ? 1 : unit === "week" ? 7 : 30)) }
    },
  },
  {
    is: /下(?:个|個)?(?:周|週|星期)(?![一二三四五六日天末])|\bnext week\b/i,
    read: (_, { day }) => ({ day: weekday(day, 0, 1) }),
  },
  {
    is: /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/,
    read: ([, y, m, d], { day }) => read(dateIn(day, Number(m), Number(d), Number(y))),
  },
  { is: /(\d{1,2})月(\d{1,2})[日号號]?/, read: ([, m, d], { day }) => read(dateIn(day, Number(m), Number(d))) },
  {
    is: /(?<![\d:])(\d{1,2})[-/](\d{1,2})(?![\d:-])/,
    read: ([, m, d], { day }) => read(dateIn(day, Number(m), Number(d))),
  },
  {
    is: /(?<![\d月])(\d{1,2})[号號]/,
    read: ([, d], { day }) => {
      const [year = 0, month = 1] = day.split("-").map(Number)
      const here = `${day.slice(0, 7)}-${pad(Number(d))}`
      if (exists(here) && here >= day) return { day: here }
      return read(month === 12 ? dateIn(day, 1, Number(d), year + 1) : dateIn(day, month + 1, Number(d), year))
    },
  },
  {
    is: /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b/i,
    read: ([, m = "", d], { day }) => read(dateIn(day, MONTHS.indexOf(m.toLowerCase()) + 1, Number(d))),
  },
  {
    is: /\b(\d{1,2})(?:st|nd|rd|th)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i,
    read: ([, d, m = ""], { day }) => read(dateIn(day, MONTHS.indexOf(m.toLowerCase()) + 1, Number(d))),
  },
]

const read = (day: string | null): Found => (day === null ? null : { day })

/** Twelve hours or twenty-four: "下午3" is 15, "晚上12" is midnight's. */
function hourOf(hour: number, part: string | undefined): number | null {
  if (hour > 24) return null
  const late = part !== undefined && /下午|晚|傍晚|pm/i.test(part)
  const early = part !== undefined && /凌晨|早|上午|am/i.test(part)
  if (late && hour < 12) return hour + 12
  if (early && hour === 12) return 0
  if (part !== undefined && /中午/.test(part) && hour < 11) return hour + 12
  return hour === 24 ? 0 : hour
}

const time = (hour: number | null, minute: number): Found =>
  hour === null || minute > 59 ? null : { minutes: hour * 60 + minute }

const PART = "凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚"

const TIMES: Rule[] = [
  {
    is: new RegExp(`(${PART})?\\s*(${NUMBER})\\s*[点點时時](?:\\s*(半|一刻|三刻|整|${NUMBER})\\s*分?)?`),
    read: ([, part, hour = "", rest]) => {
      const minute =
        rest === undefined || rest === "整"
          ? 0
          : rest === "半"
            ? 30
            : rest === "一刻"
              ? 15
              : rest === "三刻"
                ? 45
                : numberOf(rest)
      return time(hourOf(numberOf(hour), part), minute)
    },
  },
  {
    is: new RegExp(`(?:\\bat\\s+)?(${PART})?\\s*(?<!\\d)(\\d{1,2})[:：](\\d{2})\\s*(am|pm)?`, "i"),
    read: ([, part, hour, minute, half]) => time(hourOf(Number(hour), part ?? half), Number(minute)),
  },
  { is: /\b(?:at\s+)?(\d{1,2})\s*(am|pm)\b/i, read: ([, hour, half]) => time(hourOf(Number(hour), half), 0) },
  {
    is: /\bat\s+(\d{1,2})\b/i,
    read: ([, hour]) => time(hourOf(Number(hour) < 8 ? Number(hour) + 12 : Number(hour), undefined), 0),
  },
  { is: /中午|\b(?:at\s+)?noon\b/i, read: () => ({ minutes: 12 * 60 }) },
  { is: /早上|上午|\b(?:in the )?morning\b/i, read: () => ({ minutes: 9 * 60 }) },
  { is: /下午|\b(?:in the )?afternoon\b/i, read: () => ({ minutes: 14 * 60 }) },
  { is: /晚上|\b(?:in the )?evening\b/i, read: () => ({ minutes: 19 * 60 }) },
]

/** From now on, so that both the day and the time follow. */
const AHEAD: Rule[] = [
  {
    is: new RegExp(`(${NUMBER}|半)\\s*(个小时|個小時|小时|小時|分钟|分鐘)(?:之)?(?:后|後|以后|以後)`),
    read: ([, n = "1", unit = ""], now) =>
      ahead(now, /分/.test(unit) ? numberOf(n) : n === "半" ? 30 : numberOf(n) * 60),
  },
  {
    is: /\bin\s+(a|an|half an|\d{1,3})\s+(hour|minute|min|hr)s?\b/i,
    read: ([, n = "1", unit = ""], now) => {
      if (/^half/i.test(n)) return ahead(now, 30)
      return ahead(now, (/^an?$/i.test(n) ? 1 : Number(n)) * (/^h/i.test(unit) ? 60 : 1))
    },
  },
]

const LONG: Rule[] = [
  {
    is: new RegExp(
      `(${NUMBER})?\\s*(个半小时|個半小時|半个小时|半個小時|半小时|半小時|个小时|個小時|小时|小時|分钟|分鐘)`,
    ),
    read: ([, n, unit = ""]) => {
      if (/^半/.test(unit)) return n === undefined ? { long: 30 } : null
      if (n === undefined) return null
      if (/半/.test(unit)) return { long: numberOf(n) * 60 + 30 }
      return { long: numberOf(n) * (/分/.test(unit) ? 1 : 60) }
    },
  },
  {
    is: /\b(?:for\s+)?(an|half an|\d+(?:\.\d)?)\s*(hours?|hrs?|h|minutes?|mins?|m)\b/i,
    read: ([, n = "1", unit = ""]) => {
      if (/^half/i.test(n)) return { long: 30 }
      return { long: Math.round((/^an$/i.test(n) ? 1 : Number(n)) * (/^h/i.test(unit) ? 60 : 1)) }
    },
  },
]

/** The next quarter of an hour after so many minutes. */
function ahead(now: Wall, minutes: number): Found {
  const at = Math.ceil((now.minutes + minutes) / 5) * 5
  return { day: moved(now.day, Math.floor(at / 1440)), minutes: at % 1440 }
}

/** What a text says of time; null where it says nothing of it. */
export function readTyped(text: string, now: Wall): Typed | null {
  let rest = text
  const typed: Omit<Typed, "rest"> = { day: null, minutes: null, long: null }
  const take = (rules: Rule[]) => {
    for (const { is, read: value } of rules) {
      const match = is.exec(rest)
      const found = match && value(match, now)
      if (!match || !found) continue
      Object.assign(typed, found)
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`
      return
    }
  }
  take(AHEAD)
  if (typed.day === null) {
    take(DAYS)
    // "今晚" says a time already, and one that is written says it better.
    const said = typed.minutes
    take(TIMES)
    if (said !== null && typed.minutes !== null && typed.minutes < 12 * 60 && typed.minutes > 0 && said >= 19 * 60)
      typed.minutes += 12 * 60
  }
  take(LONG)
  if (typed.day === null && typed.minutes === null && typed.long === null) return null
  // A time without a day is the next one that the clock shows.
  if (typed.day === null && typed.minutes !== null)
    typed.day = typed.minutes > now.minutes ? now.day : moved(now.day, 1)
  return {
    ...typed,
    rest: rest
      .replace(/\s+/g, " ")
      .replace(/^[\s,，。:：、]+|[\s,，。:：、]+$/g, "")
      .replace(/^(?:at|on)\s+/i, "")
      .trim(),
  }
}

const KINDS: [ActivityKind, RegExp][] = [
  ["call", /电话|電話|致电|致電|回电|回電|\bcall\b|\bring\b|\bphone\b/i],
  ["visit", /拜访|拜訪|上门|上門|走访|走訪|登门|登門|\bvisit\b/i],
  ["meeting", /开会|開會|会议|會議|面谈|面談|见面|見面|\bmeet(?:ing)?\b/i],
]

/** What kind of thing a title speaks of; nothing where it could be anything. */
export const kindOf = (title: string): ActivityKind | null => KINDS.find(([, is]) => is.test(title))?.[0] ?? null

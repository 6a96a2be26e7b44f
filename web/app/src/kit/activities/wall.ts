// What the clock on the wall of a zone shows at an instant, and the instant at which it shows something. The calendar
// asks this of hundreds of entries at once, so the browser's formatters are kept.

import { instantOf } from "../cells/values"

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const kept = formatters.get(zone)
  if (kept) return kept
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  })
  formatters.set(zone, made)
  return made
}

export interface Wall {
  day: string
  /** Since midnight. */
  minutes: number
}

export const DAY_MINUTES = 1440

export function wallOf(instant: string, zone: string): Wall {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "00"
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    minutes: Number(part("hour")) * 60 + Number(part("minute")),
  }
}

/** "14:05" */
export function clockText(minutes: number): string {
  const within = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`
}

/** Minutes since midnight of "14:05"; null where it is no time. */
export function readClock(text: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return Number(hour) * 60 + Number(minute)
}

const DAY = 86_400_000

/** The instant at which the clock shows so many minutes of a day; beyond midnight it is the next day's. */
export function instantAt(day: string, minutes: number, zone: string): string {
  const over = Math.floor(minutes / DAY_MINUTES)
  const on = over === 0 ? day : new Date(Date.parse(`${day}T00:00Z`) + over * DAY).toISOString().slice(0, 10)
  return instantOf(on, `${clockText(minutes)}:00`, zone)
}

/** As the server writes instants, so that what was read can be told from what was written. */
export const sameInstant = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b))

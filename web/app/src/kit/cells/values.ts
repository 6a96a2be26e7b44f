// A field's value as text for a spreadsheet, and back. What a list shows is for reading ("3 天前", "¥1,235"); what is
// copied is for computing: figures without separators, days and times in full, choices by their labels.

import type { Field } from "@api/contract"
import { displayPhone } from "../contact"
import { filesIn } from "../files/value"
import type { Option } from "../portrait/FieldInput"

/** Wall clock of a zone, `2026-11-20 09:54`. */
export function wallClock(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ""
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`
}

/** The instant at which a zone's clock shows a time of day. */
export function instantOf(day: string, time: string, zone: string): string {
  const wall = Date.parse(`${day}T${time}Z`)
  const shown = (at: number) => Date.parse(`${wallClock(new Date(at).toISOString(), zone).replace(" ", "T")}Z`)
  const seconds = wall % 60_000
  const first = wall - (shown(wall - seconds) - (wall - seconds))
  // A second look corrects a guess on the other side of a change to summer time.
  const drift = shown(first - seconds) - (wall - seconds)
  return new Date(first - (Math.abs(drift) < 86_400_000 ? drift : 0)).toISOString()
}

export function copyText(field: Field, value: unknown, options: Option[], zone: string): string {
  if (value === null || value === undefined || value === "") return ""
  const labelOf = (one: unknown) => {
    const id = String(one)
    return options.find((option) => option.id === id)?.label ?? field.options?.find((o) => o.id === id)?.label ?? id
  }
  if (field.type === "file")
    return filesIn(value)
      .map((file) => file.name)
      .join(", ")
  if (Array.isArray(value)) return value.map(labelOf).join(", ")
  if (field.type === "rating") return String(value)
  if (field.type === "percent") return `${String(value)}%`
  // In groups a phone stays text in a spreadsheet; in one piece it becomes a number of fourteen digits.
  if (field.type === "phone") return displayPhone(String(value))
  if (field.type === "date_time") return wallClock(String(value), zone)
  return labelOf(value)
}

/** A value that the server can judge, or a word for what is wrong with the text. */
export type Reading = { value: unknown } | { fault: string; options?: string[] }

const CHOSEN = ["user", "choice", "rating", "bool"]
const pad = (figure: string) => figure.padStart(2, "0")

/** A day as people and spreadsheets write it; those that could be two different days are not guessed at. */
function readDay(text: string): string | null {
  const parts =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (parts) return `${parts[1]}-${pad(parts[2] ?? "")}-${pad(parts[3] ?? "")}`
  if (!/[a-z]{3}/i.test(text) || !/\d{4}/.test(text)) return null
  const at = Date.parse(`${text} 00:00 UTC`)
  return Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10)
}

/** Whether the calendar has the day: there is no 30 February. */
const exists = (day: string) => {
  const at = new Date(`${day}T00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day
}

/** What a text says in a field. `options` is what the field is chosen from. */
export function readValue(field: Field, text: string, options: Option[], zone: string): Reading {
  const typed = text.trim()
  if (typed === "" || typed === "—") return { value: null }
  const lower = typed.toLowerCase()
  const chosen = options.find((option) => option.id.toLowerCase() === lower || option.label.toLowerCase() === lower)
  if (chosen) {
    if (field.type === "rating") return { value: Number(chosen.id) }
    return { value: field.type === "bool" ? chosen.id === "true" : chosen.id }
  }
  switch (field.type) {
    case "multi_choice":
      return {
        value: typed
          .split(/[,，、;；|·\n]/)
          .map((word) => word.trim())
          .filter(Boolean),
      }
    case "rating": {
      const stars = typed.match(/★/g)?.length
      return { value: stars ?? typed }
    }
    case "user":
      return { fault: "unknown_user" }
    case "link":
      return /^(per|com)_/.test(typed) ? { value: typed } : { fault: "link" }
    case "date": {
      const day = readDay(typed.replace(/[ T]00?:00(:00(\.0+)?)?Z?$/, ""))
      return day !== null && exists(day) ? { value: day } : { fault: "not_a_date" }
    }
    case "date_time": {
      if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(typed)) return { value: typed }
      const [, date = typed, hour, minute, second] = /^(.+?)[\sT]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(typed) ?? []
      const day = readDay(date)
      if (day === null || !exists(day) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59)
        return { fault: "not_an_instant" }
      return { value: instantOf(day, `${pad(hour ?? "0")}:${minute ?? "00"}:${second ?? "00"}`, zone) }
    }
    case "number":
    case "integer":
    case "money":
      // A spreadsheet groups figures; the server takes them plain.
      return { value: typed.replace(/(?<=\d)[,，\s](?=\d{3}(\D|$))/g, "") }
    default:
      break
  }
  // A field with choices of the house takes no other word; one with choices of its own is judged by the server.
  if (options.length > 0 && !field.custom && !CHOSEN.includes(field.type))
    return { fault: "not_an_option", options: options.slice(0, 12).map((option) => option.label) }
  return { value: typed }
}

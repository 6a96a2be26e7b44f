// Periods that the report is read for, as first and last day. Pure rules, no words.

export interface Span {
  from: string
  to: string
}
export const PRESETS = ["days30", "month", "lastMonth", "quarter"] as const
export type Preset = (typeof PRESETS)[number]

const day = (time: number) => new Date(time).toISOString().slice(0, 10)
const DAY = 86_400_000

/** A period that is counted from today; the last day may lie ahead only in none of them. */
export function spanOf(preset: Preset, today: string): Span {
  const [year = 0, month = 1] = today.split("-").map(Number)
  const first = (n: number) => Date.UTC(year, n - 1, 1)
  if (preset === "days30") return { from: day(Date.parse(`${today}T00:00Z`) - 29 * DAY), to: today }
  if (preset === "month") return { from: day(first(month)), to: today }
  if (preset === "lastMonth") return { from: day(first(month - 1)), to: day(first(month) - DAY) }
  return { from: day(first(month - ((month - 1) % 3))), to: today }
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

/** The most days that the server looks at. */
const MOST = 400
const longest = ({ from, to }: Span): Span => {
  const first = day(Date.parse(`${to}T00:00Z`) - (MOST - 1) * DAY)
  return { from: from < first ? first : from, to }
}

/** A filter for a moment within the period, its last day included. */
export const within = (field: string, { from, to }: Span): string =>
  `${field} >= ${from} and ${field} < ${day(Date.parse(`${to}T00:00Z`) + DAY)}`

/** What the URL asks for; the last thirty days where it asks for nothing that can be read. */
export function readSpan(from: string | undefined, to: string | undefined, today: string): Span {
  return isDay(from) && isDay(to) && from <= to ? longest({ from, to }) : spanOf("days30", today)
}

export const presetOf = (span: Span, today: string): Preset | undefined =>
  PRESETS.find((one) => {
    const { from, to } = spanOf(one, today)
    return from === span.from && to === span.to
  })

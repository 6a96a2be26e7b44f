// Spans of days that are said in words, in the order in which people look for them.

export const RANGES = [
  "today",
  "yesterday",
  "this_week",
  "last_week",
  "this_month",
  "last_month",
  "this_quarter",
  "last_quarter",
  "this_year",
  "last_year",
  "last_7_days",
  "last_30_days",
  "last_90_days",
  "last_365_days",
  "next_30_days",
  "next_quarter",
] as const

export type Range = (typeof RANGES)[number]

export const isRange = (text: string): text is Range => (RANGES as readonly string[]).includes(text)

/** The days of a span that names them. */
export function daysOf(range: string): { from: string; to: string } | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(range)
  return match?.[1] && match[2] ? { from: match[1], to: match[2] } : undefined
}

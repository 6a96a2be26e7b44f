// Spans of days by their name, as the contract writes them. Pure.

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
  "next_week",
  "next_month",
  "next_quarter",
  "next_year",
  "next_30_days",
] as const
export type RangeName = (typeof RANGES)[number]

export const isNamed = (range: string): range is RangeName => RANGES.some((one) => one === range)

export function daysIn(range: string): { from: string; to: string } | null {
  const match = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(range)
  return match?.[1] && match[2] ? { from: match[1], to: match[2] } : null
}
export const writeDays = (from: string, to: string): string => (from <= to ? `${from}..${to}` : `${to}..${from}`)
/** Whether a text from the address is a span at all. */
export const isRange = (range: string | undefined): range is string =>
  range !== undefined && (isNamed(range) || daysIn(range) !== null)

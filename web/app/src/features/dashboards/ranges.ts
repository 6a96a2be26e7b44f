// A span of days for a whole dashboard, instead of what its parts ask about. Pure.

import type { Question } from "@api/contract"

/** Those offered, in groups. */
export const RANGES = [
  ["today", "yesterday"],
  ["this_week", "last_week"],
  ["this_month", "last_month"],
  ["this_quarter", "last_quarter"],
  ["this_year", "last_year"],
  ["last_7_days", "last_30_days", "last_90_days", "last_365_days"],
] as const

export type Range = (typeof RANGES)[number][number]

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`))

/** Two days, the earlier first; null where they are none. */
export function readDays(text: string): { from: string; to: string } | null {
  const [from, to, more] = text.split("..")
  if (!isDay(from) || !isDay(to) || more !== undefined) return null
  return from <= to ? { from, to } : { from: to, to: from }
}

export const isNamed = (text: string): text is Range => RANGES.flat().some((one) => one === text)

/** A span as the address holds it, or undefined where it is none. */
export function readRange(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (isNamed(text)) return text
  const days = readDays(text)
  return days ? `${days.from}..${days.to}` : undefined
}

/** The question within another span; those about all days stay as they are. */
export const within = (question: Question, range: string | undefined): Question =>
  range && question.period ? { ...question, period: { ...question.period, range } } : question

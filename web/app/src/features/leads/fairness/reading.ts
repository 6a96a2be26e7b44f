// What the figures of fairness mean, before any words: how even, whose fault, where colleagues stand on a line.

import type { Fairness, FairnessPart } from "@api/contract"

export const numberOf = ({ rule, claimed, hand }: FairnessPart): number => rule + claimed + hand

export type Grade = "even" | "fair" | "tilted" | "uneven"
export const gradeOf = (even: number): Grade =>
  even >= 85 ? "even" : even >= 70 ? "fair" : even >= 50 ? "tilted" : "uneven"

/** The one thing to take home: all well, what they could bring is not, the number is not, or neither and worth less so. */
export type Verdict = "well" | "wellCount" | "worth" | "count" | "both"
export function verdictOf({ even_count: count, even_expected: worth }: Fairness): Verdict | null {
  if (count === null) return null
  const worse = worth !== null && worth < 70 && count - worth >= 10
  if (count < 70) return worse ? "both" : "count"
  // Of what nobody can reckon nothing is said.
  return worth === null ? "wellCount" : worse ? "worth" : "well"
}

export interface Ends {
  most: FairnessPart
  least: FairnessPart
}
export function endsOf(parts: FairnessPart[], value: (part: FairnessPart) => number): Ends | null {
  const sorted = [...parts].sort((a, b) => value(b) - value(a))
  const [most, least] = [sorted[0], sorted.at(-1)]
  return most && least && most !== least ? { most, least } : null
}

/** What one lead of theirs could be expected to bring; nothing for whoever had none. */
export const eachOf = (part: FairnessPart): number =>
  numberOf(part) === 0 ? 0 : Number(part.expected) / numberOf(part)

export interface Dot {
  part: FairnessPart
  /** In percent of the line. */
  at: number
  /** Those that would lie upon one another stand on the next line up. */
  level: number
}

/** Colleagues on one line by a value; `gap` is how near two may stand, in percent. */
export function dotsOf(parts: FairnessPart[], value: (part: FairnessPart) => number, gap: number): Dot[] {
  const most = Math.max(1e-9, ...parts.map(value))
  const lasts: number[] = []
  return [...parts]
    .sort((a, b) => value(a) - value(b))
    .map((part) => {
      const at = (value(part) / most) * 100
      const free = lasts.findIndex((last) => at - last >= gap)
      const level = free < 0 ? lasts.length : free
      lasts[level] = at
      return { part, at, level }
    })
}

/** Minutes as the unit in which they are read: 45 minutes, 3 hours, 2 days. */
export function spoken(minutes: number): { n: number; unit: "minutes" | "hours" | "days" } {
  if (minutes < 90) return { n: Math.round(minutes), unit: "minutes" }
  return minutes < 60 * 36
    ? { n: Math.round(minutes / 60), unit: "hours" }
    : { n: Math.round(minutes / 1440), unit: "days" }
}

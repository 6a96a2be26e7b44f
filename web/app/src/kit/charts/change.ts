// How a figure changed against the span that it is compared with. Pure, no words.

import type { AnswerMeasure } from "@api/contract"

export interface Change {
  way: "up" | "down" | "same"
  /** In percent of what it was; null where it was nothing. */
  percent: number | null
  by: number
}

export function changeOf(now: string | null | undefined, before: string | null | undefined): Change | null {
  if (now === null || now === undefined || before === null || before === undefined) return null
  const [a, b] = [Number(now), Number(before)]
  if (!Number.isFinite(a) || !Number.isFinite(b)) return null
  const by = a - b
  return {
    way: by > 0 ? "up" : by < 0 ? "down" : "same",
    percent: b === 0 ? null : Math.abs((by / b) * 100),
    by: Math.abs(by),
  }
}

/** A percentage in as many digits as it takes to be told from others: 4.2, 38, 120. */
export const roughly = (percent: number): string => percent.toFixed(percent < 10 ? 1 : 0).replace(/\.0$/, "")

/** What is said of a change: percent of what it was, or, of shares, points. */
export const isPoints = (type: AnswerMeasure["type"]): boolean => type === "percent"

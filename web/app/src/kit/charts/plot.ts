// Categories and series of bars and lines. Pure: words are handed in.

import type { Answer, ReportLook } from "@api/contract"
import { type At, alone, cellsOf, numberIn, orderOf } from "./shape"

export interface Series {
  name: string
  measure: number
  /** Where each of its marks is. */
  at: At[]
  values: (number | null)[]
  /** The same of the span before, where it is compared. */
  before: (number | null)[] | null
}
export interface Plot {
  categories: { short: string; full: string }[]
  series: Series[]
  /** Whether its series are parts of one measure, so that they can stand on one another. */
  parts: boolean
}

interface Names {
  key: (axis: number, key: number) => string
  short: (axis: number, key: number) => string
  measure: (measure: number) => string
}

/** Of three groups the first two stand together as categories. */
export function plotOf(answer: Answer, look: ReportLook, names: Names): Plot {
  const cells = cellsOf(answer)
  const { axes, measures } = answer
  const first = orderOf(answer, 0, look)
  const compared = answer.before !== null
  const series = (name: string, measure: number, at: At[]): Series => ({
    name,
    measure,
    at,
    values: at.map((one) => numberIn(cells(one), measure)),
    before: compared ? at.map((one) => numberIn(cells(one), measure, true)) : null,
  })
  if (axes.length >= 2) {
    const across = axes.length - 1
    const heads: number[][] =
      axes.length === 2
        ? first.map((key) => [key])
        : first.flatMap((key) =>
            (axes[1]?.keys ?? []).flatMap((_, second) => (cells([key, second, null]) ? [[key, second]] : [])),
          )
    return {
      categories: heads.map((head) => ({
        short: head.map((key, axis) => names.short(axis, key)).join(" · "),
        full: head.map((key, axis) => names.key(axis, key)).join(" · "),
      })),
      series: (axes[across]?.keys ?? []).map((_, key) =>
        series(
          names.key(across, key),
          0,
          heads.map((head) => [...head, key]),
        ),
      ),
      parts: true,
    }
  }
  return {
    categories: first.map((key) => ({ short: names.short(0, key), full: names.key(0, key) })),
    series: measures.map((_, measure) =>
      series(
        names.measure(measure),
        measure,
        first.map((key) => alone(answer, 0, key)),
      ),
    ),
    parts: false,
  }
}

// The figures of an answer by their keys.

import type { Answer, AnswerCell } from "@api/contract"

type At = (number | null)[]

export interface Cells {
  at: (at: At) => AnswerCell | undefined
  /** A figure as a number; undefined where there is nothing. */
  number: (at: At, measure: number, before?: boolean) => number | undefined
  text: (at: At, measure: number, before?: boolean) => string | null
}

export function cellsOf(answer: Answer): Cells {
  const held = new Map(answer.cells.map((cell) => [cell.at.join(","), cell]))
  const at = (place: At) => held.get(place.join(","))
  const text = (place: At, measure: number, before = false) => {
    const cell = at(place)
    return (before ? cell?.before : cell?.values)?.[measure] ?? null
  }
  return {
    at,
    text,
    number: (place, measure, before) => {
      const value = text(place, measure, before)
      return value === null ? undefined : Number(value)
    },
  }
}

/** The share by which a figure changed; null where there was nothing to change from. */
export function changeOf(value: number, before: number): number | null {
  return before === 0 ? null : (value - before) / Math.abs(before)
}

/** The keys of an axis in the order of a figure, the largest first; as they are where none is said. */
export function orderOf(answer: Answer, axis: number, sort: number | undefined): number[] {
  const keys = answer.axes[axis]?.keys.map((_, n) => n) ?? []
  if (sort === undefined || !answer.measures[sort]) return keys
  const cells = cellsOf(answer)
  const place = (key: number): At => answer.axes.map((_, n) => (n === axis ? key : null))
  const size = (key: number) => cells.number(place(key), sort) ?? Number.NEGATIVE_INFINITY
  return keys.sort((a, b) => size(b) - size(a))
}

/** How strongly a figure is tinted, 0 to 1, against the largest of them. */
export function tint(value: number | undefined, most: number): number {
  return value === undefined || most <= 0 ? 0 : Math.max(0, Math.min(1, value / most))
}

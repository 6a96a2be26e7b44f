// An answer as something to look figures up in: by the place on each axis, in the order that a look wants.

import type { Answer, AnswerCell, ReportLook } from "@api/contract"

export type At = (number | null)[]

export interface Cube {
  answer: Answer
  at: (at: At) => AnswerCell | undefined
  /** Decimal value; null where there is nothing to tell. */
  number: (at: At, measure: number, before?: boolean) => number | null
  /** The keys of an axis in the order of the look, by their place. */
  keys: (axis: number) => number[]
  /** The finest rows that hold anything, in order. */
  rows: At[]
}

const numberOf = (text: string | null | undefined): number | null => {
  if (text === null || text === undefined) return null
  const n = Number(text)
  // Instants and days stand by when they are.
  const value = Number.isNaN(n) ? Date.parse(text) : n
  return Number.isNaN(value) ? null : value
}

export function cubeOf(answer: Answer, look?: Pick<ReportLook, "sort">): Cube {
  const cells = new Map(answer.cells.map((cell) => [cell.at.join(","), cell]))
  const at = (place: At) => cells.get(place.join(","))
  const number = (place: At, measure: number, before = false) => {
    const cell = at(place)
    return numberOf((before ? cell?.before : cell?.values)?.[measure])
  }
  const alone = (axis: number, key: number): At => answer.axes.map((_, one) => (one === axis ? key : null))
  const kept = new Map<number, number[]>()
  const keys = (axis: number): number[] => {
    const known = kept.get(axis)
    if (known) return known
    const places = answer.axes[axis]?.keys.map((_, key) => key) ?? []
    const { sort } = look ?? {}
    if (sort !== undefined && sort < answer.measures.length) {
      const size = (key: number) => number(alone(axis, key), sort) ?? Number.NEGATIVE_INFINITY
      places.sort((a, b) => {
        const [one, other] = [size(a), size(b)]
        return one === other ? a - b : other - one
      })
    }
    kept.set(axis, places)
    return places
  }
  const rows: At[] = []
  const walk = (head: number[]) => {
    if (head.length === answer.axes.length) {
      if (head.length === 0 || cells.has(head.join(","))) rows.push([...head])
      return
    }
    for (const key of keys(head.length)) walk([...head, key])
  }
  walk([])
  return { answer, at, number, keys, rows }
}

/** Whether there is anything at all to draw. */
export const isEmpty = ({ axes, cells }: Answer) =>
  cells.length === 0 || axes.some((axis) => axis.keys.length === 0) || (axes.length > 0 && cells.length < 2)

/** How dark a value is, from 0 to 5 where the largest is 5: by the root, so that a few large ones do not blank the rest. */
export const tintOf = (value: number | null, most: number): number =>
  value === null || value <= 0 || most <= 0
    ? 0
    : Math.min(5, Math.max(1, Math.ceil(5 * Math.sqrt(value / most) - 1e-9)))

/** How much more a value is than one before, as a share of that; null where there was nothing to compare with. */
export function growth(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null
  return ((now - before) / Math.abs(before)) * 100
}

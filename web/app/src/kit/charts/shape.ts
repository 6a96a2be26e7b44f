// An answer as tables and charts need it: which cell stands where, in which order, what is left over. Pure, no words.

import type { Answer, AnswerCell, Axis, ReportLook } from "@api/contract"

export type At = (number | null)[]

const keyOf = (at: At): string => at.map((one) => one ?? "*").join()

export type Cells = (at: At) => AnswerCell | undefined

/** Finds cells by where they are. */
export function cellsOf(answer: Answer): Cells {
  const held = new Map(answer.cells.map((cell) => [keyOf(cell.at), cell]))
  return (at) => held.get(keyOf(at))
}

/** A value as a number, for what is drawn only: sums come from the server. */
export function numberIn(cell: AnswerCell | undefined, measure: number, before = false): number | null {
  const text = (before ? cell?.before : cell?.values)?.[measure]
  if (text === null || text === undefined || text === "") return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

export const overAll = (answer: Answer): At => answer.axes.map(() => null)

/** The place of one key of one axis, over all of the others. */
export const alone = (answer: Answer, axis: number, key: number): At =>
  answer.axes.map((_, at) => (at === axis ? key : null))

/** The keys of an axis in the order they are shown in: that of their values, or the largest first. */
export function orderOf(answer: Answer, axis: number, look: Pick<ReportLook, "sort">): number[] {
  const keys = (answer.axes[axis]?.keys ?? []).map((_, at) => at)
  if (look.sort === undefined || axis !== 0) return keys
  const { sort } = look
  const cells = cellsOf(answer)
  const value = (key: number) => numberIn(cells(alone(answer, axis, key)), sort) ?? Number.NEGATIVE_INFINITY
  return [...keys].sort((a, b) => value(b) - value(a))
}

/** The rows of a table: every combination of the first axes that holds anything. */
export function rowsOf(answer: Answer, axes: number, look: Pick<ReportLook, "sort">): number[][] {
  const rest = answer.axes.length - axes
  const seen = new Map<string, number[]>()
  for (const { at } of answer.cells) {
    const head = at.slice(0, axes)
    if (head.some((one) => one === null) || at.slice(axes).some((one) => one !== null)) continue
    const keys = head.flatMap((one) => one ?? [])
    seen.set(keys.join(), keys)
  }
  const place = new Map(orderOf(answer, 0, look).map((key, at) => [key, at]))
  const rank = (keys: number[]) => [place.get(keys[0] ?? 0) ?? 0, ...keys.slice(1)]
  const rows = [...seen.values()].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)]
    const at = x.findIndex((one, n) => one !== y[n])
    return at < 0 ? 0 : (x[at] ?? 0) - (y[at] ?? 0)
  })
  return rest >= 0 ? rows : []
}

export interface Slice {
  at: At
  key: number
  value: number
}
/** Parts of a whole: the largest, and what is left as one. A part that is left over by the server is in it as well. */
export function slicesOf(answer: Answer, most = 8): { slices: Slice[]; others: number; total: number } {
  const cells = cellsOf(answer)
  const all = (answer.axes[0]?.keys ?? [])
    .map((_, key) => {
      const at = alone(answer, 0, key)
      return { at, key, value: numberIn(cells(at), 0) ?? 0 }
    })
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
  const sum = all.reduce((held, { value }) => held + value, 0)
  const total = Math.max(sum, numberIn(cells(overAll(answer)), 0) ?? sum)
  const left = answer.axes[0]?.more ? total - sum : 0
  const fits = all.length <= most && left <= 0
  const slices = fits ? all : all.slice(0, most - 1)
  return { slices, others: total - slices.reduce((held, { value }) => held + value, 0), total: total || sum }
}

export interface CohortRow {
  key: number
  size: number
  /** By how many units later: how many were there, and in percent of the whole cohort. */
  later: ({ at: At; count: number; percent: number } | null)[]
}
export function cohortsOf(answer: Answer): CohortRow[] {
  const cells = cellsOf(answer)
  const [first, since] = answer.axes
  if (first?.of !== "cohort" || !since) return []
  const zero = since.keys.findIndex((key) => Number(key.value) === 0)
  return first.keys.map((_, key) => {
    const size = numberIn(cells([key, zero < 0 ? null : zero]), 0) ?? numberIn(cells([key, null]), 0) ?? 0
    return {
      key,
      size,
      later: since.keys.map((_, step) => {
        const at = [key, step]
        const count = numberIn(cells(at), 0)
        return count === null ? null : { at, count, percent: size === 0 ? 0 : (count / size) * 100 }
      }),
    }
  })
}

/** How dark a cell is tinted, 0 to 1, between none and the most. */
export const tint = (value: number | null, most: number): number =>
  value === null || most <= 0 ? 0 : Math.max(0, Math.min(1, value / most))

const ADDS: readonly string[] = ["count", "sum", "distinct"]
const isDates = (axis: Axis | undefined) => axis?.of === "dates"
const isPlace = (axis: Axis | undefined) => /(^|\.)(region|country)$/.test(axis?.field ?? "")
const MOST: Partial<Record<ReportLook["as"], number>> = { column: 80, bar: 60, line: 400, area: 400, funnel: 20 }

export type Hindrance =
  | { why: "group" | "two" | "dates" | "place" | "cohort" | "sum" | "negative" }
  | { why: "many"; n: number }
/** Why an answer cannot be drawn as it is asked to be; null where it can. */
export function hindranceOf(answer: Answer, look: ReportLook): Hindrance | null {
  const { as } = look
  const [first, second] = answer.axes
  if (as === "table" || as === "number") return null
  if (as === "gauge") return null
  if (as === "cohort") return first?.of === "cohort" ? null : { why: "cohort" }
  if (!first) return { why: "group" }
  if (as === "pivot" || as === "heat") return second ? null : { why: "two" }
  if (as === "area" && !isDates(first) && first.of !== "cycle") return { why: "dates" }
  if (as === "map" && !isPlace(first)) return { why: "place" }
  if (as === "pie") {
    if (!ADDS.includes(answer.measures[0]?.of ?? "")) return { why: "sum" }
    if (answer.cells.some(({ at, values }) => at[0] !== null && Number(values[0] ?? 0) < 0)) return { why: "negative" }
  }
  const n = first.keys.length
  const most = MOST[as]
  if (most !== undefined && n > most) return { why: "many", n }
  if (second && ["column", "bar", "line", "area"].includes(as) && second.keys.length > 12)
    return { why: "many", n: n * second.keys.length }
  return null
}

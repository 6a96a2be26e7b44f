// An answer as categories and series of numbers: what bars, lines and slices are drawn from.

import type { Answer, MeasureKind, ReportLook } from "@api/contract"
import { cellsOf, orderOf } from "./cells"

export interface Series {
  name: string
  /** By category; null where there is nothing. */
  values: (number | null)[]
  /** The cell of each. */
  at: (number | null)[][]
  measure: number
  before?: boolean
  /** The colour of a choice. */
  color?: string
}

export interface Drawn {
  categories: string[]
  /** The colours of choices, by category. */
  colors: (string | undefined)[]
  series: Series[]
}

interface Names {
  key: (axis: number, key: number) => string
  measure: (measure: number) => string
  before: string
}

const ADDS: ReadonlySet<MeasureKind> = new Set(["count", "sum", "distinct"])

/** Whether a unit of time begins after the answer was made: nothing can have happened in it yet. */
export function ahead(answer: Answer, key: number): boolean {
  const [axis] = answer.axes
  const text = axis?.of === "dates" ? axis.keys[key]?.value : undefined
  if (typeof text !== "string") return false
  return firstDay(text) > answer.at.slice(0, 10)
}

/** The first day of a unit as the server names it: 2026, 2026-Q3, 2026-11, 2026-W48, a day. */
function firstDay(text: string): string {
  const [year = "", part = ""] = text.split("-")
  if (part.startsWith("Q")) return `${year}-${String(Number(part.slice(1)) * 3 - 2).padStart(2, "0")}-01`
  if (part.startsWith("W")) {
    // The fourth of January lies in the first week (ISO 8601).
    const fourth = new Date(`${year}-01-04T00:00Z`)
    const days = (Number(part.slice(1)) - 1) * 7 - ((fourth.getUTCDay() + 6) % 7)
    return new Date(fourth.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  }
  return `${text}-01-01`.slice(0, 10)
}

/** Categories by the first axis; series by the second, or by the figures where there is one axis. */
export function drawn(answer: Answer, look: ReportLook, names: Names): Drawn {
  const cells = cellsOf(answer)
  const dates = answer.axes[0]?.of === "dates" || answer.axes[0]?.of === "cycle"
  const first = orderOf(answer, 0, dates ? undefined : look.sort)
  const rest = answer.axes.slice(2).map(() => null)
  const series: Series[] = []
  const second = answer.axes[1]
  const add = (name: string, measure: number, column: number | null, before: boolean, color?: string) => {
    const at = first.map((key) => (second ? [key, column, ...rest] : [key]))
    const adds = ADDS.has(answer.measures[measure]?.of ?? "share")
    const values = at.map((place, n) => {
      const value = cells.number(place, measure, before)
      // What is counted is nothing where there are no rows; an average is not known there. What lies ahead is neither.
      return value ?? (adds && (before || !ahead(answer, first[n] ?? 0)) ? 0 : null)
    })
    series.push({ name, values, at, measure, ...(before ? { before } : {}), ...(color ? { color } : {}) })
  }
  if (second) {
    for (const key of orderOf(answer, 1, second.of === "values" ? look.sort : undefined)) {
      add(names.key(1, key), 0, key, false, second.keys[key]?.color)
    }
  } else {
    for (const [n] of answer.measures.entries()) {
      if (answer.before) add(`${names.measure(n)} · ${names.before}`, n, null, true)
      add(names.measure(n), n, null, false)
    }
  }
  const colors = first.map((key) => answer.axes[0]?.keys[key]?.color)
  return { categories: first.map((key) => names.key(0, key)), colors, series }
}

/** Steps of a funnel, in their order; one on which things end is no step of the way. */
export function steps(of: Drawn) {
  const [one] = of.series.filter((series) => !series.before)
  return of.categories
    .map((name, n) => ({ name, value: one?.values[n] ?? 0, at: one?.at[n] as (number | null)[] | undefined }))
    .filter((_, n) => of.colors[n] !== "cinnabar")
}

/**
 * As many categories as there is room for. What adds up stands behind them as the others, those that the answer does not
 * list among them; their cell is none.
 */
export function topOf(of: Drawn, answer: Answer, most: number, others: (n: number) => string): Drawn {
  const shown = most - 1
  if (of.categories.length <= most) return of
  const cells = cellsOf(answer)
  const alone = answer.axes.length === 1
  const series = of.series.map((one) => {
    const values = one.values.slice(0, shown)
    const adds =
      ADDS.has(answer.measures[one.measure]?.of ?? "share") && answer.measures[one.measure]?.of !== "distinct"
    const sum = (list: (number | null)[]) => list.reduce<number>((total, value) => total + (value ?? 0), 0)
    const whole = alone ? cells.number([null], one.measure, one.before === true) : sum(one.values)
    return {
      ...one,
      values: [...values, adds && whole != null ? whole - sum(values) : null],
      at: one.at.slice(0, shown),
    }
  })
  const rest = of.categories.length - shown + (answer.axes[0]?.more ?? 0)
  return { categories: [...of.categories.slice(0, shown), others(rest)], colors: of.colors.slice(0, shown), series }
}

/** Slices of a whole: the largest seven, and the others as one, whose cell is none. */
export function slices(of: Drawn, others: (n: number) => string, most = 8) {
  const [one] = of.series.filter((series) => !series.before)
  const all = of.categories
    .map((name, n) => ({ name, value: one?.values[n] ?? 0, at: one?.at[n] as (number | null)[] | undefined }))
    .filter((slice) => slice.value > 0)
    .sort((a, b) => b.value - a.value)
  if (all.length <= most) return all
  const rest = all.slice(most - 1)
  const sum = rest.reduce((total, slice) => total + slice.value, 0)
  return [...all.slice(0, most - 1), { name: others(rest.length), value: sum, at: undefined }]
}

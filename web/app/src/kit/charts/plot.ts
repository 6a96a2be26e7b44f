// What a chart draws: points in rows (series) over categories. Pure, so that what is drawn is tested without a canvas.

import type { Answer } from "@api/contract"
import type { At } from "./cube"
import type { Told } from "./useAnswer"

export interface Point {
  /** Null where there is nothing; charts leave it out. */
  value: number | null
  at: At
  measure: number
  before?: boolean
  /** No rows are behind it: a sum of none, drawn at nought. */
  hollow?: boolean
}
export interface Series {
  name: string
  measure: number
  /** The span before, drawn lighter. */
  before?: boolean
  points: Point[]
}
export interface Plot {
  categories: string[]
  /** What stands below the marks, where that is shorter. */
  ticks?: string[]
  series: Series[]
}

/** A category is a key of the first axis, or a pair of the first two of three. */
function places(told: Told, count: number): number[][] {
  const first = told.cube.keys(0).map((key) => [key])
  if (count < 2) return first
  const held = (at: number[]) => told.cube.at([...at, null]) !== undefined
  return first.flatMap(([one = 0]) => told.cube.keys(1).map((two) => [one, two])).filter(held)
}

export function plotOf(told: Told): Plot {
  const { answer } = told.cube
  const { axes, measures } = answer
  if (axes.length === 0) {
    const point = (before: boolean): Point[] => measures.map((_, measure) => pointOf(told, [], measure, before))
    const now: Series = { name: "", measure: 0, points: point(false) }
    const past: Series = { name: told.past, measure: 0, before: true, points: point(true) }
    return {
      categories: measures.map((_, measure) => told.measure(measure)),
      series: answer.before ? [now, past] : [now],
    }
  }
  const categories = places(told, axes.length - 1)
  const names = categories.map((at) => at.map((key, axis) => told.key(axis, key)).join(" · "))
  const ticks =
    axes[0]?.of === "dates" && axes.length < 3 ? { ticks: told.cube.keys(0).map((_, at) => told.tick(at)) } : {}
  if (axes.length > 1) {
    const last = axes.length - 1
    const series = told.cube.keys(last).map(
      (key): Series => ({
        name: told.key(last, key),
        measure: 0,
        points: categories.map((at) => pointOf(told, [...at, key], 0)),
      }),
    )
    return { categories: names, ...ticks, series }
  }
  const series = drawn(answer).flatMap((measure): Series[] => {
    const name = told.measure(measure)
    const now = { name, measure, points: categories.map((at) => pointOf(told, at, measure)) }
    if (!answer.before) return [now]
    const points = categories.map((at) => pointOf(told, at, measure, true))
    return [now, { name: `${name} · ${told.past}`, measure, before: true, points }]
  })
  return { categories: names, ...ticks, series }
}

/** Of nothing there are none and they come to nothing; an average of nothing is not there. */
const ADDED = new Set(["count", "sum", "distinct"])

function pointOf({ cube }: Told, at: At, measure: number, before = false): Point {
  const value = cube.number(at, measure, before)
  const hollow = value === null && ADDED.has(cube.answer.measures[measure]?.of ?? "")
  return { value: hollow ? 0 : value, at, measure, ...(before ? { before } : {}), ...(hollow ? { hollow } : {}) }
}

/** The figures that stand on two scales at most: those of the kinds of the first and of one other. Instants stand on none. */
export function drawn({ measures }: Pick<Answer, "measures">): number[] {
  const kinds: string[] = []
  return measures.flatMap(({ type }, measure) => {
    if (type === "instant" || type === "date") return []
    if (!kinds.includes(type)) {
      if (kinds.length === 2) return []
      kinds.push(type)
    }
    return [measure]
  })
}

export const SLICES = 8

export interface Slice {
  name: string
  value: number
  /** None of what is left over. */
  at?: At
}

/** The largest slices, and what is left as one. */
export function slicesOf(told: Told, others: (n: number) => string): Slice[] {
  const { cube } = told
  const rest = cube.answer.axes.slice(1).map(() => null)
  const all = cube
    .keys(0)
    .map((key): Slice => ({ name: told.key(0, key), value: cube.number([key, ...rest], 0) ?? 0, at: [key, ...rest] }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
  if (all.length <= SLICES) return all
  const left = all.slice(SLICES)
  const value = left.reduce((sum, one) => sum + one.value, 0)
  return [...all.slice(0, SLICES), { name: others(left.length), value }]
}

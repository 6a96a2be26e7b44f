// Questions answered over the fake's rows, as the server answers them: a cube with all of its coarser cells.

import type {
  Answer,
  AnswerCell,
  AnswerMeasure,
  Axis,
  AxisKey,
  Dimension,
  Measure,
  Question,
  RowsWish,
} from "@api/contract"
import { NOW } from "./clock"
import { pipelines } from "./deals"
import { aboutOf, type ReportRow, reportRows, staffName, valuesAt } from "./reportData"
import { dateKey, dayOf, keysWithin, type Span, spanBefore, spanOf } from "./reportSpans"
import { Refusal } from "./router"

type Filtered = <T extends object>(rows: T[], text: string) => T[]
type Key = string | number | boolean | null

const MOST_KEYS = 60
const CYCLES = ["weekday", "hour_of_day", "month_of_year"]
const refuse = (field: string, message: string): never => {
  throw new Refusal(422, "invalid", message, undefined, [{ field, code: "invalid", message }])
}

const typeOf = (question: Question, path: string) => aboutOf(question.object).fields.find(({ key }) => key === path)
const plain = (value: unknown): Key => {
  if (value === null || value === undefined || value === "") return null
  if (typeof value === "object") return String(Reflect.get(value, "id"))
  return typeof value === "number" || typeof value === "boolean" ? value : String(value)
}
const nameOf = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null ? String(Reflect.get(value, "name")) : undefined

const inSpan = (rows: ReportRow[], field: string, { from, to }: Span) =>
  rows.filter((row) => {
    const value = row[field]
    if (typeof value !== "string") return false
    const day = dayOf(value)
    return day >= from && day <= to
  })

export function keysOf(row: ReportRow, { field, unit }: Dimension, time: boolean): Key[] {
  return valuesAt(row, field).map((value) => {
    if (!time) return plain(value)
    return typeof value === "string" ? dateKey(value, unit ?? "month") : null
  })
}

function axisOf(question: Question, dimension: Dimension, rows: ReportRow[], span: Span | null): Axis {
  const about = typeOf(question, dimension.field)
  if (!about?.groups) return refuse("by", `Nothing can be grouped by ${dimension.field}.`)
  const time = about.type === "date" || about.type === "date_time"
  const unit = time ? (dimension.unit ?? "month") : undefined
  const cycle = unit !== undefined && CYCLES.includes(unit)
  const counts = new Map<Key, { count: number; label: string | undefined }>()
  for (const row of rows) {
    const raw = valuesAt(row, dimension.field)
    keysOf(row, dimension, time).forEach((key, at) => {
      const now = counts.get(key)
      const label = time || typeof key !== "string" ? undefined : (nameOf(raw[at]) ?? staffName(key))
      counts.set(key, { count: (now?.count ?? 0) + 1, label: now?.label ?? label })
    })
  }
  let keys: AxisKey[]
  if (time) {
    const found = [...counts.keys()].filter((key): key is string | number => key !== null).sort(byText)
    const [first, last] = [found[0], found.at(-1)]
    const ends = span ?? (typeof first === "string" && typeof last === "string" ? seen(rows, dimension.field) : null)
    const all = ends && (cycle || span || found.length > 0) ? keysWithin(ends, unit ?? "month") : found
    keys = (cycle && all.length === 0 ? found : all).map((value) => ({ value }))
    if (counts.has(null)) keys.push({ value: null })
  } else {
    const order = about.key === "stage" ? pipelines.flatMap(({ stages }) => stages.map(({ id }) => id)) : null
    const found = [...counts].sort(([a, x], [b, y]) =>
      a === null
        ? 1
        : b === null
          ? -1
          : order
            ? order.indexOf(String(a)) - order.indexOf(String(b))
            : y.count - x.count,
    )
    keys = found.map(([value, { label }]) => ({ value, ...(label !== undefined && { label }) }))
  }
  const shown = time ? keys : keys.slice(0, MOST_KEYS)
  return {
    field: dimension.field,
    ...(unit && { unit }),
    of: cycle ? "cycle" : time ? "dates" : "values",
    type: about.type,
    object: about.object === "staff" ? question.object : about.object,
    keys: shown,
    more: keys.length - shown.length,
  }
}

const byText = (a: Key, b: Key) =>
  typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b))
function seen(rows: ReportRow[], field: string): Span | null {
  const days = rows
    .flatMap((row) => valuesAt(row, field))
    .flatMap((value) => (typeof value === "string" ? [dayOf(value)] : []))
    .sort()
  const [from, to] = [days[0], days.at(-1)]
  return from && to ? { from, to } : null
}

function figureOf(measure: Measure, rows: ReportRow[], filtered: Filtered): string | null {
  const of = measure.of === "share" ? rows : measure.filter ? filtered(rows, measure.filter) : rows
  const figures = () =>
    of.flatMap((row) => valuesAt(row, measure.field ?? "")).flatMap((one) => (one === null ? [] : [Number(one)]))
  const times = (key = "") => of.flatMap((row) => (typeof row[key] === "string" ? [String(row[key])] : [])).sort()
  switch (measure.of) {
    case "count":
      return String(of.length)
    case "distinct":
      return String(
        new Set(of.flatMap((row) => valuesAt(row, measure.field ?? "").map(plain)).filter((one) => one !== null)).size,
      )
    case "sum":
      return figures()
        .reduce((sum, one) => sum + one, 0)
        .toFixed(2)
    case "average": {
      const all = figures()
      return all.length === 0 ? null : (all.reduce((sum, one) => sum + one, 0) / all.length).toFixed(2)
    }
    case "share":
      return rows.length === 0 ? null : ((filtered(rows, measure.filter ?? "").length / rows.length) * 100).toFixed(2)
    case "days": {
      const days = of.flatMap((row) => {
        const [from, until] = [row[measure.field ?? ""], row[measure.until ?? ""]]
        return typeof from === "string" && typeof until === "string"
          ? [(Date.parse(until) - Date.parse(from)) / 86_400_000]
          : []
      })
      return days.length === 0 ? null : (days.reduce((sum, one) => sum + one, 0) / days.length).toFixed(1)
    }
    default: {
      const time = times(measure.field)
      if (time.length > 0 && Number.isNaN(Number(time[0])))
        return (measure.of === "least" ? time[0] : time.at(-1)) ?? null
      const all = figures()
      return all.length === 0 ? null : String(measure.of === "least" ? Math.min(...all) : Math.max(...all))
    }
  }
}

function told(question: Question, measure: Measure): AnswerMeasure {
  const type = typeOf(question, measure.field ?? "")?.type
  const of = measure.of
  return {
    ...measure,
    type:
      of === "share"
        ? "percent"
        : of === "days"
          ? "days"
          : of === "count" || of === "distinct"
            ? "number"
            : type === "money"
              ? "money"
              : type === "percent"
                ? "percent"
                : type === "date_time"
                  ? "instant"
                  : type === "date"
                    ? "date"
                    : "number",
  }
}

/** Rows of the question, and those of the span it is compared with. */
function parted(question: Question, filtered: Filtered) {
  const all = filtered(reportRows(question.object), question.filter ?? "")
  const span = question.period ? (spanOf(question.period.range) ?? refuse("period", "There is no such span.")) : null
  const before = span && question.compare ? spanBefore(span, question.compare) : null
  const field = question.period?.field ?? ""
  return {
    span,
    before,
    rows: span ? inSpan(all, field, span) : all,
    was: before ? inSpan(all, field, before) : [],
  }
}

/** By a cell's key the rows that are in it, in all coarser cells too. */
function spread(rows: ReportRow[], keys: (row: ReportRow) => (number | null)[][]): Map<string, ReportRow[]> {
  const cells = new Map<string, ReportRow[]>()
  for (const row of rows) {
    const places = keys(row)
    const into = new Set<string>()
    const walk = (at: number, held: string[]) => {
      if (at === places.length) {
        into.add(held.join())
        return
      }
      walk(at + 1, [...held, "*"])
      for (const key of places[at] ?? []) if (key !== null) walk(at + 1, [...held, String(key)])
    }
    walk(0, [])
    for (const place of into) {
      const kept = cells.get(place)
      if (kept) kept.push(row)
      else cells.set(place, [row])
    }
  }
  return cells
}

const atOf = (place: string): (number | null)[] =>
  place === "" ? [] : place.split(",").map((part) => (part === "*" ? null : Number(part)))

export function run(question: Question, filtered: Filtered): Answer {
  if (!Array.isArray(question.measures) || question.measures.length === 0) refuse("measures", "Say what to count.")
  for (const [at, measure] of question.measures.entries())
    if (!["count", "share"].includes(measure.of) && !measure.field) refuse(`measures.${at}`, "Choose a field.")
  const { span, before, rows, was } = parted(question, filtered)
  const measures = question.measures.map((measure) => told(question, measure))
  if (question.cohort) return cohorts(question, question.cohort, rows, measures, span)
  const by = question.by ?? []
  const axes = by.map((dimension) => axisOf(question, dimension, rows, span))
  const places = (of: Axis[]) => of.map((axis) => new Map(axis.keys.map((key, at) => [key.value, at])))
  const keysBy = (of: Axis[]) => {
    const held = places(of)
    return (row: ReportRow) =>
      by.map((dimension, at) =>
        keysOf(row, dimension, of[at]?.unit !== undefined).map((key) => held[at]?.get(key) ?? null),
      )
  }
  const now = spread(rows, keysBy(axes))
  // Days of the span before stand at the place of their fellows now.
  const beforeAxes = axes.map((axis): Axis => {
    if (axis.of !== "dates" || !before) return axis
    return { ...axis, keys: keysWithin(before, axis.unit ?? "month").map((value) => ({ value })) }
  })
  const then = before ? spread(was, keysBy(beforeAxes)) : new Map<string, ReportRow[]>()
  const all = [axes.map(() => "*").join(), ...now.keys(), ...then.keys()]
  const cells = [...new Set(all)]
    .filter((place) => atOf(place).every((key, at) => key === null || key < (axes[at]?.keys.length ?? 0)))
    .map(
      (place): AnswerCell => ({
        at: atOf(place),
        values: measures.map((measure) => figureOf(measure, now.get(place) ?? [], filtered)),
        ...(before && { before: measures.map((measure) => figureOf(measure, then.get(place) ?? [], filtered)) }),
      }),
    )
  return {
    axes,
    measures,
    cells,
    span,
    before,
    zone: "Asia/Shanghai",
    currency: question.currency ?? "CNY",
    unrated: [],
    at: new Date(NOW).toISOString(),
  }
}

const whoIs = (question: Question, row: ReportRow): string | null => {
  if (question.object === "person") return row.id
  const held = row.person ?? row.who
  return held === null || held === undefined ? null : String(plain(held))
}

function cohorts(
  question: Question,
  cohort: Dimension,
  rows: ReportRow[],
  measures: AnswerMeasure[],
  span: Span | null,
): Answer {
  const unit = cohort.unit ?? "month"
  const within = span ?? seen(rows, cohort.field) ?? { from: "2026-01-01", to: "2026-01-01" }
  const keys = keysWithin(within, unit).map(String)
  const place = new Map(keys.map((key, at) => [key, at]))
  const firsts = new Map<string, number>()
  const there = new Map<string, Set<number>>()
  for (const row of rows) {
    const who = whoIs(question, row)
    const value = row[cohort.field]
    if (who === null || typeof value !== "string") continue
    const at = place.get(String(dateKey(value, unit)))
    if (at === undefined) continue
    firsts.set(who, Math.min(firsts.get(who) ?? at, at))
    there.set(who, (there.get(who) ?? new Set()).add(at))
  }
  const counts = new Map<string, number>()
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const [who, first] of firsts) {
    add("*,*")
    add(`${first},*`)
    for (const at of there.get(who) ?? []) {
      add(`${first},${at - first}`)
      add(`*,${at - first}`)
    }
  }
  const object = question.object
  const axis = { field: cohort.field, unit, type: "date_time" as const, object, more: 0 }
  for (let first = 0; first < keys.length; first += 1)
    for (let step = 0; first + step < keys.length; step += 1)
      if (counts.has(`${first},*`) && !counts.has(`${first},${step}`)) counts.set(`${first},${step}`, 0)
  return {
    axes: [
      { ...axis, of: "cohort", keys: keys.map((value) => ({ value })) },
      { ...axis, of: "since", keys: keys.map((_, value) => ({ value })) },
    ],
    measures,
    cells: [...counts].map(([key, count]) => ({ at: atOf(key), values: measures.map(() => String(count)) })),
    span,
    before: null,
    zone: "Asia/Shanghai",
    currency: "CNY",
    unrated: [],
    at: new Date(NOW).toISOString(),
  }
}

/** The rows behind a cell. */
export function rowsBehind({ question, cell, measure, before }: RowsWish, filtered: Filtered): ReportRow[] {
  const held = parted(question, filtered)
  let rows = before ? held.was : held.rows
  if (question.cohort) return rows.slice(0, 40)
  const chosen = question.measures[measure ?? 0]
  if (chosen?.filter) rows = filtered(rows, chosen.filter)
  ;(question.by ?? []).forEach((dimension, at) => {
    const wanted = cell[at]
    if (!wanted) return
    const type = typeOf(question, dimension.field)?.type
    const time = type === "date" || type === "date_time"
    rows = rows.filter((row) => keysOf(row, dimension, time).some((key) => key === wanted.value))
  })
  return rows
}

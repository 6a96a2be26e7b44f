// Questions answered over the fake's rows: as much of the language as its pages ask.

import type { Answer, AnswerCell, AnswerMeasure, Axis, Dimension, Measure, Question, ReportField } from "@api/contract"
import { NOW } from "./clock"
import { CYCLES, dayIn, keyOf, keysBetween, type Span, spanBefore, spanOf } from "./reportDays"
import { aboutOf, rowsOf, type Told, toldOf } from "./reportFields"
import { Refusal } from "./router"

export type Filtered = <T extends object>(rows: T[], filter: string) => T[]

export const wrong = (field: string, code: string, message: string) =>
  new Refusal(422, "invalid", `${field}: ${message}`, undefined, [{ field, code, message }])

/** What of a row stands at an axis. */
type Place = (row: object) => (string | number | boolean | null)[]
const KEYS = 40

function fieldIn(fields: ReportField[], at: string, key: string | undefined): ReportField {
  const found = fields.find((one) => one.key === key)
  if (!found) throw wrong(at, "unknown_field", `there is no field ${key}`)
  return found
}

const textIn = (row: object, field: ReportField) => String(toldOf(row, field)[0]?.value ?? "")

function within(rows: object[], field: ReportField, span: Span): object[] {
  return rows.filter((row) => {
    const text = textIn(row, field)
    return text !== "" && dayIn(text) >= span.from && dayIn(text) <= span.to
  })
}

function timeAxis(
  rows: object[],
  field: ReportField,
  unit: NonNullable<Dimension["unit"]>,
  span: Span | null,
): [Axis, Place] {
  const cycle = CYCLES[unit]
  const days = rows
    .map((row) => textIn(row, field))
    .filter(Boolean)
    .map(dayIn)
    .sort()
  const all = span ?? { from: days[0] ?? "2026-01-01", to: days.at(-1) ?? "2026-01-01" }
  const keys: (string | number)[] = cycle ?? keysBetween(all, unit === "hour" ? "day" : unit)
  const axis: Axis = {
    field: field.key,
    unit,
    of: cycle ? "cycle" : "dates",
    type: field.type,
    object: field.object === "staff" || field.object === "line" ? "person" : field.object,
    keys: keys.map((value) => ({ value })),
    more: 0,
  }
  return [
    axis,
    (row) => (textIn(row, field) === "" ? [null] : [keyOf(textIn(row, field), unit === "hour" ? "day" : unit)]),
  ]
}

function valueAxis(rows: object[], field: ReportField): [Axis, Place] {
  const found = new Map<string, { told: Told; n: number }>()
  const numbers = ["money", "integer", "number"].includes(field.type)
  const top = Math.max(1, ...rows.map((row) => Number(textIn(row, field)) || 0))
  const step = 10 ** Math.floor(Math.log10(top)) / 2
  const ranged = (told: Told): Told => {
    if (!numbers || told.value === null) return told
    const from = Math.floor(Number(told.value) / step) * step
    return { value: `${from}–${from + step}` }
  }
  const place = (row: object) => toldOf(row, field).map(ranged)
  for (const row of rows)
    for (const told of place(row)) {
      const key = String(told.value)
      found.set(key, { told, n: (found.get(key)?.n ?? 0) + 1 })
    }
  const order = field.options?.map(({ id }) => id)
  const rank = ({ told, n }: { told: Told; n: number }) =>
    numbers ? Number.parseFloat(String(told.value)) : order ? order.indexOf(String(told.value)) : -n
  const all = [...found.values()].sort((a, b) => rank(a) - rank(b))
  const keys = all.slice(0, KEYS).map(({ told }) => {
    const [from, to] = String(told.value).split("–")
    return numbers && from !== undefined && to !== undefined ? { ...told, range: { from, to } } : told
  })
  const axis: Axis = {
    field: field.key,
    of: numbers ? "ranges" : "values",
    type: field.type,
    object: field.object === "staff" || field.object === "line" ? "person" : field.object,
    keys,
    more: all.length - keys.length,
  }
  return [axis, (row) => place(row).map(({ value }) => value)]
}

const TYPES: Partial<Record<ReportField["type"], AnswerMeasure["type"]>> = {
  money: "money",
  percent: "percent",
  date: "date",
  date_time: "instant",
}

function figureOf(measure: Measure, n: number, fields: ReportField[], filtered: Filtered) {
  const at = `measures.${n}`
  const { of } = measure
  const counts = of === "count" || of === "share"
  if (of === "share" && !measure.filter) throw wrong(`${at}.filter`, "missing", "whose share is asked for?")
  const field = counts ? undefined : fieldIn(fields, `${at}.field`, measure.field)
  const until = of === "days" ? fieldIn(fields, `${at}.until`, measure.until) : undefined
  const type =
    of === "share"
      ? "percent"
      : of === "days"
        ? "days"
        : counts || of === "distinct"
          ? "number"
          : (TYPES[field?.type ?? "text"] ?? "number")
  const told: AnswerMeasure = { ...measure, type }
  const value = (all: object[]): string | null => {
    const rows = measure.filter ? filtered(all, measure.filter) : all
    if (of === "share") return all.length === 0 ? null : ((100 * rows.length) / all.length).toFixed(2)
    if (of === "count" || !field) return String(rows.length)
    const texts = rows.map((row) => textIn(row, field)).filter(Boolean)
    if (of === "distinct") return String(new Set(texts).size)
    if (until) {
      const days = rows
        .map((row) => (Date.parse(textIn(row, until)) - Date.parse(textIn(row, field))) / 86_400_000)
        .filter(Number.isFinite)
      return days.length === 0 ? null : (days.reduce((sum, one) => sum + one, 0) / days.length).toFixed(1)
    }
    if (type === "date" || type === "instant") return [...texts].sort().at(of === "least" ? 0 : -1) ?? null
    const numbers = texts.map(Number).filter(Number.isFinite)
    if (of === "sum") return numbers.reduce((sum, one) => sum + one, 0).toFixed(2)
    if (numbers.length === 0) return null
    if (of === "average") return (numbers.reduce((sum, one) => sum + one, 0) / numbers.length).toFixed(2)
    return String(of === "least" ? Math.min(...numbers) : Math.max(...numbers))
  }
  return { told, value }
}

/** People by when they first came, and how many units later they came again. */
function cohortAxes(
  rows: object[],
  { field: key, unit = "month" }: Dimension,
  fields: ReportField[],
  span: Span | null,
): [Axis, Place][] {
  const field = fieldIn(fields, "cohort.field", key)
  const who = (row: object) => String(Reflect.get(Reflect.get(row, "person") ?? row, "id"))
  const [axis, place] = timeAxis(rows, field, unit, span)
  const keys = axis.keys.map(({ value }) => value)
  const first = new Map<string, number>()
  for (const row of rows) {
    const at = keys.indexOf(place(row)[0] ?? null)
    if (at >= 0) first.set(who(row), Math.min(at, first.get(who(row)) ?? at))
  }
  const since = (row: object) => keys.indexOf(place(row)[0] ?? null) - (first.get(who(row)) ?? 0)
  return [
    [{ ...axis, of: "cohort" }, (row) => [keys[first.get(who(row)) ?? -1] ?? null]],
    [{ ...axis, of: "since", keys: keys.map((_, n) => ({ value: n })) }, (row) => [since(row)]],
  ]
}

/** The rows of a question, those of the span that it is compared with, and how they are parted. */
export function asked(question: Question, filtered: Filtered) {
  const { fields } = aboutOf(question.object)
  const { period, compare, cohort } = question
  if (question.measures.length < 1 || question.measures.length > 6) throw wrong("measures", "count", "1 to 6 figures")
  if (compare && !period) throw wrong("compare", "no_period", "only a period can be compared with another")
  const all = filtered(rowsOf(question.object), question.filter ?? "")
  const by = period && fieldIn(fields, "period.field", period.field)
  const span = period ? spanOf(period.range) : null
  if (period && !span) throw wrong("period.range", "not_a_span", "this is no span of days")
  if (span && span.from > span.to) throw wrong("period.range", "upside_down", "the first day is behind the last")
  const rows = by && span ? within(all, by, span) : all
  const before = span && compare ? spanBefore(span, compare) : null
  const past = by && before ? within(all, by, before) : []
  const axes = cohort
    ? cohortAxes(rows, cohort, fields, span)
    : (question.by ?? []).map((dimension, n): [Axis, Place] => {
        const field = fieldIn(fields, `by.${n}.field`, dimension.field)
        const timed = field.type === "date" || field.type === "date_time"
        return timed
          ? timeAxis(rows, field, dimension.unit ?? "month", field === by ? span : null)
          : valueAxis(rows, field)
      })
  return { fields, rows, past, span, before, axes }
}

/** Where rows stand: by the places of their keys, the coarser ones too. */
function parted(rows: object[], axes: [Axis, Place][], shift: (row: object, n: number) => number[]) {
  const parts = new Map<string, { at: (number | null)[]; rows: object[] }>()
  for (const row of rows) {
    let places: (number | null)[][] = [[]]
    axes.forEach((_, n) => {
      const here = shift(row, n)
      places = places.flatMap((one) => [null, ...here].map((at) => [...one, at]))
    })
    for (const at of places) {
      const key = at.join(",")
      const part = parts.get(key) ?? { at, rows: [] }
      part.rows.push(row)
      parts.set(key, part)
    }
  }
  return parts
}

export function answered(question: Question, filtered: Filtered): Answer {
  const { fields, rows, past, span, before, axes } = asked(question, filtered)
  const figures = question.measures.map((measure, n) => figureOf(measure, n, fields, filtered))
  const places = axes.map(([axis]) => new Map(axis.keys.map(({ value }, n) => [value, n])))
  const stand = (row: object, n: number) => (axes[n]?.[1](row) ?? []).flatMap((value) => places[n]?.get(value) ?? [])
  const parts = parted(rows, axes, stand)
  // A month of the span before stands beside the month of the same place.
  const beforeKeys = axes.map(([axis]) =>
    axis.of === "dates" && axis.unit && before ? keysBetween(before, axis.unit) : null,
  )
  const pastParts = parted(past, axes, (row, n) => {
    const keys = beforeKeys[n]
    if (!keys) return stand(row, n)
    return (axes[n]?.[1](row) ?? []).map((value) => keys.indexOf(String(value))).filter((at) => at >= 0)
  })
  const none = axes.map(() => null)
  const all = new Map([[none.join(","), { at: none, rows: [] }], ...pastParts, ...parts])
  const cells = [...all].map(([key, { at }]): AnswerCell => {
    const values = figures.map(({ value }) => value(parts.get(key)?.rows ?? []))
    return before
      ? { at, values, before: figures.map(({ value }) => value(pastParts.get(key)?.rows ?? [])) }
      : { at, values }
  })
  return {
    axes: axes.map(([axis]) => axis),
    measures: figures.map(({ told }) => told),
    cells,
    span,
    before,
    zone: question.zone ?? "Asia/Shanghai",
    currency: question.currency ?? "CNY",
    unrated: [],
    at: new Date(NOW).toISOString(),
  }
}

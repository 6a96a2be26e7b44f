// A question and its look in the address, so that a copied link asks the same. Pure.

import type { Dimension, Measure, ObjectKind, Question, ReportLook } from "@api/contract"

export interface Asked {
  question: Question
  look: ReportLook
}

export const OBJECTS: readonly ObjectKind[] = ["deal", "lead", "order", "person", "company", "interaction", "activity"]
export const KINDS = ["count", "sum", "average", "least", "most", "distinct", "share", "days"] as const
export const LOOKS = [
  "table",
  "pivot",
  "column",
  "bar",
  "line",
  "area",
  "pie",
  "funnel",
  "number",
  "gauge",
  "heat",
  "map",
  "cohort",
] as const
export const UNITS = [
  "hour",
  "day",
  "week",
  "month",
  "quarter",
  "year",
  "weekday",
  "hour_of_day",
  "month_of_year",
] as const

type Raw = Record<string, unknown>
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value)
const text = (raw: Raw, key: string): string | undefined => {
  const value = raw[key]
  return typeof value === "string" && value !== "" ? value : undefined
}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
/** Without what is not said, so that equal questions are equal texts. */
const said = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T

function measureIn(value: unknown): Measure[] {
  if (!isRaw(value)) return []
  const of = KINDS.find((kind) => kind === value.of)
  if (!of) return []
  return [
    said({
      of,
      field: text(value, "field"),
      until: text(value, "until"),
      filter: text(value, "filter"),
      name: text(value, "name"),
    }) as Measure,
  ]
}
function dimensionIn(value: unknown): Dimension[] {
  if (!isRaw(value)) return []
  const field = text(value, "field")
  return field ? [said({ field, unit: UNITS.find((unit) => unit === value.unit) }) as Dimension] : []
}

export function questionIn(raw: unknown): Question | null {
  if (!isRaw(raw)) return null
  const object = OBJECTS.find((one) => one === raw.object)
  if (!object) return null
  const measures = list(raw.measures).flatMap(measureIn).slice(0, 6)
  const by = list(raw.by).flatMap(dimensionIn).slice(0, 3)
  const [cohort] = dimensionIn(raw.cohort)
  const period = isRaw(raw.period) ? { field: text(raw.period, "field"), range: text(raw.period, "range") } : {}
  return said({
    object,
    filter: text(raw, "filter"),
    period: period.field && period.range ? { field: period.field, range: period.range } : undefined,
    measures: measures.length > 0 ? measures : [{ of: "count" }],
    by: by.length > 0 && !cohort ? by : undefined,
    across: raw.across === true && by.length > 1 ? true : undefined,
    compare: raw.compare === "before" || raw.compare === "year" ? raw.compare : undefined,
    currency: text(raw, "currency"),
    cohort,
  } as Question)
}

export function lookIn(raw: unknown): ReportLook {
  if (!isRaw(raw)) return { as: "table" }
  return said({
    as: LOOKS.find((one) => one === raw.as) ?? "table",
    stacked: typeof raw.stacked === "boolean" ? raw.stacked : undefined,
    map: raw.map === "china" || raw.map === "world" ? raw.map : undefined,
    full: text(raw, "full"),
    sort: typeof raw.sort === "number" && raw.sort >= 0 ? raw.sort : undefined,
  } as ReportLook)
}

/** Null where the text asks nothing that can be read. */
export function readAsked(written: string | undefined): Asked | null {
  if (!written) return null
  try {
    const raw: unknown = JSON.parse(written)
    const question = questionIn(raw)
    return question && isRaw(raw) ? { question, look: lookIn(raw.look) } : null
  } catch {
    return null
  }
}

export const writeAsked = ({ question, look }: Asked): string => JSON.stringify({ ...said(question), look: said(look) })

export const sameAsked = (a: Asked, b: Asked): boolean => {
  const [x, y] = [a, b].map(({ question, look }) => readAsked(writeAsked({ question, look })))
  return x !== null && y !== null && x !== undefined && y !== undefined && writeAsked(x) === writeAsked(y)
}

// ── the open cell ────────────────────────────────────────────────────────
export interface CellAsked {
  cell: ({ value: string | number | boolean | null } | null)[]
  measure: number
  before?: true
  /** On a dashboard of which tile. */
  tile?: string
}
export function readCell(written: string | undefined): CellAsked | null {
  if (!written) return null
  try {
    const raw: unknown = JSON.parse(written)
    if (!isRaw(raw)) return null
    const tile = text(raw, "tile")
    return {
      cell: list(raw.cell).map((one) => {
        if (!isRaw(one)) return null
        const { value } = one
        return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
          ? { value }
          : { value: null }
      }),
      measure: typeof raw.measure === "number" ? raw.measure : 0,
      ...(raw.before === true && { before: true as const }),
      ...(tile && { tile }),
    }
  } catch {
    return null
  }
}
export const writeCell = (cell: CellAsked): string => JSON.stringify(cell)

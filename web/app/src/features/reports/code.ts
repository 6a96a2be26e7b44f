// A question and its look as one value of the address, short enough to be sent to a colleague, and read back without
// trusting it: whatever is not what it should be is left out.

import type { DateUnit, Dimension, Measure, MeasureKind, ObjectKind, Question, ReportLook } from "@api/contract"

export interface Draft {
  question: Question
  look: ReportLook
  /** What it is called, where it begins from something that has a name. */
  name?: string
}

export const OBJECTS = ["deal", "lead", "activity", "order", "person", "company", "interaction"] as const
export const KINDS = ["count", "sum", "average", "least", "most", "distinct", "share", "days"] as const
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
export const LOOKS = [
  "table",
  "pivot",
  "bar",
  "column",
  "line",
  "area",
  "pie",
  "funnel",
  "cohort",
  "heat",
  "map",
  "gauge",
  "number",
] as const
export const MEASURES = 6
export const AXES = 3

type Raw = Record<string, unknown>
const isRaw = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value)
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined)
const one = <T extends string>(of: readonly T[], value: unknown): T | undefined => of.find((each) => each === value)
/** Without what is not said. */
const said = <T extends object>(of: T): T => JSON.parse(JSON.stringify(of))

export function writeDraft({ question: of, look, name }: Draft): string {
  const dimension = ({ field, unit }: Dimension) => (unit ? [field, unit] : [field])
  return JSON.stringify({
    o: of.object,
    f: of.filter || undefined,
    p: of.period && [of.period.field, of.period.range],
    m: of.measures.map(({ of: kind, field, until, filter, name }) => ({
      k: kind,
      f: field,
      u: until,
      w: filter || undefined,
      n: name || undefined,
    })),
    b: of.by?.length ? of.by.map(dimension) : undefined,
    x: of.across ? 1 : undefined,
    c: of.compare,
    y: of.currency,
    h: of.cohort && dimension(of.cohort),
    z: of.zone,
    l: [look.as, ...(Object.keys(look).length > 1 ? [{ ...look, as: undefined }] : [])],
    n: name || undefined,
  })
}

/** Null where it is no question at all. */
export function readDraft(written: string | undefined): Draft | null {
  const raw = parsed(written)
  const object = raw && one<ObjectKind>(OBJECTS, raw.o)
  if (!raw || !object) return null
  const measures = list(raw.m)
    .flatMap((each) => measureOf(each) ?? [])
    .slice(0, MEASURES)
  const by = list(raw.b)
    .flatMap((each) => dimensionOf(each) ?? [])
    .slice(0, AXES)
  const [field, range] = list(raw.p).map(text)
  const question: Question = said({
    object,
    filter: text(raw.f),
    period: field && range ? { field, range } : undefined,
    measures: measures.length > 0 ? measures : [{ of: "count" as const }],
    by: by.length > 0 ? by : undefined,
    across: raw.x === 1 ? true : undefined,
    compare: one(["before", "year"], raw.c),
    currency: text(raw.y),
    cohort: dimensionOf(raw.h),
    zone: text(raw.z),
  })
  const name = text(raw.n)
  return { question, look: lookOf(list(raw.l)), ...(name && { name }) }
}

function parsed(written: string | undefined): Raw | null {
  if (!written) return null
  try {
    const raw: unknown = JSON.parse(written)
    return isRaw(raw) ? raw : null
  } catch {
    return null
  }
}

function measureOf(raw: unknown): Measure | undefined {
  const of = isRaw(raw) ? one<MeasureKind>(KINDS, raw.k) : undefined
  if (!of || !isRaw(raw)) return undefined
  return said({ of, field: text(raw.f), until: text(raw.u), filter: text(raw.w), name: text(raw.n) })
}

function dimensionOf(raw: unknown): Dimension | undefined {
  const [name, of] = list(raw)
  const field = text(name)
  return field === undefined ? undefined : said({ field, unit: one<DateUnit>(UNITS, of) })
}

function lookOf([as, raw]: unknown[]): ReportLook {
  const more = isRaw(raw) ? raw : {}
  return said({
    as: one(LOOKS, as) ?? "table",
    stacked: more.stacked === true ? true : undefined,
    map: one(["china", "world"], more.map),
    full: text(more.full),
    sort: typeof more.sort === "number" && more.sort >= 0 ? more.sort : undefined,
  })
}

/** The search of the address under which the builder opens with this. */
export const draftSearch = (draft: Draft): { q: string } => ({ q: writeDraft(draft) })

/** Whether two ask the same and look the same. */
export const sameDraft = (a: Draft, b: Draft): boolean =>
  writeDraft({ question: a.question, look: a.look }) === writeDraft({ question: b.question, look: b.look })

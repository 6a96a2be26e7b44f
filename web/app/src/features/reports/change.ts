// What becomes of a question when a part of it is changed: the rest stays where it still fits.

import type {
  Dimension,
  Field,
  Measure,
  MeasureKind,
  ObjectKind,
  Question,
  ReportAbout,
  ReportField,
} from "@api/contract"
import { readConditions, writeConditions } from "../../kit/filterText"

/** By which day rows count, where nobody has said. */
const PERIODS: Record<ObjectKind, string[]> = {
  deal: ["closed_at", "created_at"],
  lead: ["created_at"],
  activity: ["at", "done_at"],
  order: ["placed_at"],
  person: ["first_seen_at", "created_at"],
  company: ["created_at"],
  interaction: ["occurred_at"],
}

export const fieldOf = (about: ReportAbout | undefined, key: string | undefined): ReportField | undefined =>
  key === undefined ? undefined : about?.fields.find((one) => one.key === key)

export const isTimeField = (field: ReportField | undefined) => field?.type === "date" || field?.type === "date_time"

/** Fields that a figure of a kind can be made of. */
export const measured = (about: ReportAbout | undefined, kind: MeasureKind): ReportField[] =>
  about?.fields.filter((field) => field.measures.includes(kind)) ?? []

export function periodField(about: ReportAbout, asked?: string): string | undefined {
  const fits = about.fields.filter((field) => field.period).map(({ key }) => key)
  return [asked, ...PERIODS[about.object]].find((key) => key !== undefined && fits.includes(key)) ?? fits[0]
}

/** A whole figure of a kind, with fields that it can be made of; as much as fits of what it was. */
export function measureOf(about: ReportAbout, kind: MeasureKind, was: Measure = { of: kind }): Measure {
  const kept = { ...(was.filter && { filter: was.filter }), ...(was.name && { name: was.name }) }
  if (kind === "count" || kind === "share") return { of: kind, ...kept }
  const fits = measured(about, kind).map(({ key }) => key)
  if (kind === "days") {
    const first = ["created_at", "placed_at", "first_seen_at", "occurred_at"]
    const field = [was.field, ...first].find((key) => key !== undefined && fits.includes(key)) ?? fits[0]
    const last = [was.until, "closed_at", "done_at", "updated_at"]
    const until =
      last.find((key) => key !== undefined && key !== field && fits.includes(key)) ?? fits.find((key) => key !== field)
    return field && until ? { of: kind, field, until, ...kept } : { of: "count", ...kept }
  }
  const first = kind === "distinct" ? "person.id" : "amount"
  const field = [was.field, first].find((key) => key !== undefined && fits.includes(key)) ?? fits[0]
  return field ? { of: kind, field, ...kept } : { of: "count", ...kept }
}

/** What rows are parted by, with a unit where it is a day. */
export function dimensionOf(about: ReportAbout, key: string, unit?: Dimension["unit"]): Dimension {
  return isTimeField(fieldOf(about, key)) ? { field: key, unit: unit ?? "month" } : { field: key }
}

/** Conditions of the old object that say the same of the new one; states and kinds are each object's own. */
function filterKept(filter: string | undefined, before: Field[], after: Field[]): string | undefined {
  const own = ["state", "stage", "kind", "status", "source", "channel"]
  const conditions = readConditions(filter ?? "")
  const kept = conditions?.filter(({ key }) => {
    const [was, is] = [before, after].map((fields) => fields.find((one) => one.key === key))
    return is !== undefined && was?.type === is.type && !own.includes(key)
  })
  return kept && kept.length > 0 ? writeConditions(kept, () => true) : undefined
}

/** The question about rows of another object: of figures and fields, those that it has too. */
export function changeObject(was: Question, about: ReportAbout, fields: { before: Field[]; after: Field[] }): Question {
  const kept = was.measures
    .filter(({ of, field, until }) => {
      const has = (key: string | undefined) => key === undefined || fieldOf(about, key)?.measures.includes(of) === true
      return has(field) && has(until)
    })
    .map(({ filter, name, ...measure }): Measure => {
      const fits = filterKept(filter, fields.before, fields.after)
      // A figure that lost its filter is another one, and called by what it is.
      return { ...measure, ...(fits && { filter: fits }), ...(name && (!filter || fits) && { name }) }
    })
    .filter(({ of, filter }) => of !== "share" || filter)
  const by = was.by?.flatMap(({ field, unit }) => {
    const there = fieldOf(about, field)
    return there?.groups ? [dimensionOf(about, field, unit)] : []
  })
  const field = was.period && periodField(about, was.period.field)
  const period = field && was.period ? { field, range: was.period.range } : undefined
  const cohort = was.cohort && periodField(about, was.cohort.field)
  const filter = filterKept(was.filter, fields.before, fields.after)
  return {
    object: about.object,
    ...(filter && { filter }),
    ...(period && { period }),
    measures: kept.length > 0 ? kept : [{ of: "count" }],
    ...(by && by.length > 0 && !cohort && { by, ...(was.across && { across: true }) }),
    ...(was.compare && period && !cohort && { compare: was.compare }),
    ...(was.currency && { currency: was.currency }),
    ...(cohort && { cohort: { ...was.cohort, field: cohort } }),
    ...(was.zone && { zone: was.zone }),
  }
}

/** People by when they first came, and when they came again; what a cohort does not bear is left out. */
export function withCohort({ by, across, compare, ...rest }: Question, about: ReportAbout): Question {
  const field = periodField(about, rest.period?.field)
  const countsPeople = fieldOf(about, "person.id")?.measures.includes("distinct")
  const measures: Measure[] = countsPeople ? [{ of: "distinct", field: "person.id" }] : rest.measures.slice(0, 1)
  return field ? { ...rest, measures, cohort: { field, unit: "month" } } : { ...rest, ...(by && { by }) }
}

export function withoutCohort({ cohort, ...rest }: Question): Question {
  return cohort ? { ...rest, by: [cohort] } : rest
}

/** One moved to another place. */
export function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const next = [...all]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(to, 0, one)
  return next
}

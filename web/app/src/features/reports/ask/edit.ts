// What one can do to a question, and what follows for the rest of it. Pure.

import type {
  Dimension,
  Measure,
  MeasureKind,
  ObjectKind,
  Question,
  ReportAbout,
  ReportField,
  ReportLook,
} from "@api/contract"
import type { Asked } from "./url"

/** The day by which rows of an object mostly count. */
export const DAY_OF: Record<ObjectKind, string> = {
  deal: "closed_at",
  lead: "created_at",
  order: "placed_at",
  person: "created_at",
  company: "created_at",
  interaction: "occurred_at",
  activity: "at",
}

export const freshAsked = (object: ObjectKind): Asked => ({
  question: {
    object,
    period: { field: object === "deal" ? "created_at" : DAY_OF[object], range: "last_90_days" },
    measures: [{ of: "count" }],
    by: [{ field: object === "deal" ? "created_at" : DAY_OF[object], unit: "month" }],
  },
  look: { as: "column" },
})

export const isTime = (field: Pick<ReportField, "type"> | undefined): boolean =>
  field?.type === "date" || field?.type === "date_time"

/** What hangs on something that is gone goes with it. */
export function tidy({ question, look }: Asked): Asked {
  const { period, by, across, compare, cohort, ...rest } = question
  const groups = cohort ? undefined : by && by.length > 0 ? by : undefined
  const next: Question = {
    ...rest,
    ...(period && { period }),
    ...(groups && { by: groups }),
    ...(groups && groups.length > 1 && across && { across }),
    ...(period && compare && !cohort && { compare }),
    ...(cohort && { cohort }),
  }
  const { sort, ...shown } = look
  return { question: next, look: sort !== undefined && sort < question.measures.length ? look : shown }
}

export const withQuestion = (asked: Asked, set: Partial<Question>): Asked =>
  tidy({ ...asked, question: { ...asked.question, ...set } })
export const withLook = (asked: Asked, set: Partial<ReportLook>): Asked =>
  tidy({ ...asked, look: { ...asked.look, ...set } })

/** How it is looked at, and what the question needs for that: a cohort is another question. */
export function lookAs(asked: Asked, as: ReportLook["as"]): Asked {
  const { question, look } = asked
  if (as === "cohort") {
    const field = question.cohort?.field ?? question.period?.field ?? DAY_OF[question.object]
    return tidy({
      question: { ...question, cohort: { field, unit: question.cohort?.unit ?? "month" } },
      look: { ...look, as },
    })
  }
  const { cohort, ...plain } = question
  const by = cohort && !plain.by ? [{ field: cohort.field, unit: cohort.unit ?? "month" }] : plain.by
  const across = as === "pivot" || as === "heat" ? true : plain.across
  return tidy({ question: { ...plain, by, across } as Question, look: { ...look, as } })
}

export const moved = <T>(list: readonly T[], from: number, by: number): T[] => {
  const to = Math.max(0, Math.min(list.length - 1, from + by))
  const rest = list.filter((_, at) => at !== from)
  const one = list[from]
  return one === undefined ? [...list] : [...rest.slice(0, to), one, ...rest.slice(to)]
}
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, other) => other !== at)
export const replaced = <T>(list: readonly T[], at: number, one: T): T[] =>
  list.map((held, other) => (other === at ? one : held))

export const swapped = (by: readonly Dimension[]): Dimension[] => [...by].reverse()

const takes = (about: ReportAbout, of: MeasureKind) => about.fields.filter(({ measures }) => measures.includes(of))
export const needsField = (of: MeasureKind): boolean => of !== "count" && of !== "share"
export const fieldsFor = (about: ReportAbout | undefined, of: MeasureKind): ReportField[] =>
  about ? takes(about, of) : []

/** A measure of another kind; its field stays where it does for that kind too. */
export function measureAs(measure: Measure, of: MeasureKind, about: ReportAbout | undefined): Measure {
  const { filter, name } = measure
  const rest = { ...(filter && { filter }), ...(name && { name }) }
  if (!needsField(of)) return { of, ...rest }
  const fields = fieldsFor(about, of)
  const field = fields.find(({ key }) => key === measure.field) ?? fields[0]
  const until = of === "days" ? fields.find(({ key }) => key !== field?.key) : undefined
  return { of, ...(field && { field: field.key }), ...(until && { until: until.key }), ...rest }
}

/** A group by a field; of days by month, unless such a group is there already. */
export function dimensionOf(field: ReportField, held: readonly Dimension[]): Dimension {
  if (!isTime(field)) return { field: field.key }
  return { field: field.key, unit: held.some(({ unit }) => unit === "month") ? "weekday" : "month" }
}

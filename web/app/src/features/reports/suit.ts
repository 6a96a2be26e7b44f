// Which looks suit an answer, and why the others do not. Asked of the question, so that a look is offered before its
// answer is there.

import type { Answer, MeasureKind, Question, ReportAbout, ReportLook, ReportLookAs } from "@api/contract"

export type AxisKind = "values" | "dates" | "cycle" | "ranges" | "cohort" | "since"
export interface Shape {
  axes: { kind: AxisKind; field: string }[]
  measures: { of: MeasureKind; type?: string }[]
}

/** Why a look does not suit: each is a phrase. */
export type Unfit =
  | "needsOne"
  | "needsTwo"
  | "oneOnly"
  | "twoOnly"
  | "needsTime"
  | "needsPlace"
  | "needsCohort"
  | "needsNone"
  | "notAdded"
  | "cohortOnly"

const CYCLES = ["weekday", "hour_of_day", "month_of_year"]
const NUMBERS = ["number", "integer", "money", "percent", "rating"]
const lastOf = (field: string) => field.split(".").at(-1) ?? field

export function shapeOfQuestion(question: Question, about: ReportAbout | undefined): Shape {
  const measures = question.measures.map(({ of }) => ({ of }))
  if (question.cohort) {
    const { field } = question.cohort
    return {
      axes: [
        { kind: "cohort", field },
        { kind: "since", field },
      ],
      measures,
    }
  }
  const axes = (question.by ?? []).map(({ field, unit }): Shape["axes"][number] => {
    if (unit) return { kind: CYCLES.includes(unit) ? "cycle" : "dates", field }
    const type = about?.fields.find((one) => one.key === field)?.type
    if (type === "date" || type === "date_time") return { kind: "dates", field }
    return { kind: type && NUMBERS.includes(type) ? "ranges" : "values", field }
  })
  return { axes, measures }
}

export const shapeOfAnswer = (answer: Answer): Shape => ({
  axes: answer.axes.map(({ of, field }) => ({ kind: of, field })),
  measures: answer.measures.map(({ of, type }) => ({ of, type })),
})

/** Averages and shares of parts are no parts of a whole. */
const isAdded = (shape: Shape) =>
  shape.measures[0] !== undefined && ["count", "sum", "distinct"].includes(shape.measures[0].of)
const isTimed = (kind: AxisKind | undefined) => kind !== undefined && kind !== "values"
export const isPlace = (field: string) => ["region", "country", "province"].includes(lastOf(field))

/** Null where it suits. */
export function unfit(as: ReportLookAs, shape: Shape): Unfit | null {
  const { axes } = shape
  const [first] = axes
  const ofCohort = first?.kind === "cohort"
  switch (as) {
    case "table":
      return null
    case "pivot":
      return axes.length < 2 ? "needsTwo" : null
    case "cohort":
      return ofCohort ? null : "needsCohort"
    case "heat":
      return axes.length < 2 ? "needsTwo" : axes.length > 2 ? "twoOnly" : null
    case "number":
      return ofCohort
        ? "cohortOnly"
        : axes.length === 0 || (axes.length === 1 && first?.kind === "dates")
          ? null
          : "needsNone"
    case "gauge":
      return axes.length === 0 ? null : "needsNone"
    default:
  }
  if (ofCohort) return "cohortOnly"
  if (!first) return "needsOne"
  switch (as) {
    case "bar":
    case "column":
      return axes.length > 2 ? "twoOnly" : null
    case "line":
    case "area":
      return !isTimed(first.kind) ? "needsTime" : axes.length > 2 ? "twoOnly" : null
    case "map":
      return axes.length > 1 ? "oneOnly" : isPlace(first.field) ? null : "needsPlace"
    case "pie":
    case "funnel":
      return axes.length > 1 ? "oneOnly" : isAdded(shape) ? null : "notAdded"
  }
  return null
}

/** What shows it best, the best first. */
export function suggested(shape: Shape): ReportLookAs[] {
  const [first, second] = shape.axes
  const ranked: ReportLookAs[] = !first
    ? ["number", "gauge"]
    : first.kind === "cohort"
      ? ["cohort", "heat"]
      : !second
        ? first.kind === "values"
          ? lastOf(first.field) === "reached"
            ? ["funnel", "bar"]
            : ["bar", isPlace(first.field) ? "map" : "pie", "column"]
          : first.kind === "dates"
            ? ["column", "line", "area"]
            : ["column", "bar"]
        : shape.axes.length > 2
          ? ["pivot"]
          : first.kind === "cycle" && second.kind === "cycle"
            ? ["heat", "pivot"]
            : first.kind === "dates"
              ? ["column", "area", "line", "pivot"]
              : ["bar", "pivot", "heat"]
  return ranked.filter((as) => unfit(as, shape) === null)
}

/** The look as it was where it still suits, or the best of those that do. */
export function fitting(look: ReportLook, shape: Shape): ReportLook {
  const { sort, ...rest } = look
  // A figure that is gone orders nothing.
  const kept: ReportLook = sort === undefined || sort < shape.measures.length ? look : rest
  if (unfit(kept.as, shape) === null) return kept
  const as = suggested(shape)[0] ?? "table"
  return { as, ...(kept.sort !== undefined && { sort: kept.sort }) }
}

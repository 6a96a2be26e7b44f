// Which looks suit an answer, and why others do not.

import type { Answer, ReportLookAs } from "@api/contract"

export const LOOKS: readonly ReportLookAs[] = [
  "table",
  "pivot",
  "number",
  "bar",
  "column",
  "line",
  "area",
  "pie",
  "funnel",
  "heat",
  "map",
  "cohort",
  "gauge",
]

export type WhyNot = "axis" | "two" | "region" | "cohort"

/** What is missing for an answer to be drawn like this; nothing where it can. */
export function whyNot(answer: Pick<Answer, "axes">, look: ReportLookAs): WhyNot | undefined {
  const { axes } = answer
  const cohort = axes[0]?.of === "cohort"
  switch (look) {
    case "table":
      return undefined
    case "number":
    case "gauge":
      return undefined
    case "pivot":
    case "heat":
      return axes.length >= 2 ? undefined : "two"
    case "cohort":
      return cohort ? undefined : "cohort"
    case "map":
      return /(^|\.)(region|country)$/.test(axes[0]?.field ?? "") ? undefined : "region"
    default:
      return axes.length >= 1 ? undefined : "axis"
  }
}

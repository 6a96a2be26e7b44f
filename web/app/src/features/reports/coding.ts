// A question and its look as a line of the address, so that whoever is sent it sees the same.

import type { ObjectKind, Question, ReportLook } from "@api/contract"

export interface Asked {
  question: Question
  look: ReportLook
}

export const OBJECTS: readonly ObjectKind[] = ["deal", "lead", "activity", "order", "person", "company", "interaction"]

export const FIRST: Asked = {
  question: { object: "deal", measures: [{ of: "count" }], by: [{ field: "stage" }] },
  look: { as: "bar" },
}

export const write = ({ question, look }: Asked): string => JSON.stringify({ ...question, look })

/** What an address says; nothing where it says something else. */
export function read(text: string | undefined): Asked | undefined {
  if (!text) return undefined
  try {
    const { look, ...question } = JSON.parse(text)
    const fits = OBJECTS.includes(question.object) && Array.isArray(question.measures) && question.measures.length > 0
    return fits ? { question, look: look && typeof look.as === "string" ? look : { as: "table" } } : undefined
  } catch {
    return undefined
  }
}

/** The question without what says nothing. */
export function tidy(question: Question): Question {
  const out: Question = { ...question }
  if (!out.filter?.trim()) delete out.filter
  if (!out.by?.length) delete out.by
  if (!out.period) {
    delete out.period
    delete out.compare
  }
  if (!out.currency) delete out.currency
  if (!out.across || (out.by?.length ?? 0) < 2) delete out.across
  if (out.cohort) {
    delete out.by
    delete out.across
    delete out.compare
  }
  out.measures = out.measures.map((measure) => {
    const one = { ...measure }
    if (!one.filter?.trim()) delete one.filter
    if (!one.name?.trim()) delete one.name
    return one
  })
  return out
}

/** Another object: of what was asked stays what every object has. */
export const about = (object: ObjectKind): Question => ({ object, measures: [{ of: "count" }] })

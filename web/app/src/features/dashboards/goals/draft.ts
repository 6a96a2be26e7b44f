// A goal while it is written. Pure.

import type { Goal, GoalWish, Measure, MeasureKind, ObjectKind, ReportField } from "@api/contract"

export const OBJECTS = [
  "deal",
  "lead",
  "activity",
  "order",
  "person",
  "company",
  "interaction",
] as const satisfies readonly ObjectKind[]
export const KINDS = ["count", "sum", "average", "distinct", "share", "days"] as const satisfies readonly MeasureKind[]
export const EVERY = ["week", "month", "quarter", "year"] as const
export const WHOSE = ["me", "user", "team", "all"] as const
export type Whose = (typeof WHOSE)[number]

export interface GoalDraft {
  name: string
  object: ObjectKind
  filter: string
  kind: MeasureKind
  measured: string
  until: string
  share: string
  field: string
  every: GoalWish["every"]
  target: string
  whose: Whose
  user: string
  team: string
}

/** What a new goal is about at first, by object: rows that count when something is done, and the day of it. */
const FIRST: Partial<Record<ObjectKind, { filter: string; field: string; measured?: string }>> = {
  deal: { filter: "state = won", field: "closed_at", measured: "amount" },
  lead: { filter: "", field: "created_at" },
  activity: { filter: "state = done", field: "done_at" },
  order: { filter: "", field: "placed_at", measured: "amount" },
  person: { filter: "", field: "first_seen_at" },
  company: { filter: "", field: "created_at" },
  interaction: { filter: "", field: "occurred_at" },
}

export function firstOf(
  object: ObjectKind,
): Pick<GoalDraft, "object" | "filter" | "field" | "kind" | "measured" | "until" | "share"> {
  const { filter = "", field = "created_at", measured = "" } = FIRST[object] ?? {}
  return { object, filter, field, kind: measured === "" ? "count" : "sum", measured, until: "", share: "" }
}

export function draftOf(goal: Goal | null): GoalDraft {
  if (!goal) return { name: "", ...firstOf("deal"), every: "quarter", target: "", whose: "me", user: "", team: "" }
  const { name, object, filter = "", measure, field, every, target, mine, user, team } = goal
  return {
    name,
    object,
    filter,
    kind: measure.of,
    measured: measure.field ?? "",
    until: measure.until ?? "",
    share: measure.filter ?? "",
    field,
    every,
    target,
    whose: mine ? "me" : user ? "user" : team ? "team" : "all",
    user: user?.id ?? "",
    team: team?.id ?? "",
  }
}

export const needsField = (kind: MeasureKind): boolean => kind !== "count" && kind !== "share"

function measureOf({ kind, measured, until, share }: GoalDraft): Measure {
  return {
    of: kind,
    ...(needsField(kind) ? { field: measured } : {}),
    ...(kind === "days" ? { until } : {}),
    ...(kind === "share" || share.trim() !== "" ? { filter: share } : {}),
  }
}

/** A target as people write it, without marks of thousands. */
export const plainTarget = (text: string): string => text.normalize("NFKC").replace(/[,，\s¥$€£%]/g, "")

export const wishOf = (draft: GoalDraft, me: string): GoalWish => ({
  name: draft.name.trim(),
  object: draft.object,
  filter: draft.filter,
  measure: measureOf(draft),
  field: draft.field,
  every: draft.every,
  target: plainTarget(draft.target),
  ...(draft.whose === "me" ? { user: me } : {}),
  ...(draft.whose === "user" ? { user: draft.user } : {}),
  ...(draft.whose === "team" ? { team: draft.team } : {}),
})

/** What is not yet said. */
export function missing(draft: GoalDraft): (keyof GoalDraft)[] {
  const out: (keyof GoalDraft)[] = []
  if (draft.name.trim() === "") out.push("name")
  if (needsField(draft.kind) && draft.measured === "") out.push("measured")
  if (draft.kind === "days" && draft.until === "") out.push("until")
  if (draft.kind === "share" && draft.share.trim() === "") out.push("share")
  if (draft.field === "") out.push("field")
  if (!(Number(plainTarget(draft.target)) > 0)) out.push("target")
  if (draft.whose === "user" && draft.user === "") out.push("user")
  if (draft.whose === "team" && draft.team === "") out.push("team")
  return out
}

/** Fields of the object itself: what lies a step away is for reports. */
const near = (fields: readonly ReportField[]) => fields.filter(({ key }) => !key.includes("."))

export const measurable = (fields: readonly ReportField[], kind: MeasureKind): ReportField[] =>
  near(fields).filter(({ measures }) => measures.includes(kind))

export const datable = (fields: readonly ReportField[]): ReportField[] => near(fields).filter(({ period }) => period)

/** What can be measured of an object at all. */
export const kindsOf = (fields: readonly ReportField[]): MeasureKind[] =>
  KINDS.filter((kind) => !needsField(kind) || measurable(fields, kind).length > 0)

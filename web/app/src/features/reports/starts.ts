// Reports to begin with, one press from an answer: what the morning of a small company asks most.

import type { Measure, ObjectKind, Question, ReportLook } from "@api/contract"
import type { Translate } from "@ui/phrases"
import type { Draft } from "./code"
import type { startPhrases } from "./startPhrases"

type StartWords = Translate<NonNullable<(typeof startPhrases)["source"]>>
type NameKey = keyof NonNullable<(typeof startPhrases)["source"]>

export interface Start {
  id: string
  question: Question
  look: ReportLook
}

/** A figure that is called by a phrase until the reader's language is known. */
const called = (name: NameKey, measure: Measure): Measure => ({ ...measure, name })
const count: Measure = { of: "count" }
const sum: Measure = { of: "sum", field: "amount" }
const people: Measure = called("people", { of: "distinct", field: "person.id" })
const won = 'state = "won"'
const year = (field: string) => ({ field, range: "last_365_days" })
const month = (field: string) => ({ field, unit: "month" as const })
const week = (field: string) => ({ field, unit: "week" as const })

export const STARTS: readonly Start[] = [
  {
    id: "wonByMonth",
    question: {
      object: "deal",
      measures: [called("won", { ...sum, filter: won })],
      by: [month("closed_at")],
      period: year("closed_at"),
    },
    look: { as: "column" },
  },
  {
    id: "funnel",
    question: { object: "deal", measures: [count], by: [{ field: "reached" }] },
    look: { as: "funnel" },
  },
  {
    id: "winRate",
    question: {
      object: "deal",
      measures: [called("rate", { of: "share", filter: won }), called("closed", count)],
      by: [{ field: "owner" }],
      period: year("closed_at"),
    },
    look: { as: "table", sort: 0 },
  },
  {
    id: "timeToWin",
    question: {
      object: "deal",
      filter: won,
      measures: [called("daysToWin", { of: "days", field: "created_at", until: "closed_at" })],
      by: [{ field: "owner" }],
      period: year("closed_at"),
    },
    look: { as: "bar", sort: 0 },
  },
  {
    id: "lostReasons",
    question: {
      object: "deal",
      filter: 'state = "lost"',
      measures: [count, called("lostAmount", sum)],
      by: [{ field: "lost_reason" }],
      period: year("closed_at"),
    },
    look: { as: "pie" },
  },
  {
    id: "expected",
    question: {
      object: "deal",
      filter: 'state = "open"',
      measures: [called("openAmount", sum)],
      by: [month("expected_on")],
    },
    look: { as: "column" },
  },
  {
    id: "leadSources",
    question: {
      object: "lead",
      measures: [count, called("converted", { of: "share", filter: 'state = "converted"' })],
      by: [{ field: "source" }],
    },
    look: { as: "table", sort: 0 },
  },
  {
    id: "leadsPerWeek",
    question: {
      object: "lead",
      measures: [count],
      by: [week("created_at")],
      period: { field: "created_at", range: "last_90_days" },
    },
    look: { as: "line" },
  },
  {
    id: "visits",
    question: {
      object: "activity",
      filter: 'state = "done" and kind in (call, visit)',
      measures: [count],
      by: [{ field: "owner" }, week("done_at")],
      across: true,
      period: { field: "done_at", range: "last_90_days" },
    },
    look: { as: "pivot" },
  },
  {
    id: "overdue",
    question: {
      object: "activity",
      filter: 'state = "open" and at < today',
      measures: [count],
      by: [{ field: "owner" }, { field: "kind" }],
      across: true,
    },
    look: { as: "bar", stacked: true },
  },
  {
    id: "provinces",
    question: { object: "order", measures: [called("amount", sum), people], by: [{ field: "person.region" }] },
    look: { as: "map", map: "china" },
  },
  {
    id: "orderMonths",
    question: {
      object: "order",
      measures: [called("amount", sum)],
      by: [month("placed_at"), { field: "channel" }],
      across: true,
      period: year("placed_at"),
    },
    look: { as: "column", stacked: true },
  },
  {
    id: "retention",
    question: { object: "order", measures: [people], cohort: month("placed_at"), period: year("placed_at") },
    look: { as: "cohort" },
  },
  {
    id: "basket",
    question: {
      object: "order",
      measures: [called("average", { of: "average", field: "amount" })],
      by: [{ field: "person.tier" }],
      period: year("placed_at"),
    },
    look: { as: "bar", sort: 0 },
  },
  {
    id: "newCustomers",
    question: {
      object: "person",
      measures: [count],
      by: [month("first_seen_at")],
      period: { field: "first_seen_at", range: "this_year" },
      compare: "year",
    },
    look: { as: "line" },
  },
  {
    id: "tiers",
    question: { object: "person", measures: [count], by: [{ field: "tier" }] },
    look: { as: "pie" },
  },
  {
    id: "hours",
    question: {
      object: "interaction",
      measures: [count],
      by: [
        { field: "occurred_at", unit: "weekday" },
        { field: "occurred_at", unit: "hour_of_day" },
      ],
      across: true,
      period: { field: "occurred_at", range: "last_90_days" },
    },
    look: { as: "heat" },
  },
  {
    id: "channels",
    question: {
      object: "interaction",
      measures: [count],
      by: [week("occurred_at"), { field: "channel" }],
      across: true,
      period: { field: "occurred_at", range: "last_90_days" },
    },
    look: { as: "area", stacked: true },
  },
  {
    id: "industries",
    question: { object: "company", measures: [count], by: [{ field: "industry" }] },
    look: { as: "bar", sort: 0 },
  },
]

export const STARTED: readonly ObjectKind[] = ["deal", "lead", "activity", "order", "person", "interaction", "company"]

/** A start in the reader's words. */
export function startDraft({ id, question, look }: Start, t: StartWords): Draft {
  const measures = question.measures.map(({ name, ...measure }) =>
    name === undefined ? measure : { ...measure, name: t.maybe(name) ?? name },
  )
  return { question: { ...question, measures }, look, name: t.maybe(`${id}.name`) ?? id }
}

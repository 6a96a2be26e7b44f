// Ready-made questions, by what they count. Their names and what they tell stand in starterPhrases.ts.

import type { ObjectKind } from "@api/contract"
import type { Asked } from "./ask/url"
import type { StarterKey } from "./starterPhrases"

export interface Starter extends Asked {
  id: StarterKey
}

const won = 'state = "won"'
const ended = 'state in ("won", "lost")'

export const STARTERS: Starter[] = [
  {
    id: "wonByMonth",
    question: {
      object: "deal",
      filter: won,
      period: { field: "closed_at", range: "this_year" },
      measures: [{ of: "sum", field: "amount" }],
      by: [{ field: "closed_at", unit: "month" }],
      compare: "year",
    },
    look: { as: "column" },
  },
  {
    id: "funnel",
    question: {
      object: "deal",
      filter: 'state = "open"',
      measures: [{ of: "count" }, { of: "sum", field: "amount" }],
      by: [{ field: "stage" }],
    },
    look: { as: "funnel" },
  },
  {
    id: "winRate",
    question: {
      object: "deal",
      filter: ended,
      period: { field: "closed_at", range: "last_365_days" },
      measures: [{ of: "share", filter: won }, { of: "count" }],
      by: [{ field: "owner" }],
    },
    look: { as: "table", sort: 0 },
  },
  {
    id: "timeToWin",
    question: {
      object: "deal",
      filter: won,
      period: { field: "closed_at", range: "last_365_days" },
      measures: [{ of: "days", field: "created_at", until: "closed_at" }],
      by: [{ field: "closed_at", unit: "month" }],
    },
    look: { as: "line" },
  },
  {
    id: "expected",
    question: {
      object: "deal",
      filter: 'state = "open"',
      measures: [{ of: "sum", field: "amount" }],
      by: [{ field: "expected_on", unit: "month" }, { field: "stage" }],
      across: true,
    },
    look: { as: "column", stacked: true },
  },
  {
    id: "lostReasons",
    question: {
      object: "deal",
      filter: 'state = "lost"',
      period: { field: "closed_at", range: "last_365_days" },
      measures: [{ of: "count" }],
      by: [{ field: "lost_reason" }],
    },
    look: { as: "bar", sort: 0 },
  },
  {
    id: "wonNow",
    question: {
      object: "deal",
      filter: won,
      period: { field: "closed_at", range: "this_quarter" },
      measures: [{ of: "sum", field: "amount" }, { of: "count" }, { of: "average", field: "amount" }],
      compare: "before",
    },
    look: { as: "number" },
  },
  {
    id: "leadsBySource",
    question: {
      object: "lead",
      period: { field: "created_at", range: "last_90_days" },
      measures: [{ of: "count" }],
      by: [{ field: "created_at", unit: "week" }, { field: "source" }],
      across: true,
    },
    look: { as: "column", stacked: true },
  },
  {
    id: "conversion",
    question: {
      object: "lead",
      period: { field: "created_at", range: "last_90_days" },
      measures: [{ of: "share", filter: 'state = "converted"' }, { of: "count" }],
      by: [{ field: "source" }],
    },
    look: { as: "bar", sort: 0 },
  },
  {
    id: "leadsByOwner",
    question: {
      object: "lead",
      period: { field: "created_at", range: "last_90_days" },
      measures: [{ of: "count" }],
      by: [{ field: "owner" }, { field: "state" }],
      across: true,
    },
    look: { as: "pivot" },
  },
  {
    id: "provinces",
    question: {
      object: "order",
      period: { field: "placed_at", range: "last_365_days" },
      measures: [{ of: "sum", field: "amount" }, { of: "count" }],
      by: [{ field: "person.region" }],
    },
    look: { as: "map", map: "china" },
  },
  {
    id: "ordersByChannel",
    question: {
      object: "order",
      period: { field: "placed_at", range: "last_365_days" },
      measures: [{ of: "sum", field: "amount" }],
      by: [{ field: "placed_at", unit: "month" }, { field: "channel" }],
      across: true,
    },
    look: { as: "area" },
  },
  {
    id: "retention",
    question: {
      object: "order",
      period: { field: "placed_at", range: "last_365_days" },
      measures: [{ of: "count" }],
      cohort: { field: "placed_at", unit: "month" },
    },
    look: { as: "cohort" },
  },
  {
    id: "newCustomers",
    question: {
      object: "person",
      period: { field: "created_at", range: "this_year" },
      measures: [{ of: "count" }],
      by: [{ field: "created_at", unit: "month" }],
      compare: "year",
    },
    look: { as: "line" },
  },
  {
    id: "tiers",
    question: { object: "person", measures: [{ of: "count" }], by: [{ field: "tier" }] },
    look: { as: "pie" },
  },
  {
    id: "quiet",
    question: {
      object: "person",
      measures: [{ of: "count" }, { of: "sum", field: "order_total" }],
      by: [{ field: "lifecycle" }],
    },
    look: { as: "table", sort: 0 },
  },
  {
    id: "hours",
    question: {
      object: "interaction",
      period: { field: "occurred_at", range: "last_90_days" },
      measures: [{ of: "count" }],
      by: [
        { field: "occurred_at", unit: "weekday" },
        { field: "occurred_at", unit: "hour_of_day" },
      ],
      across: true,
    },
    look: { as: "heat" },
  },
  {
    id: "channels",
    question: {
      object: "interaction",
      period: { field: "occurred_at", range: "last_30_days" },
      measures: [{ of: "count" }, { of: "distinct", field: "who" }],
      by: [{ field: "channel" }],
      compare: "before",
    },
    look: { as: "table", sort: 0 },
  },
  {
    id: "callsVisits",
    question: {
      object: "activity",
      filter: 'kind in ("call", "visit")',
      period: { field: "at", range: "last_30_days" },
      measures: [{ of: "count" }],
      by: [{ field: "owner" }, { field: "at", unit: "week" }],
      across: true,
    },
    look: { as: "pivot" },
  },
  {
    id: "overdue",
    question: {
      object: "activity",
      filter: 'clock = "overdue"',
      measures: [{ of: "count" }],
      by: [{ field: "owner" }],
    },
    look: { as: "bar", sort: 0 },
  },
  {
    id: "industries",
    question: {
      object: "company",
      measures: [{ of: "count" }, { of: "sum", field: "people_count" }],
      by: [{ field: "industry" }],
    },
    look: { as: "table", sort: 0 },
  },
]

export const ORDER: ObjectKind[] = ["deal", "lead", "order", "person", "interaction", "activity", "company"]

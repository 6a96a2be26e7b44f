// The first page of a working day by role; what has gone stale or silent; how colleagues and teams do, and why.

import type { ObjectKind } from "./fields"
import type { Named } from "./lists"
import type { Sum } from "./people"

// ── news ─────────────────────────────────────────────────────────────────
// GET /api/home?whose=me|team|all → HomeToday
/** Whose rows: the caller's, those of the teams that they lead or are in with those below, all that they see. */
export type Whose = "me" | "team" | "all"
export interface HomeToday {
  whose: Whose
  /** What the caller may ask for; the widest last. */
  whoses: Whose[]
  /** The beginning of the last working day before today, where the caller is. */
  since: string
  news: HomeFigure[]
  stale: StaleFigure[]
}
export interface HomeFigure {
  of: "people_new" | "leads_new" | "deals_new" | "deals_won" | "deals_lost" | "orders_new"
  count: number
  /** What they come to in the workspace's currency; null where they have no amounts. */
  amount: Sum | null
  object: ObjectKind
  /** What finds them in the list of the object. */
  filter: string
}

// ── stale and silent ─────────────────────────────────────────────────────
// GET /api/stale?of=deals&whose=team&limit&cursor → Page<StaleRow>: the longest first
// GET /api/stale/rules → StaleRules ; PUT StaleRules → StaleRules
export type StaleOf = "deals" | "leads" | "people"
export interface StaleFigure {
  of: StaleOf
  count: number
  /** Whether there are more than were counted. */
  more: boolean
}
/**
 * Why: longer in its stage than the stage allows; nothing planned; what was planned was missed; nobody has worked on it;
 * nothing heard of who is usually heard of; an order that was to be expected did not come.
 */
export type StaleReason = "stage_age" | "no_plan" | "plan_missed" | "untouched" | "silent" | "order_missed"
export interface StaleRow {
  id: string
  object: ObjectKind
  name: string
  owner: Named | null
  person: Named | null
  company: Named | null
  reasons: StaleReason[]
  /** Since when by the first of the reasons, and how many days that is. */
  since: string
  days: number
  /** Of a deal or a lead its amount, of a person what they have bought for. */
  amount: Sum | null
  /** The stage of a deal. */
  stage: string | null
}
export interface StaleRules {
  /** Days without anything planned until a deal is stale, beside what its stage allows. 1 to 365. */
  deal_days: number
  /** Days without work on it until a lead is. */
  lead_days: number
  /** Days without anything heard until a person who has bought before is silent. */
  person_days: number
}

// ── performance ──────────────────────────────────────────────────────────
// GET /api/performance?period=2026-Q4&compare=before|year → Performance
// GET /api/performance/why?period=2026-Q4&compare=before|year&who=usr_…&team=tea_… → PerformanceWhy
/**
 * Leads taken and converted, hours until the first work on one (median), calls, meetings and visits done, deals opened, won and
 * lost, what was won, the share of won among closed (percent), days from opening to winning (average), what is open, the share of
 * the target that was won (percent), what is overdue now.
 */
export type PerformanceFigure =
  | "leads_taken"
  | "leads_converted"
  | "first_work_hours"
  | "calls"
  | "meetings"
  | "visits"
  | "deals_opened"
  | "deals_won"
  | "deals_lost"
  | "won_amount"
  | "win_rate"
  | "days_to_win"
  | "open_amount"
  | "target_share"
  | "overdue"
export interface Performance {
  period: string
  from: string
  to: string
  before: { from: string; to: string }
  currency: string
  /** Amounts that are in no sum, for want of a rate. */
  unrated: Sum[]
  /** The colleagues whose rows the caller sees, by name; the teams that they are in; all of them together. */
  people: PerformanceRow[]
  teams: PerformanceRow[]
  all: PerformanceRow
}
export interface PerformanceRow {
  who: Named | null
  /** The team of a colleague; the team above a team. */
  team: Named | null
  /** Decimal text; null where there is nothing to tell, as no share of nothing. */
  values: Record<PerformanceFigure, string | null>
  before: Record<PerformanceFigure, string | null>
  /** What finds the rows behind a figure, where it is of rows. */
  rows: Partial<Record<PerformanceFigure, { object: ObjectKind; filter: string }>>
}
/**
 * What was won is how many were closed, times the share of them that was won, times the size of one: the change parted among the
 * three without a rest (logarithmic mean Divisia index, Ang 2004), then among what the deals were about.
 */
export interface PerformanceWhy {
  who: Named | null
  team: Named | null
  from: string
  to: string
  before: { from: string; to: string }
  currency: string
  won: { value: string; before: string }
  parts: { of: "closed" | "win_rate" | "size"; value: string; before: string; effect: string }[]
  /** By source, by customer kind, by pipeline: where the change comes from, the largest first. */
  by: {
    field: "source" | "pipeline" | "person.tier" | "owner"
    keys: { value: string | null; label: string | null; won: string; before: string; change: string; filter: string }[]
  }[]
  /** Why deals were lost in this span and the one before. */
  lost: { reason: string | null; count: number; before: number; filter: string }[]
}

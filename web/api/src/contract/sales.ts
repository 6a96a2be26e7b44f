// Selling: pipelines, deals, the board, the forecast.

import type { Named } from "./lists"
import type { Changed } from "./people"

// ── pipelines ────────────────────────────────────────────────────────────
// GET /api/pipelines → Pipeline[] ; POST PipelineWish → Pipeline[] ; PATCH,DELETE /api/pipelines/{id} → Pipeline[]
export type DealState = "open" | "won" | "lost"
export interface Stage {
  id: string
  name: string
  kind: DealState
  /** The chance that a deal in it is won, in percent; 100 where it is won, 0 where it is lost. */
  probability: number
  /** After so many days in it a deal is stale; null for never. */
  age_days: number | null
  /** Keys of the fields that must be filled before a deal enters it. */
  needs: string[]
  /** Keys of the roles that may move a deal into it; none for all. */
  roles: string[]
}
export interface Pipeline {
  id: string
  name: string
  /** In their order: those that are open first, then won, then lost. */
  stages: Stage[]
  /** Open deals that the caller sees. */
  open: number
}
/** A stage as it is wished; without an id it is new. One that is left out goes, if no deal stands in it. */
export type StageWish = Omit<Stage, "id"> & { id?: string }
export interface PipelineWish {
  name?: string
  stages?: StageWish[]
  /** The pipeline that it shall stand before; empty puts it last. */
  before?: string
}

// ── reasons ──────────────────────────────────────────────────────────────
// GET,PUT /api/deals/reasons → DealReasons
/** Why deals are lost, as the workspace words it. */
export interface DealReasons {
  lost: string[]
}

// ── deals ────────────────────────────────────────────────────────────────
// GET /api/deals?filter&q&sort&limit&cursor → Page<DealRow> ; POST DealWish → Changed<Deal>
// GET /api/deals/{id} → Deal ; PATCH {set, was?} → Changed<Deal | null> ; DELETE → Changed<null>
// POST /api/deals/{id}/move DealMove → Changed<Deal | null>
//   422 fields [{field, code:"required"}] where the stage needs more; 409 "moved" detail {stage: Named, by: Named | null, at} where it is elsewhere by now
// GET /api/deals/{id}/changes?cursor → Page<ChangeRow>
// POST /api/deals/{id}/people {person, role} → Changed<Deal> ; DELETE /api/deals/{id}/people/{person} → Changed<Deal>
// PUT /api/deals/{id}/lines {lines: DealLineWish[]} → Changed<Deal>; the amount follows from them
/** What stands next to be done. */
export type DealClock = "overdue" | "today" | "planned" | "none"
export interface DealRow {
  id: string
  /** DL-0946. */
  number: string
  name: string
  pipeline: Named
  stage: Named
  state: DealState
  person: Named | null
  company: Named | null
  owner: Named | null
  /** Decimal text. */
  amount: string | null
  currency: string
  /** In percent: its own, or that of its stage. */
  probability: number
  /** When it is expected to close: a date. */
  expected_on: string | null
  next_step: string | null
  next_at: string | null
  clock: DealClock
  /** Since when it stands in its stage, and after how many days there it is stale. */
  stage_since: string
  age_days: number | null
  closed_at: string | null
  lost_reason: string | null
  source: string | null
  created_at: string
  updated_at: string
  fields: Record<string, unknown>
  linked?: Record<string, string>
}
/** What somebody is in a deal. */
export type DealRole = "decides" | "pays" | "uses" | "influences" | "champions" | "blocks"
export interface DealPerson {
  person: Named
  title: string | null
  role: DealRole | null
  /** Whether the deal is theirs; the others have a part in it. */
  main: boolean
}
export interface DealLineWish {
  name: string
  /** Decimal text, more than zero. */
  quantity: string
  /** Decimal text. */
  price: string
  /** In percent. */
  discount: string
}
export interface DealLine extends DealLineWish {
  amount: string
}
/** A stage that a deal stood or stands in. */
export interface DealStay {
  stage: Named
  since: string
  until: string | null
  by: Named | null
}
export interface DealStep {
  stage: string
  /** Whether the caller's role may. */
  may: boolean
  /** Keys of the fields that are still empty. */
  missing: string[]
}
export interface Deal {
  row: DealRow
  /** The stages of its pipeline, in order. */
  stages: Stage[]
  /** Where it stood, oldest first. */
  stays: DealStay[]
  /** Where it may go from here. */
  steps: DealStep[]
  people: DealPerson[]
  lines: DealLine[]
  /** Competitors, as they were named. */
  competitors: string[]
  may_edit: boolean
  may_delete: boolean
}
export interface DealWish {
  name: string
  pipeline?: string
  stage?: string
  person?: string | null
  company?: string | null
  amount?: string | null
  currency?: string
  [field: string]: unknown
}
export interface DealMove {
  stage: string
  /** The stage in which the caller saw it. */
  was: string
  /** Values that the stage needs, written with the move. */
  set?: Record<string, unknown>
  lost_reason?: string
  note?: string
}
export type DealChanged = Changed<Deal | null>

// ── board ────────────────────────────────────────────────────────────────
// GET /api/deals/board?pipeline=&filter=&q=&sort=&each=30 → DealBoard; more cards of a column by /api/deals with its filter and next
export interface DealColumn {
  stage: Stage
  count: number
  /** In the workspace's currency, by the rates of the day. */
  total: string
  weighted: string
  /** How many stand how. */
  clock: Record<DealClock, number>
  rows: DealRow[]
  /** The filter that finds the column, and the cursor of its next page. */
  filter: string
  next: string | null
}
export interface DealBoard {
  pipeline: Pipeline
  currency: string
  columns: DealColumn[]
  /** Currencies without a rate: their amounts are in no total. */
  unrated: string[]
}

// ── forecast ─────────────────────────────────────────────────────────────
// GET /api/deals/forecast?pipeline=&period=2026-Q4&filter= → DealForecast
/** How many deals, what they come to, and the filter that finds them. */
export interface DealSum {
  count: number
  total: string
  filter: string
}
export interface DealForecastPart {
  /** A colleague, or nobody. */
  owner: Named | null
  target: string | null
  won: DealSum
  open: DealSum
  /** Open, weighted by the chance. */
  weighted: string
}
export interface DealForecastMonth {
  /** 2026-11. */
  month: string
  won: DealSum
  open: DealSum
  weighted: string
}
export interface DealForecast {
  /** 2026-Q4, 2026-11 or 2026. */
  period: string
  from: string
  until: string
  /** How much of the period has passed, in percent. */
  passed: number
  currency: string
  target: string | null
  won: DealSum
  open: DealSum
  weighted: string
  lost: DealSum
  /** Won of all that closed within the period, in percent; null where none did. */
  win_rate: number | null
  /** Days from making to winning, the median. */
  cycle_days: number | null
  owners: DealForecastPart[]
  months: DealForecastMonth[]
  unrated: string[]
}

// ── targets ──────────────────────────────────────────────────────────────
// GET /api/targets?period=2026-Q4 → Targets ; PUT {period, targets: TargetWish[]} → Targets
export interface Target {
  owner: Named
  amount: string
}
export interface Targets {
  period: string
  currency: string
  targets: Target[]
}
export interface TargetWish {
  owner: string
  /** Decimal text; null takes it away. */
  amount: string | null
}

// ── rates ────────────────────────────────────────────────────────────────
// GET /api/rates → Rates ; PUT {rates: RateWish[]} → Rates
/** From a day on, one of the currency is worth so much in the workspace's. */
export interface Rate {
  currency: string
  day: string
  rate: string
}
export interface Rates {
  currency: string
  /** Newest day first. */
  rates: Rate[]
}
export interface RateWish {
  currency: string
  day: string
  /** Null takes it away. */
  rate: string | null
}

// Reports: a question about the rows of one object, what it comes to, how it is drawn; dashboards of them; goals; mails.

import type { FieldType, ObjectKind } from "./fields"
import type { Named } from "./lists"
import type { Sum } from "./people"

// ── questions ────────────────────────────────────────────────────────────
// GET /api/reports/about?object=deal → ReportAbout
// POST /api/reports/run Question → Answer ; POST /api/reports/rows RowsWish → ReportRows
// POST /api/reports/export ReportExport → the file
export type MeasureKind = "count" | "sum" | "average" | "least" | "most" | "distinct" | "share" | "days"
export type DateUnit =
  | "hour"
  | "day"
  | "week"
  | "month"
  | "quarter"
  | "year"
  | "weekday"
  | "hour_of_day"
  | "month_of_year"
/** What is added up. A field may lie one step away: "person.tier". */
export interface Measure {
  of: MeasureKind
  /** Which field; none for "count" and "share". Of "days" where they begin. */
  field?: string
  /** Of "days": where they end. The average of the days between the two. */
  until?: string
  /** Only rows that pass this; of "share" those whose share of the others is asked for. */
  filter?: string
  /** What it is called instead of its kind and field. */
  name?: string
}
/** What rows are parted by: a field, of this object or one step away ("person.city", "owner.team"). */
export interface Dimension {
  field: string
  /** Of days and instants; month where none is said. Weeks begin on Monday. */
  unit?: DateUnit
}
/**
 * Spans of days: "today", "yesterday", "this_week", "last_week", "next_week", and the same of "month", "quarter", "year";
 * "last_7_days", "last_30_days", "last_90_days", "last_365_days" (today is the last of them), "next_30_days"; or two days,
 * "2026-01-01..2026-03-31", both of them within.
 */
export interface Question {
  object: ObjectKind
  filter?: string
  /** Which rows by when; none is all of them. */
  period?: { field: string; range: string }
  /** 1 to 6. */
  measures: Measure[]
  /** None to three; the last one may stand across (`across`). */
  by?: Dimension[]
  /** Whether the last of `by` makes columns. */
  across?: boolean
  /** The same span before, or a year before; with a period only. */
  compare?: "before" | "year"
  /** What amounts are reckoned in, by the rate of their day; none is the workspace's own currency. */
  currency?: string
  /**
   * Instead of `by`: people by when they first are among the rows, and how many units later they are again. `field` is
   * what they are there by, `unit` day, week, month, quarter or year.
   */
  cohort?: Dimension
  /** The zone in which days begin, by its IANA name; none is the workspace's. */
  zone?: string
}

export interface AnswerMeasure extends Measure {
  /** How its values read; "percent" is 0 to 100: "number", "money" (of `Answer.currency`), "percent", "days", "instant", "date". */
  type: "number" | "money" | "percent" | "days" | "instant" | "date"
}
export interface AxisKey {
  /**
   * Null for rows without one. A day is "2026-11-20", a month "2026-11", a quarter "2026-Q4", a week "2026-W48" (ISO 8601),
   * a year "2026", an hour "2026-11-20T13"; a weekday 1 (Monday) to 7, an hour 0 to 23, a month of the year 1 to 12.
   */
  value: string | number | boolean | null
  /** What a record, a colleague, a choice is called. Words of the program are phrased by the app. */
  label?: string
  /** The colour of a choice. */
  color?: string
  /** Between which numbers, where it is a range; `to` is outside. */
  range?: { from: string; to: string }
}
export interface Axis {
  field: string
  unit?: DateUnit
  /** "cohort" for the first moment of people, "since" for how many units after it. */
  of: "values" | "dates" | "cycle" | "ranges" | "cohort" | "since"
  /** The type of the field, and the object that it is of. */
  type: FieldType
  object: ObjectKind
  keys: AxisKey[]
  /** How many there are beyond the keys; those count in what is added up over all. */
  more: number
}
export interface AnswerCell {
  /** By axis which key, null over all of them: every answer holds what its parts come to, too. */
  at: (number | null)[]
  /** By measure: decimal text, an instant, a day; null where there is nothing to tell. */
  values: (string | null)[]
  /** The same of the span that it is compared with. */
  before?: (string | null)[]
}
export interface Answer {
  axes: Axis[]
  measures: AnswerMeasure[]
  /** Those that hold anything, the coarser ones too; the first is over everything. */
  cells: AnswerCell[]
  /** The days that it is about, and those that it is compared with; both ends within. */
  span: { from: string; to: string } | null
  before: { from: string; to: string } | null
  /** Where days begin: the zone of the caller. */
  zone: string
  currency: string
  /** Amounts that are in no sum, for want of a rate. */
  unrated: Sum[]
  at: string
}
export interface ReportAbout {
  object: ObjectKind
  fields: ReportField[]
}
export interface ReportField {
  /** "city", "person.city", "owner.team" */
  key: string
  type: FieldType
  /** The object that the field is of; the key of the field there. "staff" has "team" alone, "line" is what was bought. */
  object: ObjectKind | "staff" | "line"
  field: string
  /** Of fields of one's own. */
  label?: string
  options?: { id: string; label: string; color: string }[]
  /** What it does for. */
  groups: boolean
  measures: MeasureKind[]
  period: boolean
}
export interface RowsWish {
  question: Question
  /** By axis the value of the key; null over all of them, {"value": null} for rows without one. */
  cell: ({ value: string | number | boolean | null } | null)[]
  /** The measure that was opened, whose filter counts too. */
  measure?: number
  /** Those of the span that it is compared with. */
  before?: boolean
  cursor?: string
}
export interface ReportRows {
  rows: ReportHit[]
  next: string | null
  total: number | null
  /** What finds them in the list of the object, where a filter can say it. */
  filter: string | null
}
export interface ReportHit {
  id: string
  object: ObjectKind
  name: string
  /** A state, a kind, a stage: the value of `state_field`. */
  state: string | null
  state_label?: string
  person: Named | null
  owner: Named | null
  amount: Sum | null
  /** When it was, in the sense of the question. */
  at: string | null
}
export interface ReportExport {
  name: string
  question: Question
  format: "csv" | "xlsx" | "pdf"
  /** The language of heads and words. */
  language: "zh-CN" | "zh-TW" | "en"
}

// ── saved ────────────────────────────────────────────────────────────────
// GET /api/reports → Report[] ; POST ReportWish → Report
// GET,PATCH,DELETE /api/reports/{id} ; POST /api/reports/{id}/restore → Report
export type ReportLookAs =
  | "table"
  | "pivot"
  | "bar"
  | "column"
  | "line"
  | "area"
  | "pie"
  | "funnel"
  | "cohort"
  | "heat"
  | "map"
  | "gauge"
  | "number"
export interface ReportLook {
  as: ReportLookAs
  stacked?: boolean
  /** Of a map: the provinces of China, or countries. */
  map?: "china" | "world"
  /** Of a gauge: what would be full. Decimal text. */
  full?: string
  /** Measure by which the keys stand, the largest first; none is the order of the values. */
  sort?: number
}
export interface ReportWish {
  name: string
  note?: string
  question: Question
  look: ReportLook
  shared?: boolean
}
export interface Report {
  id: string
  name: string
  note: string
  question: Question
  look: ReportLook
  shared: boolean
  owner: Named
  mine: boolean
  /** Whether the caller may change it. */
  editable: boolean
  updated_at: string
}

// ── dashboards ───────────────────────────────────────────────────────────
// GET /api/dashboards → DashboardRow[] ; POST DashboardWish → Dashboard
// GET,PATCH,DELETE /api/dashboards/{id} ; POST /api/dashboards/{id}/restore → Dashboard
export interface DashboardRow {
  id: string
  name: string
  note: string
  shared: boolean
  owner: Named
  mine: boolean
  editable: boolean
  /** Keys of roles that it opens for. */
  roles: string[]
  /** Whether it is the one that opens for the caller. */
  opens: boolean
  tiles: number
  updated_at: string
}
/** A part of a dashboard: a saved report, or a question of its own. */
export interface DashboardTile {
  /** Made by whoever puts it there; no two of a dashboard have the same. */
  id: string
  report?: string
  title?: string
  question?: Question
  look?: ReportLook
  /** Twelfths of the width: 3, 4, 6, 8 or 12; heights of 1 to 3. */
  width: 3 | 4 | 6 | 8 | 12
  height: 1 | 2 | 3
}
export interface DashboardWish {
  name: string
  note?: string
  shared?: boolean
  roles?: string[]
  tiles?: DashboardTile[]
}
export interface Dashboard extends Omit<DashboardRow, "tiles"> {
  /** With the question and the look of saved reports; without either where that is gone or not open to the caller. */
  tiles: DashboardTile[]
}

// ── mails ────────────────────────────────────────────────────────────────
// GET /api/report-mails → ReportMail[] ; POST ReportMailWish → ReportMail ; PATCH,DELETE /api/report-mails/{id}
// POST /api/report-mails/{id}/send → {to: number}: once now ; POST …/decline: to me no more
// Everybody is sent what they themselves may see.
export interface ReportMailWish {
  /** rep_… or das_… */
  what: string
  every: "day" | "week" | "month"
  /** Of a week 1 (Monday) to 7; of a month 1 to 28. */
  on?: number
  /** 0 to 23, where the workspace is. */
  hour: number
  /** usr_…, at most 50. */
  to: string[]
  format: "none" | "csv" | "xlsx"
}
export interface ReportMail extends Omit<ReportMailWish, "to"> {
  id: string
  name: string
  to: Named[]
  next_at: string
  sent_at: string | null
  /** Why it was not sent the last time. */
  problem: string | null
  /** Whether the caller may change it; who is only sent it may decline it. */
  editable: boolean
}

// ── goals ────────────────────────────────────────────────────────────────
// GET /api/goals → Goal[] ; POST GoalWish → Goal ; PATCH GoalChange → Goal ; DELETE /api/goals/{id} ; POST /api/goals/{id}/restore → Goal
export interface GoalWish {
  name: string
  object: ObjectKind
  filter?: string
  measure: Measure
  /** The day or instant by which rows count. */
  field: string
  every: "week" | "month" | "quarter" | "year"
  /** Decimal text. */
  target: string
  /** Whose rows: of one colleague, of a team with those below it, of everybody where neither is said. */
  user?: string
  team?: string
}
/** Null takes it from a colleague or a team. */
export interface GoalChange extends Partial<Omit<GoalWish, "user" | "team">> {
  user?: string | null
  team?: string | null
}
export interface Goal extends Omit<GoalWish, "user" | "team"> {
  id: string
  user: Named | null
  team: Named | null
  type: AnswerMeasure["type"]
  currency: string
  mine: boolean
  editable: boolean
  /** The period at hand; its days, both within. */
  from: string
  to: string
  value: string
  /** What it would be today if it grew evenly. */
  even: string
  /** The six periods before, the oldest first. */
  past: { from: string; to: string; value: string }[]
}

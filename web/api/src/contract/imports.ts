// Files taken in.

import type { ObjectKind } from "./fields"
import type { Named } from "./lists"
import type { Evidence } from "./people"

// ── imports ──────────────────────────────────────────────────────────────
// POST /api/imports?name=FILE (raw body) → ImportInfo ; GET /api/imports → ImportInfo[] ; GET /api/imports/{id}
// POST /api/imports/{id}/preview ImportPlan → ImportPreview (first 50 rows) ; POST /api/imports/{id}/start ImportPlan → ImportInfo
// GET /api/imports/{id}/refused?cursor= → Page<RefusedRow> ; GET /api/imports/{id}/refused.csv ; POST /api/imports/{id}/revert {force?: string[]} → UndoResult | 409 undo_conflict ; DELETE /api/imports/{id} (not started)
export interface ImportInfo {
  id: string
  name: string
  bytes: number
  at: string
  by: Named
  state: "uploaded" | "running" | "done" | "failed" | "reverting" | "reverted"
  format: string
  encoding: string
  notices: { code: string; detail: string }[]
  object: ObjectKind
  columns: ImportColumn[]
  plan: ImportPlan
  progress: ImportProgress | null
  error?: string | null
}
export interface ImportColumn {
  index: number
  header: string
  samples: string[]
  because: string
  confidence: number
}
export interface ImportPlan {
  object: ObjectKind
  mapping: { column: number; target: string | null }[]
  options: {
    source: string
    country: string
    currency: string
    day_first: boolean | null
    match: "ids" | "ids_and_likeness"
    update: "fill" | "overwrite" | "replace"
    /** What happens to rows that are against a rule of quality: they are refused, or taken and flagged. */
    rules?: "refuse" | "flag"
    external_ns: string
  }
}
// targets: field keys of the object; identity targets ("email","phone","member_no","user_id","external:NS","wechat_openid",…); "new:KEY" makes a custom text field; for orders and interactions "person.email", "person.external:NS" … name the person
export interface ImportPreview {
  rows: {
    line: number
    cells: string[]
    outcome: "new" | "update" | "same" | "refused"
    person?: Named | null
    why: Evidence[]
    problems: { column: number | null; code: string; message: string }[]
    /** Which rules of quality the row is against, where the plan takes it all the same. */
    breaches?: { column: number | null; code: string; message: string }[]
    values: { key: string; display: string }[]
  }[]
  summary: Record<string, number>
}
export interface RefusedRow {
  line: number
  cells: string[]
  problems: { column: number | null; code: string; message: string }[]
}
export interface ImportProgress {
  done: number
  total: number
  bytes_done: number
  bytes_total: number
  created: number
  updated: number
  same: number
  refused: number
  /** Taken although they are against a rule of quality. */
  flagged?: number
  started_at: string
  ended_at: string | null
}

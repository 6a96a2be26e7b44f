// Many records in one step.

import type { Problem } from "./common"
import type { Source } from "./people"

// ── many at once ─────────────────────────────────────────────────────────
// POST /api/people/bulk {who, what} → BulkDone
export interface BulkWho {
  ids?: string[]
  filter?: string
  q?: string
  but?: string[]
}
export interface BulkWhat {
  set?: Record<string, unknown>
  /** Say that their files were gone through today. */
  review?: boolean
  add_tags?: string[]
  remove_tags?: string[]
  delete?: boolean
}
export interface BulkDone {
  changed: number
  same: number
  refused: number
  batch: string | null
}

// POST /api/companies/bulk {who, what} → BulkDone: companies have no review
export interface CompanyBulkWhat {
  set?: Record<string, unknown>
  add_tags?: string[]
  remove_tags?: string[]
  delete?: boolean
}

// POST /api/people/batch {rows} → {rows: BatchOutcome[], refused}
export interface BatchRow {
  op?: "upsert" | "create" | "update" | "delete"
  id?: string
  identities?: { kind: string; value: string }[]
  set?: Record<string, unknown>
}
// POST /api/companies/batch {rows} → the same. A company without an id is known by its domain, else by its whole name
export interface CompanyBatchRow {
  op?: "upsert" | "create" | "update" | "delete"
  id?: string
  /** Make a new one also where one of this name or domain is there. */
  anyway?: boolean
  set?: Record<string, unknown>
}
// POST /api/orders/batch {rows} → the same. A new order is a purchase on the timeline of its person; of one that is there
// the status and fields of one's own change. Orders are not deleted: one that is off has the status `cancelled`.
export interface OrderBatchRow {
  op?: "upsert" | "create" | "update"
  /** Which, by id or by its number, which a new one needs. */
  id?: string
  number?: string
  /** Whose a new one is: an id, or what somebody who is there is known by. */
  person?: string
  identities?: { kind: string; value: string }[]
  status?: string
  /** What a new one comes to, decimal text. */
  amount?: string
  currency?: string
  channel?: string
  at?: string
  lines?: Record<string, unknown>[]
  /** Fields of one's own. */
  set?: Record<string, unknown>
}
// Interactions, and with them orders, also come by the thousand through POST /api/interactions, which answers for each.
export interface BatchOutcome {
  row: number
  status: "created" | "updated" | "same" | "deleted" | "refused"
  id?: string
  batch?: string
  problem?: Problem
}

// ── cells ────────────────────────────────────────────────────────────────
// POST /api/people|companies/cells {rows, check?} → CellsDone: what can be written is one batch; check only says what would come of it
export interface CellRow {
  id: string
  /** Null clears. */
  set: Record<string, unknown>
  /** What was read in these fields; where something else stands now, the cell is a clash and stays as it is. */
  seen?: Record<string, unknown>
}
export interface Cell {
  /** The row of the call, from 0. */
  row: number
  field: string
  state: "changed" | "same" | "refused" | "clash"
  before: unknown
  after: unknown
  problem?: { field: string; code: string; message: string }
  /** Who wrote what stands there now, for a clash. */
  by?: Source
  at?: string
}
export interface CellsDone {
  cells: Cell[]
  /** Rows changed. */
  changed: number
  batch: string | null
}

// Connectors to other systems.

import type { ObjectKind } from "./fields"
import type { ImportColumn } from "./imports"

// ── connectors ───────────────────────────────────────────────────────────
// GET /api/connectors → Connector[] ; POST ConnectorWish → Connector ; GET, PATCH, DELETE /api/connectors/:id
// POST /api/connectors/look {place, object?, secret?, connector?} → ConnectorLook ; POST /api/connectors/preview → ImportPreview
// POST /api/connectors/:id/run {compare?} → ConnectorRun ; GET /api/connectors/:id/runs?cursor= → {rows, next}
// GET /api/connectors/runs/:id ; GET /api/connectors/runs/:id/entries?kind=&field=&stood=&key=&cursor= ; …/entries.csv
export interface ConnectorHttp {
  kind: "http"
  url: string
  auth: { way: "none" } | { way: "bearer" } | { way: "basic"; user: string } | { way: "header"; name: string }
  /** Where the list lies in the answer, as data.items; empty takes the first list. */
  records: string
  paging:
    | { style: "none" }
    | { style: "page"; param: string; size_param: string; size: number; first: number }
    | { style: "cursor"; param: string; path: string }
    | { style: "link" }
  /** How only what changed is asked for. */
  since: { param: string; format: "rfc3339" | "seconds" | "millis" } | null
}
export interface ConnectorSftp {
  kind: "sftp"
  host: string
  port: number
  user: string
  /** Whether the secret is a private key; else it is a password. */
  by_key: boolean
  folder: string
  pattern: string
  take: "newest" | "each"
  /** The server's key as it was first seen; null forgets it. */
  fingerprint: string | null
}
export interface ConnectorSql {
  kind: "sql"
  engine: "postgres" | "mysql"
  host: string
  /** 0 takes the engine's own. */
  port: number
  database: string
  user: string
  tls: boolean
  /** For reading: one SELECT. */
  query: string
  /** A column of the answer that only grows. */
  watermark: string | null
  /** For sending: a table, or SCHEMA.TABLE. */
  table: string
}
export type ConnectorPlace = ConnectorHttp | ConnectorSftp | ConnectorSql
export interface ConnectorMapped {
  /** Their name. */
  name: string
  /** Ours, as in the plan of an import; for sending a field, a number of another system, id or gone. */
  target: string | null
}
export interface ConnectorOptions {
  country: string
  currency: string
  day_first: boolean | null
  match: "ids" | "ids_and_likeness" | null
}
export interface Connector {
  id: string
  name: string
  /** Under whose rights it runs. */
  user: string
  direction: "pull" | "push"
  object: ObjectKind
  place: ConnectorPlace
  /** Their name of what names a record. */
  key: string
  mapping: ConnectorMapped[]
  options: ConnectorOptions
  rule: "theirs" | "ours" | "fill"
  /** Minutes between runs; null runs by hand only. */
  every: number | null
  has_secret: boolean
  paused: boolean
  why_paused: "failing" | "account_closed" | null
  failures: number
  last_run: ConnectorRun | null
  last_ok_at: string | null
  next_at: string | null
  created_at: string
}
export interface ConnectorWish {
  name?: string
  direction?: "pull" | "push"
  object?: ObjectKind
  place?: ConnectorPlace
  key?: string
  mapping?: ConnectorMapped[]
  options?: ConnectorOptions
  rule?: "theirs" | "ours" | "fill"
  every?: number | null
  /** A password, token or private key; never told again. Empty takes it away. */
  secret?: string
  paused?: boolean
}
export interface ConnectorLook {
  object: ObjectKind
  columns: ImportColumn[]
  mapping: ConnectorMapped[]
  rows: string[][]
  fingerprint: string | null
}
export interface ConnectorRun {
  id: string
  connector: string
  mode: "pull" | "push" | "compare"
  state: "waiting" | "running" | "done" | "failed"
  created_at: string
  started_at: string | null
  ended_at: string | null
  /** Why it failed: a stable word and a sentence. */
  code: string | null
  error: string | null
  /** What it wrote, as an import that can be looked at and reverted. */
  import: string | null
  counts: ConnectorCounts
}
export interface ConnectorCounts {
  there: number
  here: number
  matched: number
  created: number
  /** Changed here; sent, for a run that sends. */
  updated: number
  same: number
  refused: number
  differing: number
  missing_here: number
  /** Only where all records of the other system were read. */
  missing_there: number | null
  /** Entries beyond what the ledger keeps. */
  left_off: number
}
export interface ConnectorEntry {
  seq: number
  kind: "differs" | "refused" | "missing_here" | "missing_there"
  key: string
  /** The record here, if I see it. */
  record: string | null
  field: string | null
  theirs: string | null
  ours: string | null
  /** none where nothing was to be written. */
  stood: "theirs" | "ours" | "none" | null
  reason: string | null
  /** Whether the values are kept from me. */
  masked: boolean
}
export interface ConnectorEntries {
  rows: ConnectorEntry[]
  next: string | null
  /** The fields that differ anywhere in the run, and how often; on the first page. */
  fields: [string, number][]
}

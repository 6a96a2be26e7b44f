// What arrives, from where.

import type { Named } from "./lists"

// ── ingest health, sources and keys ──────────────────────────────────────
// GET /api/ingest/health → IngestHealth ; GET /api/ingest/refused?cursor= → Page<RefusedInput> ; GET /api/ingest/refused/{id}/raw
export interface IngestHealth {
  at: string
  queue: { rows: number; bytes: number; capacity_bytes: number }
  lag_ms: { p50: number; p99: number }
  per_minute: { at: string; accepted: number; duplicate: number; refused: number }[] /* last 60 */
  steps: { step: string; passed: number; stopped: number; micros: number }[]
  reasons: { reason: string; count: number; last_at: string }[]
  by_source: { source: Named; accepted: number; refused: number; last_at: string | null }[]
  raw: { rows: number; bytes: number; keep_days: number; oldest_at: string | null }
}
export interface RefusedInput {
  id: string
  at: string
  source: Named
  door: string
  step: string
  reason: string
  message: string
  message_id: string | null
  // Empty where `withheld`: the role hides fields that the input may hold.
  sample: string
  withheld: boolean
}
// GET /api/sources → SourceInfo[] ; POST /api/sources {name,kind} → SourceInfo ; PATCH /api/sources/{id} {name?,paused?}
// POST /api/sources/{id}/keys {name} → {key: KeyInfo, secret: string} (shown once) ; DELETE /api/keys/{id}
export interface SourceInfo {
  id: string
  name: string
  kind: "web" | "server" | "file" | "staff" | "demo"
  paused: boolean
  keys: KeyInfo[]
  accepted: number
  refused: number
  last_at: string | null
  created_at: string
}
export interface KeyInfo {
  id: string
  name: string
  hint: string
  created_at: string
  last_used_at: string | null
}

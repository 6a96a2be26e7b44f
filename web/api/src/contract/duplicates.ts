// Merging, and who may be the same.

import type { Named, PersonRow } from "./lists"
import type { Evidence, Person } from "./people"

// ── merging and duplicates ───────────────────────────────────────────────
// POST /api/merges {winner,loser} → Changed<Person>    DELETE /api/merges/{id} → Changed<Person> (undo = unmerge)
// GET /api/merges/preview?a=&b= → MergePreview
export interface MergePreview {
  a: Person
  b: Person
  fields: { key: string; a: unknown; b: unknown; result: unknown; from: "a" | "b" }[]
  evidence: Evidence[]
  probability: number | null
  blocked: Evidence[] /* why a program would not merge: two member numbers … */
}
// GET /api/duplicates?state=open|same|different|later&cursor= → Page<Proposal>
// POST /api/duplicates/{id} {decision:"same"|"different"|"later", winner?} → Changed<Joined | null>
/** What a decision that two are the same made. */
export interface Joined {
  person: string
}
// POST /api/duplicates/scan → ScanProgress   GET /api/duplicates/scan → ScanProgress | null
export interface Proposal {
  id: string
  a: PersonRow
  b: PersonRow
  portrait: { key: string; a: string | null; b: string | null }[]
  probability: number
  evidence: Evidence[]
  state: string
  origin: "scan" | "arrival" | "conflict"
  at: string
  decided_by?: Named | null
}
export interface ScanProgress {
  job: string
  state: "running" | "done" | "failed"
  phase: string
  done: number
  total: number
  merged: number
  proposed: number
  started_at: string
  ended_at: string | null
  error?: string | null
}
// POST /api/dedupe (text/csv body) ?id=COLUMN&threshold= → {pairs: {a,b,probability}[], clusters: {id,cluster}[], columns: …}

// GET /api/settings/matching → Matching ; PUT /api/settings/matching Matching → Matching (right "users")
// The probability above which the program merges by itself, 0.9 to 1; null: never, people decide.
export interface Matching {
  merge_automatically_above: number | null
}

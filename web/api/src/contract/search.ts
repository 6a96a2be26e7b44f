// Finding anything.

import type { ObjectKind } from "./fields"
import type { Household } from "./people"

// ── search ───────────────────────────────────────────────────────────────
// GET /api/search?q=&limit=20 → SearchResult
export interface SearchResult {
  hits: SearchHit[]
  households?: Household[] // of the people found first; not where the device answers
  took_ms: number
}
/** Of an order: `title` is its number, `person` whose it is; `exact` is the whole number, `identity` how it begins (from three characters on). */
export interface SearchHit {
  kind: ObjectKind | "comment"
  id: string
  person?: string | null
  /** The company that a comment is about. */
  company?: string | null
  title: string
  subtitle: string
  marks: [number, number][] /* UTF-16 ranges of title */
  /** `similar`: nothing is called exactly so; the name is nearly what was typed. */
  why: "exact" | "name" | "identity" | "similar" | "text"
}

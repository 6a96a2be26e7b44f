// How good the data are, and the rules they are held to.

import type { Field, ObjectKind } from "./fields"
import type { Named } from "./lists"
import type { Source } from "./people"

// ── data quality ─────────────────────────────────────────────────────────
// GET /api/quality → Quality
export interface Counted {
  what: string
  count: number
  filter: string
}
export interface Quality {
  at: string
  people: number
  fields: { field: Field; filled: number; missing: string }[]
  mend: Counted[]
  freshness: Counted[]
  owners: { owner: Named | null; count: number; reachable: number; fresh: number; filter: string }[]
  /** By where most of what is known of people comes from, most people first; null where nothing was said. */
  sources: {
    source: Source | null
    count: number
    reachable: number
    named: number
    fresh: number
    /** What lists them; null where the role may not ask for it. */
    filter: string | null
  }[]
  duplicates: number
  /** The same of companies: each figure beside the filter of the list of companies. */
  companies: {
    companies: number
    fields: { field: Field; filled: number; missing: string }[]
    mend: Counted[]
    owners: { owner: Named | null; count: number; filter: string }[]
  }
}

// GET /api/rules → FieldRule[] ; PUT /api/rules/:object/:key RuleWish → FieldRule[], one that asks for nothing takes it away
// POST /api/rules/scan ; GET /api/rules/:object/:key/breaches?kind=&cursor= → {rows, next}
export const RULE_WAYS = ["half_width", "one_space", "no_spaces", "upper", "lower"] as const
export interface RuleWish {
  required: boolean
  unique: boolean
  /** A regular expression that the whole value matches. */
  pattern: string | null
  /** What people are told who write something else. */
  says: string | null
  /** How text is brought into form before it is checked, in this order. */
  ways: (typeof RULE_WAYS)[number][]
}
export interface FieldRule extends RuleWish {
  object: ObjectKind
  key: string
  /** None until the scan has been. */
  scanned_at: string | null
  /** Records without a value, with one against the pattern, with one that others have too. */
  without: number
  bent: number
  double: number
}
export interface RuleBreach {
  id: string
  name: string
  value: string | null
}

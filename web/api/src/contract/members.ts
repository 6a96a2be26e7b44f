// Members and tiers.

import type { Progress } from "./staff"

// ── members ──────────────────────────────────────────────────────────────
export interface Membership {
  numbers: { prefix: string; digits: number; check: boolean; next: number }
  /** What the next number will look like. */
  next: string
  tiers: Tiers
  progress?: Progress
}
export interface Tiers {
  /** Whether they are drawn from orders every night; otherwise they only name and colour. */
  on: boolean
  unit: "amount" | "orders"
  /** Orders of how many months count; null for all. */
  months: number | null
  currency: string
  /** The lowest first. */
  levels: TierLevel[]
}
export interface TierLevel {
  name: string
  color: string
  /** From how much on, decimal text. */
  from: string
}
// ── reviews ──────────────────────────────────────────────────────────────
// GET,PUT /api/review → Reviews; POST /api/people/{id}/review; POST /api/people/bulk {what: {review: true}}
/** How often customers' files are gone through. */
export interface Cycles {
  /** Whether due dates are set every night. */
  on: boolean
  /** The first whose filter finds a person holds; an empty filter finds everybody. */
  cycles: { filter: string; months: number }[]
}
export interface Reviews extends Cycles {
  progress?: Progress
}
export interface MembershipWish {
  numbers?: Membership["numbers"]
  tiers?: Tiers
}

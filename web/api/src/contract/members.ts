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
export interface MembershipWish {
  numbers?: Membership["numbers"]
  tiers?: Tiers
}

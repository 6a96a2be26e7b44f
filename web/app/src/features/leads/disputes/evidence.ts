// Two sides laid beside each other, row by row, and which of them a row speaks for. The program weighs nothing: it only
// marks who was earlier and who did more.

import type { DisputeSide } from "@api/contract"

export type EvidenceKey =
  | "firstTouch"
  | "registeredOn"
  | "heldDays"
  | "calls"
  | "visits"
  | "messages"
  | "notes"
  | "lastWork"
  | "openDeals"

export const EVIDENCE: readonly EvidenceKey[] = [
  "firstTouch",
  "registeredOn",
  "heldDays",
  "calls",
  "visits",
  "messages",
  "notes",
  "lastWork",
  "openDeals",
]

/** For a date, the moment; for a count, the number; null where there is none. */
export function heldBy(side: DisputeSide, key: EvidenceKey): string | number | null {
  if (key === "firstTouch") return side.first?.at ?? null
  if (key === "registeredOn") return side.registered_at
  if (key === "lastWork") return side.work.last_at
  if (key === "heldDays") return side.work.held_days
  if (key === "openDeals") return side.open_deals
  return side.work[key]
}

/** Who came first, or did more: claimant, holder, or neither where they are alike. */
export function strongerIn(key: EvidenceKey, claimant: DisputeSide, holder: DisputeSide): "claimant" | "holder" | null {
  const [a, b] = [heldBy(claimant, key), heldBy(holder, key)]
  if (a === b) return null
  if (typeof a === "number" || typeof b === "number") return (a ?? 0) > (b ?? 0) ? "claimant" : "holder"
  if (a === null || b === null) return a === null ? "holder" : "claimant"
  // What came first counts where it began; for the last work, the later one.
  const earlier = Date.parse(a) < Date.parse(b)
  return earlier === (key !== "lastWork") ? "claimant" : "holder"
}

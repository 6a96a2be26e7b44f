// What the check of the model says, as figures for sentences. Pure.

import type { WorthCheck } from "@api/contract"

export interface Verdict {
  /** Whether too few or too many orders were told in all, and by how many percent. */
  sum: "few" | "many" | "exact"
  off: number
  /** Whether it errs less or more than going on as before, and by how many percent. */
  against: "better" | "worse" | "even"
  by: number
}

export function verdictOf({ told, placed, error, error_as_before }: WorthCheck): Verdict {
  const off = placed === 0 ? (told === 0 ? 0 : 100) : Math.round((Math.abs(told - placed) / placed) * 100)
  const by = error_as_before === 0 ? 0 : Math.round((1 - error / error_as_before) * 100)
  const sum = off === 0 ? "exact" : told < placed ? "few" : "many"
  return { sum, off, against: by > 0 ? "better" : by < 0 ? "worse" : "even", by: Math.abs(by) }
}

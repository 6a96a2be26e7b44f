// When files were last gone through and are due again: of most people; some are late, some are due today.

import type { PersonRow } from "@api/contract"
import { at } from "./clock"
import { makeRandom } from "./random"

const HOURS = 8 * 3_600_000

/** The date of an instant in Shanghai. */
export const dayOf = (instant: string): string => new Date(Date.parse(instant) + HOURS).toISOString().slice(0, 10)

export function reviewCells(n: number): Pick<PersonRow, "reviewed_on" | "review_on"> {
  const random = makeRandom(n * 32_452_843 + 5)
  if (random.chance(0.35)) return { reviewed_on: null, review_on: null }
  const due = n % 40 === 0 ? 0 : -random.below(170) + 8
  return { reviewed_on: random.chance(0.8) ? dayOf(at(due + 180)) : null, review_on: dayOf(at(due)) }
}

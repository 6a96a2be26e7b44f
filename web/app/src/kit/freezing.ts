// How many columns stay while the rest scrolls sideways. In: the columns and what somebody chose. Out: a number.

import { NONE_FROZEN } from "./useColumns"

/** Of the table's width, what frozen columns may take at most: the rest has to have somewhere to scroll. */
const MOST = 0.7

interface Freezing {
  /** Keys of the columns on screen, in order. */
  keys: string[]
  /** Where columns end, in pixels from the left. */
  ends: number[]
  /** The last column that somebody wants to stay. */
  frozen: string | undefined
  /** How many stay where nobody has chosen, or has chosen a column that is not shown. */
  usual: number
  /** How wide the table is; null until it is known. */
  room: number | null
}

export function pinnedOf({ keys, ends, frozen, usual, room }: Freezing): number {
  if (frozen === NONE_FROZEN) return 0
  const chosen = frozen === undefined ? -1 : keys.indexOf(frozen)
  let pinned = chosen < 0 ? usual : chosen + 1
  // The usual columns always stay; of more, as many as leave room.
  while (room !== null && pinned > usual && (ends[pinned - 1] ?? 0) > room * MOST) pinned -= 1
  return pinned
}

// How far a goal is, beside an even pace.

import type { Goal } from "@api/contract"

export interface Pace {
  /** Parts of the target, 0 to 1 and beyond. */
  share: number
  even: number
  state: "reached" | "ahead" | "behind"
  /** How far from an even pace. */
  off: number
}

export function paceOf(goal: Pick<Goal, "value" | "even" | "target">): Pace {
  const [value, even, target] = [Number(goal.value), Number(goal.even), Number(goal.target)]
  const state = value >= target ? "reached" : value >= even ? "ahead" : "behind"
  return { share: value / target, even: even / target, state, off: Math.abs(value - even) }
}

// How far something to be reached has come, beside an even pace.

export interface Pace {
  /** Parts of the target, 0 to 1 and beyond. */
  share: number
  even: number
  state: "reached" | "ahead" | "behind"
  /** How far from an even pace, in its own unit. */
  off: number
}

/** Nothing where nothing is aimed for. */
export function paceOf(goal: { value: string; even: string; target: string }): Pace | null {
  const [value, even, target] = [Number(goal.value), Number(goal.even), Number(goal.target)]
  if (!(target > 0)) return null
  const state = value >= target ? "reached" : value >= even ? "ahead" : "behind"
  return { share: value / target, even: even / target, state, off: Math.abs(value - even) }
}

/** A part as the width of a bar. */
export const widthOf = (share: number) => `${Math.min(100, Math.max(0, share * 100))}%`

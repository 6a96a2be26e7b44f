// Entries of a day side by side where they overlap: each as wide as those beside it leave it. Pure.

export interface Span {
  /** Minutes since midnight. */
  from: number
  to: number
}

export interface Placed<T> {
  of: T
  lane: number
  /** How many lanes there are beside each other where it stands. */
  lanes: number
  /** How many of them it takes, where those at its right are empty meanwhile. */
  wide: number
}

/** What is shorter is drawn as long as this, and what is drawn over another is beside it. */
export const SHORTEST = 20

const end = ({ from, to }: Span) => Math.max(to, from + SHORTEST)
const meet = (a: Span, b: Span) => a.from < end(b) && b.from < end(a)

export function placed<T extends Span>(all: readonly T[]): Placed<T>[] {
  const sorted = [...all].sort((a, b) => a.from - b.from || end(b) - end(a))
  const out: Placed<T>[] = []
  let group: { of: T; lane: number }[] = []
  let until = -1
  const close = () => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane)) + 1
    for (const { of, lane } of group) {
      const others = group.filter((one) => one.lane > lane && meet(one.of, of)).map((one) => one.lane)
      out.push({ of, lane, lanes, wide: Math.min(lanes, ...others) - lane })
    }
    group = []
  }
  for (const of of sorted) {
    if (of.from >= until && group.length > 0) close()
    const taken = group.filter((one) => meet(one.of, of)).map((one) => one.lane)
    let lane = 0
    while (taken.includes(lane)) lane += 1
    group.push({ of, lane })
    until = Math.max(until, end(of))
  }
  if (group.length > 0) close()
  return out
}

// How much this device keeps: chosen by the user, bounded by the role.

export interface Limits {
  /** How many people; 0 keeps none. */
  people: number
  days: number
}

const NOTHING: Limits = { people: 0, days: 0 }
let now = NOTHING

/** Nothing is kept before the limits of the signed-in user are known, and nothing through somebody else's eyes. */
export function keepWithin(next: Limits = NOTHING): void {
  now = next
}
export const keeping = (): Limits => now

/** Bytes that all kept people together may take. */
export const MOST_BYTES = 40 << 20

export const PEOPLE = [0, 50, 200, 500] as const
export const DAYS = [1, 7, 30] as const

// Who may not export may still read on the way what they could read at the desk, but not carry the whole file away:
// fewer people, for fewer days. A kept person is readable in the app only, and goes with the right to see them.
export const mostOf = (mayExport: boolean): Limits => (mayExport ? { people: 500, days: 30 } : { people: 200, days: 7 })

const place = (user: string) => `guanxi.keep.${user}`

export function readLimits(user: string, mayExport: boolean): Limits {
  const most = mostOf(mayExport)
  let chosen: Limits = { people: 200, days: 7 }
  try {
    const kept: Partial<Limits> = JSON.parse(localStorage.getItem(place(user)) ?? "{}")
    chosen = { ...chosen, ...kept }
  } catch {
    // What cannot be read was not chosen.
  }
  return { people: Math.min(chosen.people, most.people), days: Math.min(chosen.days, most.days) }
}

export function writeLimits(user: string, limits: Limits): void {
  try {
    localStorage.setItem(place(user), JSON.stringify(limits))
  } catch {
    // Then the usual limits hold.
  }
}

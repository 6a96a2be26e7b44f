// The visits of a day in another order: who is gone to first takes the first time, and nobody is reckoned to be in two
// places at once. Pure.

import type { RouteStop } from "@api/contract"

export interface Moving {
  stop: RouteStop
  at: string
  ends_at: string | null
}

const ms = (instant: string) => Date.parse(instant)

/** When each begins and ends in the order of these ids; those that stay as they are are among them. */
export function reordered(stops: readonly RouteStop[], ids: readonly string[]): Moving[] {
  const slots = stops.map(({ activity }) => activity.at ?? "").sort((a, b) => ms(a) - ms(b))
  let free = Number.NEGATIVE_INFINITY
  return ids.flatMap((id, n): Moving[] => {
    const stop = stops.find(({ activity }) => activity.id === id)
    const slot = slots[n]
    if (!stop || !slot || !stop.activity.at) return []
    const { at, ends_at } = stop.activity
    const long = ends_at === null ? 0 : ms(ends_at) - ms(at)
    const begins = Math.max(ms(slot), free)
    free = begins + long
    return [
      { stop, at: new Date(begins).toISOString(), ends_at: ends_at === null ? null : new Date(free).toISOString() },
    ]
  })
}

/** Only those whose time is another. */
export const changedOnly = (moves: readonly Moving[]): Moving[] =>
  moves.filter(({ stop, at }) => stop.activity.at === null || ms(stop.activity.at) !== ms(at))

/** Opens the maps of the device: Apple's know no geo: address, everybody else's do. */
export function mapsLink({ lat, lon }: { lat: number; lon: number }, name: string, agent: string): string {
  if (/iPhone|iPad|Macintosh/.test(agent)) return `maps:?ll=${lat},${lon}&q=${encodeURIComponent(name)}`
  return `geo:${lat},${lon}?q=${lat},${lon}(${encodeURIComponent(name)})`
}

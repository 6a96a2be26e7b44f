// When nobody of several is busy: the next stretch within working hours. Pure, in instants and a zone.

import type { BusyOf } from "@api/contract"
import { moved } from "../calendar/days"
import { WORKDAYS, weekdayOf } from "./repeat"
import { instantAt, type Wall, wallOf } from "./wall"

export const WORK = { from: 9 * 60, to: 18 * 60 }
const STEP = 15
const DAYS = 21

/** Who is busy at some time between two instants. */
export const clashes = (busy: BusyOf[], from: string, to: string): BusyOf[] =>
  busy.filter((one) =>
    one.busy.some((part) => Date.parse(part.from) < Date.parse(to) && Date.parse(part.to) > Date.parse(from)),
  )

/** The first time from `after` on at which all are free for so long; null where the coming three weeks have none. */
export function nextFree(busy: BusyOf[], after: Wall, long: number, zone: string): Wall | null {
  const parts = busy
    .flatMap((one) => one.busy)
    .map(({ from, to }) => [Date.parse(from), Date.parse(to)] as const)
    .sort((a, b) => a[0] - b[0])
  for (let n = 0; n < DAYS; n += 1) {
    const day = moved(after.day, n)
    if (!WORKDAYS.includes(weekdayOf(day))) continue
    const first = n === 0 ? Math.max(WORK.from, Math.ceil(after.minutes / STEP) * STEP) : WORK.from
    let at = first
    while (at + long <= WORK.to) {
      const [from, to] = [at, at + long].map((minutes) => Date.parse(instantAt(day, minutes, zone)))
      const taken = parts.find(([begins, ends]) => begins < (to ?? 0) && ends > (from ?? 0))
      if (!taken) return { day, minutes: at }
      const free = wallOf(new Date(taken[1]).toISOString(), zone)
      if (free.day > day) break
      at = Math.max(at + STEP, Math.ceil(free.minutes / STEP) * STEP)
    }
  }
  return null
}

// What colleagues can take, reckoned. Pure rules, no words.

import type { Seat, SeatWish } from "@api/contract"

export const wishOf = ({ who, capacity, monthly, languages, hours, away_until }: Seat): SeatWish => ({
  who: who.id,
  capacity,
  monthly,
  languages,
  hours,
  away_until,
})

export const isAway = ({ away_until }: Seat, now: Date): boolean =>
  away_until !== null && Date.parse(away_until) > now.getTime()

const left = (limit: number | null, used: number) => (limit === null ? Number.POSITIVE_INFINITY : limit - used)

/** A language is asked after by its first part: whoever speaks Chinese serves zh-CN and zh-TW. */
export const spoken = (tag: string): string => tag.split(/[-_]/)[0]?.toLowerCase() ?? tag

/** How many more a colleague can take; endless where nothing limits them. */
export const roomOf = (seat: Seat, now: Date): number =>
  isAway(seat, now) ? 0 : Math.max(0, Math.min(left(seat.capacity, seat.open), left(seat.monthly, seat.month)))

/** A limit as it was typed: nothing for none, and null where it is no whole number. */
export function readLimit(text: string): { limit: number | null } | null {
  const trimmed = text.trim()
  if (trimmed === "") return { limit: null }
  return /^\d{1,6}$/.test(trimmed) ? { limit: Number(trimmed) } : null
}

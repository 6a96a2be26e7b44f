// The periods of an agreement, as days, reckoned as the server does.

const DAY = 86_400_000
const iso = (time: number) => new Date(time).toISOString().slice(0, 10)
const timeOf = (day: string) => Date.parse(`${day}T00:00Z`)

/** So many months later; the last of a short month where it has no such day. */
function monthsOn(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return iso(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/**
 * The last day of the period that begins on a day: the day before the same day so many months later, or the last of
 * that month where it is too short to have the day.
 */
export function lastDay(starts: string, months: number): string {
  const later = monthsOn(starts, months)
  const cut = later.slice(8) !== starts.slice(8)
  return cut ? later : iso(timeOf(later) - DAY)
}

/** The last day of the period after the one that ends on a day. */
export const nextLastDay = (until: string, months: number): string => lastDay(iso(timeOf(until) + DAY), months)

/** How much of the period that runs has passed, from 0 to 1. */
export function passedOf({ starts, until, months }: { starts: string; until: string; months: number }, today: string) {
  const begun = Math.max(timeOf(starts), timeOf(monthsOn(iso(timeOf(until) + DAY), -months)))
  const share = (timeOf(today) - begun) / Math.max(DAY, timeOf(until) + DAY - begun)
  return Math.min(1, Math.max(0, share))
}

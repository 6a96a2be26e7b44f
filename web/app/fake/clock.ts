// The moment of the fake company: 09:54 in Shanghai, today or, before that hour, yesterday; nothing is ahead of the clock.

const DAY = 86_400_000
const zone = 8 * 3_600_000
const moment = (9 * 60 + 54) * 60_000
const today = Math.floor((Date.now() + zone - moment) / DAY) * DAY - zone
export const NOW = today + moment

/** An instant so many days before today, at a local time such as "21:46". */
export function at(daysAgo: number, time = "10:00"): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number)
  return new Date(today - daysAgo * DAY + hour * 3_600_000 + minute * 60_000).toISOString()
}

// The moment of the fake company: 09:54 in Shanghai, today.

const DAY = 86_400_000
const today = Math.floor((Date.now() + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000
export const NOW = today + 9 * 3_600_000 + 54 * 60_000

/** An instant so many days before today, at a local time such as "21:46". */
export function at(daysAgo: number, time = "10:00"): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number)
  return new Date(today - daysAgo * DAY + hour * 3_600_000 + minute * 60_000).toISOString()
}

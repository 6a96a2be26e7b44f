// Days as text, "2026-11-20", and the sheets of a calendar made of them. No clock and no zone: a day is a day.

const DAY = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00Z`)
const textOf = (time: number) => new Date(time).toISOString().slice(0, 10)

export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text)) && textOf(at(text)) === text

export const moved = (day: string, days: number): string => textOf(at(day) + days * DAY)

/** The same day of another month, or its last where there is none. */
export function movedMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return textOf(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** The days of a week that begins on `first` (1 is Monday, 7 Sunday). */
export function weekOf(day: string, first: number): string[] {
  const weekday = new Date(at(day)).getUTCDay() || 7
  const start = moved(day, -((weekday - first + 7) % 7))
  return Array.from({ length: 7 }, (_, n) => moved(start, n))
}

/** The weeks that show a whole month. */
export function monthOf(day: string, first: number): string[][] {
  const month = day.slice(0, 7)
  const weeks: string[][] = []
  let start = weekOf(`${month}-01`, first)[0] ?? day
  while (start.slice(0, 7) <= month) {
    weeks.push(Array.from({ length: 7 }, (_, n) => moved(start, n)))
    start = moved(start, 7)
  }
  return weeks
}

/** On which day the reader's week begins: as the browser knows it, Monday where it does not. */
export function firstOfWeek(locale: string): number {
  const info: unknown = Reflect.get(Intl.Locale.prototype, "getWeekInfo")
  if (typeof info !== "function") return 1
  const told: unknown = info.call(new Intl.Locale(locale))
  const first: unknown = typeof told === "object" && told !== null ? Reflect.get(told, "firstDay") : undefined
  return typeof first === "number" ? first : 1
}

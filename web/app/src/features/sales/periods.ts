// Periods that a forecast is of: a month, a quarter, a year.

export type PeriodKind = "month" | "quarter" | "year"

export interface Period {
  kind: PeriodKind
  year: number
  /** Of a month 1 to 12, of a quarter 1 to 4, of a year 0. */
  n: number
}

export function readPeriod(text: string | undefined): Period | null {
  const match = /^(\d{4})(?:-(Q[1-4]|0[1-9]|1[0-2]))?$/.exec(text ?? "")
  if (!match) return null
  const [, year, part] = match
  if (part === undefined) return { kind: "year", year: Number(year), n: 0 }
  return part.startsWith("Q")
    ? { kind: "quarter", year: Number(year), n: Number(part.slice(1)) }
    : { kind: "month", year: Number(year), n: Number(part) }
}

export function writePeriod({ kind, year, n }: Period): string {
  if (kind === "year") return String(year)
  return kind === "quarter" ? `${year}-Q${n}` : `${year}-${String(n).padStart(2, "0")}`
}

const PARTS: Record<PeriodKind, number> = { year: 1, quarter: 4, month: 12 }

/** The period so many steps away. */
export function stepped({ kind, year, n }: Period, by: number): Period {
  if (kind === "year") return { kind, year: year + by, n }
  const parts = PARTS[kind]
  const at = year * parts + (n - 1) + by
  return { kind, year: Math.floor(at / parts), n: (at % parts) + 1 }
}

/** The period of a kind that a day such as 2026-11-30 lies in. */
export function periodOf(kind: PeriodKind, day: string): Period {
  const [year = 0, month = 1] = day.split("-").map(Number)
  return { kind, year, n: kind === "year" ? 0 : kind === "month" ? month : Math.ceil(month / 3) }
}

/** Those offered around today: the one before, the present and the next two of each kind, where nothing else is wished. */
export const offeredPeriods = (kind: PeriodKind, day: string, steps: readonly number[] = [-1, 0, 1, 2]): Period[] =>
  steps.map((by) => stepped(periodOf(kind, day), by))

export const thisQuarter = (day: string): string => writePeriod(periodOf("quarter", day))

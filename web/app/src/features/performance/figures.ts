// The figures of performance: which there are, how each is read, and what a change of it means. Pure.

import type { Performance, PerformanceFigure, PerformanceRow } from "@api/contract"

export const FIGURES = [
  "won_amount",
  "target_share",
  "deals_won",
  "win_rate",
  "deals_lost",
  "deals_opened",
  "open_amount",
  "days_to_win",
  "leads_taken",
  "leads_converted",
  "first_work_hours",
  "calls",
  "meetings",
  "visits",
  "overdue",
] as const satisfies readonly PerformanceFigure[]

/** What is seen first; on a phone without choosing. */
export const SHOWN_FIRST: readonly PerformanceFigure[] = [
  "won_amount",
  "target_share",
  "deals_won",
  "win_rate",
  "leads_converted",
  "first_work_hours",
  "visits",
  "overdue",
]
export const SHOWN_PHONE: readonly PerformanceFigure[] = [
  "won_amount",
  "target_share",
  "deals_won",
  "win_rate",
  "first_work_hours",
  "overdue",
]

export type FigureType = "money" | "percent" | "hours" | "days" | "count"
export const typeOf = (figure: PerformanceFigure): FigureType =>
  figure === "won_amount" || figure === "open_amount"
    ? "money"
    : figure === "win_rate" || figure === "target_share"
      ? "percent"
      : figure === "first_work_hours"
        ? "hours"
        : figure === "days_to_win"
          ? "days"
          : "count"

const LESS_IS_BETTER: readonly PerformanceFigure[] = ["first_work_hours", "days_to_win", "deals_lost", "overdue"]
/** How much there is to do is neither good nor bad. */
const NEITHER: readonly PerformanceFigure[] = ["leads_taken", "open_amount"]

export interface Change {
  way: "more" | "less" | "same"
  /** In percent of what it was; of a share in points. Null where there was nothing before. */
  by: number | null
  unit: "percent" | "points"
  good: boolean | null
}

export function changeOf(figure: PerformanceFigure, value: string | null, before: string | null): Change | null {
  if (value === null || before === null) return null
  const [now, was] = [Number(value), Number(before)]
  const unit = typeOf(figure) === "percent" ? "points" : "percent"
  if (now === was) return { way: "same", by: 0, unit, good: null }
  const more = now > was
  const by =
    unit === "points"
      ? Math.round(Math.abs(now - was))
      : was === 0
        ? null
        : Math.round((Math.abs(now - was) / Math.abs(was)) * 100)
  // A change that rounds to nothing is none.
  if (by === 0) return { way: "same", by: 0, unit, good: null }
  const good = NEITHER.includes(figure) ? null : more !== LESS_IS_BETTER.includes(figure)
  return { way: more ? "more" : "less", by, unit, good }
}

// ── columns and order ────────────────────────────────────────────────────
/** The columns that the address asks for; what is not known is left out, and none is those seen first. */
export function readColumns(text: string | undefined): PerformanceFigure[] {
  const wanted = text?.split(",") ?? []
  const known = FIGURES.filter((one) => wanted.includes(one))
  return known.length > 0 ? known : [...SHOWN_FIRST]
}
/** As the address says it; nothing where it is what is seen first. */
export function writeColumns(columns: readonly PerformanceFigure[]): string | undefined {
  const text = FIGURES.filter((one) => columns.includes(one)).join(",")
  return text === FIGURES.filter((one) => SHOWN_FIRST.includes(one)).join(",") ? undefined : text
}

export interface Sort {
  key: PerformanceFigure | "who"
  down: boolean
}
export function readSort(text: string | undefined): Sort {
  const key = text?.replace(/^-/, "")
  const known = key === "who" ? key : FIGURES.find((one) => one === key)
  return known ? { key: known, down: text?.startsWith("-") === true } : { key: "won_amount", down: true }
}
/** A click on a head: figures begin with the most, names with the first, and a second click turns them round. */
export function nextSort(now: Sort, key: Sort["key"]): string {
  const down = now.key === key ? !now.down : key !== "who"
  return `${down ? "-" : ""}${key}`
}

export function sorted(rows: readonly PerformanceRow[], { key, down }: Sort, locale: string): PerformanceRow[] {
  const way = down ? -1 : 1
  return [...rows].sort((a, b) => {
    const names = (a.who?.name ?? "").localeCompare(b.who?.name ?? "", locale)
    if (key === "who") return way * names
    const [one, other] = [a.values[key], b.values[key]]
    // What is not known stands last, whichever way.
    if (one === null || other === null) return Number(one === null) - Number(other === null) || names
    return way * (Number(one) - Number(other)) || names
  })
}

/** A team with its own figures and those in it; the last may be of no team. */
export interface Group {
  team: PerformanceRow | null
  /** How far below the top. */
  depth: number
  people: PerformanceRow[]
}

/** Colleagues under their teams, teams under those above them. Teams in which the caller sees nobody are left out. */
export function groupsOf(
  { people, teams }: Pick<Performance, "people" | "teams">,
  sort: Sort,
  locale: string,
): Group[] {
  const known = new Set(teams.map(({ who }) => who?.id))
  const inside = (id: string | undefined) => people.filter(({ team }) => team?.id === id && id !== undefined)
  const holds = (team: PerformanceRow): boolean =>
    inside(team.who?.id).length > 0 || below(team.who?.id).some((one) => holds(one))
  const below = (id: string | undefined) =>
    teams.filter(({ team }) => (team && known.has(team.id) ? team.id === id : id === undefined))
  const walk = (id: string | undefined, depth: number, seen: ReadonlySet<string>): Group[] =>
    sorted(below(id).filter(holds), sort, locale).flatMap((team) => {
      const own = team.who?.id ?? ""
      if (seen.has(own)) return []
      return [
        { team, depth, people: sorted(inside(own), sort, locale) },
        ...walk(own, depth + 1, new Set([...seen, own])),
      ]
    })
  const alone = people.filter(({ team }) => team === null || !known.has(team.id))
  const groups = walk(undefined, 0, new Set())
  return alone.length > 0 ? [...groups, { team: null, depth: 0, people: sorted(alone, sort, locale) }] : groups
}

// How a deal stands: how long in its stage, what a stage still needs of it, where it may go. Pure rules, no words.

import type { Deal, DealClock, DealRow, Stage } from "@api/contract"

export const CLOCKS: readonly DealClock[] = ["overdue", "today", "planned", "none"]

export interface Ageing {
  /** Full days in the stage. */
  days: number
  /** How much of the stage's limit has gone, from 0 to 1; nothing where there is no limit. */
  share: number | null
  /** Days beyond the limit. */
  over: number
}

/** `days` are those since the deal entered its stage, by the reader's calendar. */
export function ageingOf({ age_days: limit }: Pick<DealRow, "age_days">, days: number): Ageing {
  const shown = Math.max(0, days)
  if (limit === null || limit <= 0) return { days: shown, share: null, over: 0 }
  return { days: shown, share: Math.min(1, shown / limit), over: Math.max(0, shown - limit) }
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)

/** What a row holds under a key: nothing that is known where the row does not carry it. */
function heldBy(row: DealRow, key: string): { known: boolean; value: unknown } {
  if (key in row.fields) return { known: true, value: row.fields[key] }
  if (key in row) return { known: true, value: Reflect.get(row, key) }
  return { known: key.startsWith("x_"), value: null }
}

/** Keys that the stage needs and the row leaves empty; what a row does not carry is left to the server. */
export function missingFor(row: DealRow, stage: Stage): string[] {
  return stage.needs.filter((key) => {
    const { known, value } = heldBy(row, key)
    return known && isEmpty(value)
  })
}

/** Whether a role may bring deals into a stage. */
export const mayEnter = (stage: Stage, role: string): boolean => stage.roles.length === 0 || stage.roles.includes(role)

/** The stages beside the one that a deal stands in: the next open one, the won, the lost. */
export function waysOn({ row, stages }: Pick<Deal, "row" | "stages">) {
  const open = stages.filter((stage) => stage.kind === "open")
  const at = open.findIndex((stage) => stage.id === row.stage.id)
  return {
    next: at >= 0 ? open[at + 1] : undefined,
    won: stages.filter((stage) => stage.kind === "won" && stage.id !== row.stage.id),
    lost: stages.filter((stage) => stage.kind === "lost" && stage.id !== row.stage.id),
    /** The other open ones: back, or further than one step. */
    others: open.filter((_, place) => at < 0 || (place !== at && place !== at + 1)),
  }
}

/** Full days spent in each stage so far; more than one stay in a stage adds up. */
export function daysIn(stays: Deal["stays"], now: number): Map<string, number> {
  const spent = new Map<string, number>()
  for (const { stage, since, until } of stays) {
    const end = until === null ? now : Date.parse(until)
    spent.set(stage.id, (spent.get(stage.id) ?? 0) + (end - Date.parse(since)))
  }
  return new Map([...spent].map(([id, ms]) => [id, Math.floor(ms / 86_400_000)]))
}

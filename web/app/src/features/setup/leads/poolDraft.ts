// A pool as it is being written: its numbers as text until they are sent. Pure rules, no words.

import type { Named, Pool, PoolWish } from "@api/contract"

/** Numbers of which nothing means no limit or never. */
export const OPEN_NUMBERS = ["daily_cap", "holding_cap", "silent_days", "deal_days"] as const
/** Numbers of which nothing means none. */
export const DAY_NUMBERS = ["cool_days", "protect_days"] as const
export type PoolNumber = (typeof OPEN_NUMBERS)[number] | (typeof DAY_NUMBERS)[number]
export type PoolFault = "name" | PoolNumber | "remind_days" | "customers"

export interface PoolDraft extends Record<PoolNumber | "remind_days", string> {
  name: string
  users: string[]
  teams: string[]
  /** Null where no customers are watched. */
  customers: string | null
}

const ids = (all: Named[]) => all.map(({ id }) => id)
const textOf = (n: number | null) => (n === null ? "" : String(n))

export const poolDraftOf = (pool: Pool | null): PoolDraft => ({
  name: pool?.name ?? "",
  users: ids(pool?.users ?? []),
  teams: ids(pool?.teams ?? []),
  daily_cap: textOf(pool ? pool.daily_cap : 10),
  holding_cap: textOf(pool ? pool.holding_cap : 50),
  cool_days: textOf((pool ? pool.cool_days : 7) || null),
  protect_days: textOf((pool ? pool.protect_days : 2) || null),
  silent_days: textOf(pool ? pool.silent_days : 7),
  deal_days: textOf(pool ? pool.deal_days : null),
  remind_days: (pool?.remind_days ?? [1]).join(", "),
  customers: pool?.customers ?? null,
})

const isWhole = (text: string) => /^\d{0,5}$/.test(text.trim())
export const numberOf = (text: string): number | null => (text.trim() === "" ? null : Number(text))

/** Days before, longest first; null where it is written otherwise. */
export function remindersOf(text: string): number[] | null {
  const parts = text.split(/[\s,，、;；]+/).filter(Boolean)
  if (parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) === 0)) return null
  return [...new Set(parts.map(Number))].sort((a, b) => b - a)
}

export function poolFaults(draft: PoolDraft): PoolFault[] {
  return [
    ...(draft.name.trim() === "" ? (["name"] as const) : []),
    ...[...OPEN_NUMBERS, ...DAY_NUMBERS].filter((key) => !isWhole(draft[key])),
    ...(remindersOf(draft.remind_days) === null ? (["remind_days"] as const) : []),
    ...(draft.customers !== null && draft.customers.trim() === "" ? (["customers"] as const) : []),
  ]
}

export function poolWishOf(draft: PoolDraft): PoolWish {
  return {
    name: draft.name.trim(),
    users: draft.users,
    teams: draft.teams,
    daily_cap: numberOf(draft.daily_cap),
    holding_cap: numberOf(draft.holding_cap),
    cool_days: numberOf(draft.cool_days) ?? 0,
    protect_days: numberOf(draft.protect_days) ?? 0,
    silent_days: numberOf(draft.silent_days),
    deal_days: numberOf(draft.deal_days),
    remind_days: remindersOf(draft.remind_days) ?? [],
    customers: draft.customers,
  }
}

/** How many settings are not as they were saved. */
export function poolChanges(draft: PoolDraft, pool: Pool | null): number {
  const before: Record<string, unknown> = { ...poolWishOf(poolDraftOf(pool)) }
  return Object.entries(poolWishOf(draft)).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]),
  ).length
}

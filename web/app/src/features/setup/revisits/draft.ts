// A rule of revisits while it is written. Pure.

import type { ActivityKind, Revisit, RevisitWish } from "@api/contract"

export interface RevisitDraft {
  name: string
  filter: string
  kind: ActivityKind
  title: string
  note: string
  every_days: string
  quiet_days: string
  daily: string
  fallback: string
  live: boolean
}

export const NUMBERS = {
  every_days: { least: 1, most: 1825 },
  quiet_days: { least: 0, most: 1825 },
  daily: { least: 1, most: 100 },
} as const
export type RevisitNumber = keyof typeof NUMBERS

export const draftOf = (rule: Revisit | null): RevisitDraft => ({
  name: rule?.name ?? "",
  filter: rule?.filter ?? "",
  kind: rule?.kind ?? "call",
  title: rule?.title ?? "",
  note: rule?.note ?? "",
  every_days: String(rule?.every_days ?? 90),
  quiet_days: String(rule?.quiet_days ?? 30),
  daily: String(rule?.daily ?? 5),
  fallback: rule?.fallback?.id ?? "",
  live: rule?.live ?? true,
})

export const wishOf = (draft: RevisitDraft): RevisitWish => ({
  name: draft.name.trim(),
  filter: draft.filter,
  kind: draft.kind,
  title: draft.title.trim(),
  note: draft.note.trim(),
  every_days: Number(draft.every_days),
  quiet_days: Number(draft.quiet_days),
  daily: Number(draft.daily),
  fallback: draft.fallback || null,
  live: draft.live,
})

/** What is not yet right. */
export function faultsOf(draft: RevisitDraft): (keyof RevisitDraft)[] {
  const faults: (keyof RevisitDraft)[] = []
  if (draft.name.trim() === "") faults.push("name")
  if (draft.title.trim() === "") faults.push("title")
  for (const key of ["every_days", "quiet_days", "daily"] as const) {
    const n = Number(draft[key])
    const { least, most } = NUMBERS[key]
    if (draft[key].trim() === "" || !Number.isInteger(n) || n < least || n > most) faults.push(key)
  }
  return faults
}

export const changesOf = (draft: RevisitDraft, rule: Revisit | null): number => {
  const held = draftOf(rule)
  return Object.entries(draft).filter(([key, value]) => value !== Reflect.get(held, key)).length
}

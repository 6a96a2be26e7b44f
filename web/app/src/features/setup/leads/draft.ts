// The rules as they are being written: what has changed, what is wrong, what is sent. Pure rules, no words.

import type { Assignment, AssignRule, AssignRuleWish, AssignTo } from "@api/contract"
import { type Keyed, keyed } from "../../../kit/lines"
import { isSound } from "./week"

export type RuleLine = AssignRuleWish & Keyed
export interface Draft {
  lines: RuleLine[]
  fallback: string | null
}
export type RuleFault = "name" | "to" | "when"

const wishOf = ({ id, name, on, filter, to, language, hours, when }: AssignRuleWish): AssignRuleWish => ({
  ...(id !== undefined && { id }),
  name: name.trim(),
  on,
  filter: filter.trim(),
  to,
  language,
  hours,
  when,
})

export const draftOf = (held: Assignment): Draft => ({
  lines: keyed(held.rules.map((rule: AssignRule) => wishOf(rule))),
  fallback: held.fallback?.id ?? null,
})

export const wishesOf = (draft: Draft): AssignRuleWish[] => draft.lines.map(wishOf)

export const newRule = (name: string): AssignRuleWish => ({
  name,
  on: true,
  filter: "",
  to: { kind: "users", users: [], teams: [], by: "turn" },
  language: false,
  hours: false,
  when: null,
})

/** Another kind of target, keeping how it is shared. */
export function turnedTo(to: AssignTo, kind: AssignTo["kind"], pool: string): AssignTo {
  if (to.kind === kind) return to
  const by = "by" in to ? to.by : "turn"
  if (kind === "users") return { kind, users: [], teams: [], by }
  if (kind === "territory") return { kind, by }
  return kind === "pool" ? { kind, pool } : { kind }
}

export function faultOf({ name, to, when }: AssignRuleWish): RuleFault | null {
  if (name.trim() === "") return "name"
  if (to.kind === "users" && to.users.length + to.teams.length === 0) return "to"
  if (to.kind === "pool" && to.pool === "") return "to"
  return isSound(when) ? null : "when"
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Keys of the lines that are not as they were saved. */
export function changedLines(draft: Draft, held: Assignment): Set<number> {
  const before = new Map(held.rules.map((rule) => [rule.id, wishOf(rule)]))
  return new Set(draft.lines.filter((line) => !same(wishOf(line), before.get(line.id ?? ""))).map(({ key }) => key))
}

/** How many things differ: lines that are new or other, lines that are gone, their order, the last step. */
export function changesIn(draft: Draft, held: Assignment): number {
  const kept = draft.lines.flatMap((line) => line.id ?? [])
  const before = held.rules.map((rule) => rule.id)
  const gone = before.filter((id) => !kept.includes(id)).length
  const left = before.filter((id) => kept.includes(id))
  const order = same(kept, left) ? 0 : 1
  const last = draft.fallback === (held.fallback?.id ?? null) ? 0 : 1
  return changedLines(draft, held).size + gone + order + last
}

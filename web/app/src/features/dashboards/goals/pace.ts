// How far a goal is, and whether that is ahead of an even pace. Pure.

import type { Goal, MeasureKind } from "@api/contract"

/** Figures that do not grow within a period: an average stands where it stands on every day of it. */
const LEVELS: readonly MeasureKind[] = ["average", "least", "most", "share", "days"]

export type Pace =
  /** By how much it is over the target. */
  | { of: "reached"; by: string }
  /** By how much it is above or below what an even pace would have come to. */
  | { of: "ahead" | "behind"; by: string }
  | { of: "even" }
  /** What is missing to the target, where there is no pace. */
  | { of: "short"; by: string }

type Standing = Pick<Goal, "value" | "target" | "even" | "measure">

const plain = (n: number): string => String(Number(n.toFixed(2)))

export const isLevel = ({ measure }: Pick<Goal, "measure">): boolean => LEVELS.includes(measure.of)

export function paceOf(goal: Standing): Pace {
  const [value, target, even] = [Number(goal.value), Number(goal.target), Number(goal.even)]
  if (value >= target) return { of: "reached", by: plain(value - target) }
  if (isLevel(goal)) return { of: "short", by: plain(target - value) }
  const off = value - even
  if (plain(off) === "0" || plain(off) === "-0") return { of: "even" }
  return off > 0 ? { of: "ahead", by: plain(off) } : { of: "behind", by: plain(-off) }
}

const percent = (part: string, whole: string): number => {
  const share = (Number(part) / Number(whole)) * 100
  return Number.isFinite(share) ? Math.max(0, Math.min(100, share)) : 0
}

/** Shares of the bar: what is there, and where an even pace would be; none where there is no pace. */
export const barOf = (goal: Standing): { done: number; even: number | null } => ({
  done: percent(goal.value, goal.target),
  even: isLevel(goal) ? null : percent(goal.even, goal.target),
})

/** How many percent of the target are there, also above a hundred. */
export const percentOf = ({ value, target }: Pick<Goal, "value" | "target">): number => {
  const share = Math.floor((Number(value) / Number(target)) * 100)
  return Number.isFinite(share) ? Math.max(0, share) : 0
}

/** The heights of past periods in percent, and of the target among them. */
export function columnsOf({ past, target }: Pick<Goal, "past" | "target">): { columns: number[]; target: number } {
  const most = Math.max(Number(target), ...past.map(({ value }) => Number(value)), 0)
  const height = (text: string) => (most > 0 ? (Math.max(0, Number(text)) / most) * 100 : 0)
  return { columns: past.map(({ value }) => height(value)), target: height(target) }
}

/** One's own, those of colleagues and teams, everybody's. */
export function grouped<G extends Pick<Goal, "mine" | "user" | "team">>(goals: readonly G[]) {
  return {
    mine: goals.filter(({ mine }) => mine),
    team: goals.filter(({ mine, team }) => !mine && team),
    people: goals.filter(({ mine, user, team }) => !mine && user && !team),
    all: goals.filter(({ mine, user, team }) => !mine && !user && !team),
  }
}

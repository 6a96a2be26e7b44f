// Which goals are shown to whom, and how far each has come against an even pace. Pure.

import type { Goal, Whose } from "@api/contract"

export interface Pace {
  /** In percent of what is aimed for; the bar ends at a hundred, the figure does not. */
  reached: number
  even: number
  state: "reached" | "ahead" | "behind"
}

/** What is a little short of an even pace is not behind: orders do not come by the hour. */
const SLACK = 0.95

export function paceOf(value: string, even: string, target: string): Pace | null {
  const [has, should, aim] = [Number(value), Number(even), Number(target)]
  if (!(aim > 0)) return null
  const percent = (part: number) => Math.round((part / aim) * 100)
  const state = has >= aim ? "reached" : has >= should * SLACK ? "ahead" : "behind"
  return { reached: percent(has), even: Math.min(100, percent(should)), state }
}

/** My own always; those of teams and of everybody where their rows are looked at. */
export function goalsOf(goals: readonly Goal[], me: string, whose: Whose): Goal[] {
  const isMine = ({ user, mine }: Goal) => user?.id === me || (mine && user === null)
  const shown = goals.filter(
    (goal) => isMine(goal) || (whose !== "me" && goal.user === null && (goal.team !== null || whose === "all")),
  )
  const short = ({ value, even }: Goal) => (Number(even) > 0 ? Number(value) / Number(even) : 1)
  // The furthest behind first.
  return [...shown].sort((a, b) => short(a) - short(b))
}

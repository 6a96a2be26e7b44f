// Which goals are shown to whom. Pure.

import type { Goal, Whose } from "@api/contract"

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

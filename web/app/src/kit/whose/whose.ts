// Whose rows are looked at: as the address says, where that is offered; else what fits the role. Pure.

import type { Session, Whose } from "@api/contract"

export const WHOSES = ["me", "team", "all"] as const satisfies readonly Whose[]

/** Roles of the house, by whether they look at others' work before their own. */
const LEADING = ["admin", "manager", "team_lead"]
const DOING = ["sales", "service", "marketing", "auditor"]

/** Whether somebody begins the day with the figures of others. Roles of one's own are known by what they may set up. */
export function isLeading({ user, can }: Pick<Session, "user" | "can">): boolean {
  if (LEADING.includes(user.role)) return true
  return !DOING.includes(user.role) && (can.users === true || can.leads === true)
}

/** What is shown: the asked one if it is offered, else the narrowest beyond oneself for who leads, else one's own. */
export function whoseOf(asked: string | undefined, offered: readonly Whose[], leading: boolean): Whose {
  const wanted = offered.find((one) => one === asked)
  if (wanted) return wanted
  return (leading ? offered.find((one) => one !== "me") : undefined) ?? offered[0] ?? "me"
}

// A conflict decided, value by value. Pure.

import type { Moved } from "@api/contract"
import type { Act } from "../device/waiting"

export type SetAct = Extract<Act, { kind: "set" }>

/** What is still to be sent: mine where it was chosen, over what the others wrote; nothing where all is theirs. */
export function decided(act: SetAct, conflicts: Moved[], chosen: Record<string, "mine" | "theirs">): SetAct | null {
  const set = { ...act.set }
  const was = { ...act.was }
  const shown = { ...act.shown }
  for (const { field, now, display } of conflicts) {
    if (chosen[field] === "mine") {
      was[field] = now
      shown[field] = { was: display, mine: shown[field]?.mine ?? "" }
    } else {
      delete set[field]
      delete was[field]
      delete shown[field]
    }
  }
  return Object.keys(set).length > 0 ? { kind: "set", set, was, shown } : null
}

// How each kind of activity is drawn.

import type { ActivityKind } from "@api/contract"
import type { IconName } from "@ui/Icon"

export const KINDS: readonly ActivityKind[] = ["task", "call", "meeting", "visit"]

export const KIND_ICONS: Record<ActivityKind, IconName> = {
  task: "check",
  call: "phone",
  meeting: "group",
  visit: "pin",
}

/** Kinds that some day outside is made of. */
export const isKind = (text: string | undefined): text is ActivityKind => KINDS.some((one) => one === text)

// Why a row is here, the first reason first; what a word means stands in its title.

import type { StaleReason } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { stalePhrases } from "./phrases"

const LOOKS: Partial<Record<StaleReason, string>> = {
  plan_missed: "is-bad",
  stage_age: "is-waiting",
  silent: "is-waiting",
}

export function Reason({ reason }: { reason: StaleReason }) {
  const t = usePhrases(stalePhrases)
  return (
    <span className={["tag", LOOKS[reason]].filter(Boolean).join(" ")} title={t(`about.${reason}`)}>
      {t(`reason.${reason}`)}
    </span>
  )
}

export function Reasons({ of }: { of: readonly StaleReason[] }) {
  return (
    <span className="tags">
      {of.map((reason) => (
        <Reason key={reason} reason={reason} />
      ))}
    </span>
  )
}

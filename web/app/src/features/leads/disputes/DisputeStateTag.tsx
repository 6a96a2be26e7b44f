import type { Dispute } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { disputePhrases } from "./phrases"

const LOOKS: Record<Dispute["state"], string> = {
  open: "tag is-waiting",
  appealed: "tag is-waiting",
  decided: "tag is-good",
  final: "tag is-good",
  withdrawn: "tag is-outline",
}

/** How a dispute stands; once it is decided, how. */
export function DisputeStateTag({ of: { state, outcome } }: { of: Pick<Dispute, "state" | "outcome"> }) {
  const t = usePhrases(disputePhrases)
  const decided = (state === "decided" || state === "final") && outcome
  return (
    <span className={LOOKS[state]}>
      {t(`state.${state}`)}
      {decided && ` · ${t(`outcome.${outcome}`)}`}
    </span>
  )
}

import type { LeadRow } from "@api/contract"
import { useWords } from "../../kit/words"

const LOOKS: Record<LeadRow["state"], string> = {
  new: "tag is-waiting",
  working: "tag",
  converted: "tag is-good",
  dropped: "tag is-outline",
}

export function LeadState({ state }: Pick<LeadRow, "state">) {
  const words = useWords()
  return <span className={LOOKS[state]}>{words.maybe(`state.${state}`) ?? state}</span>
}

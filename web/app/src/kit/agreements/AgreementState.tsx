import type { Agreement } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { agreementPhrases } from "./phrases"

const TONES: Record<Agreement["state"], string> = {
  running: "is-good",
  due: "is-waiting",
  over: "is-bad",
  ended: "",
}

export function AgreementState({ state }: { state: Agreement["state"] }) {
  const t = usePhrases(agreementPhrases)
  return <span className={`tag ${TONES[state]}`}>{t(`state.${state}`)}</span>
}

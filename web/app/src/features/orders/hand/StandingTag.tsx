import type { OrderStanding } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { handPhrases } from "./phrases"

// Amber waits for us, plain is on its way or over.
const TONES: Partial<Record<OrderStanding, string>> = {
  open: "is-waiting",
  part_sent: "is-waiting",
  part_delivered: "is-waiting",
  delivered: "is-good",
  returned: "is-bad",
}

export function StandingTag({ standing }: { standing: OrderStanding }) {
  const t = usePhrases(handPhrases)
  return <span className={`tag ${TONES[standing] ?? ""}`}>{t(`standing.${standing}`)}</span>
}

// Why something is offered, in one sentence.

import type { Offer } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { orderEvidence, percentOf } from "../../kit/needs/evidence"
import { needPhrases } from "../../kit/needs/phrases"
import { offerPhrases } from "./offerPhrases"

export function useOfferWhy(): (offer: Offer) => string {
  const t = usePhrases(offerPhrases)
  const inNeeds = usePhrases(needPhrases)
  const format = useFormat()
  return ({ why, evidence }) => {
    if (why === "larger") return t("larger", { name: evidence.instead_of ?? "" })
    if (why === "better") {
      const { both = 0, later = 0, bought = "" } = evidence
      return t("better", { bought, share: percentOf(both === 0 ? 0 : later / both) })
    }
    return orderEvidence({ kind: why, evidence }, inNeeds, format) ?? ""
  }
}

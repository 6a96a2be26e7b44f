import type { PriceList } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { pricePhrases } from "./phrases"

const LOOKS: Record<PriceList["standing"], string> = {
  now: "tag is-good",
  later: "tag is-waiting",
  over: "tag",
  off: "tag is-outline",
}

/** Whether a list is in force today, and if not, why. */
export function Standing({ of }: { of: PriceList }) {
  const t = usePhrases(pricePhrases)
  return <span className={LOOKS[of.standing]}>{t(`standing.${of.standing}`)}</span>
}

// Why an answer was not taken, in words that say what to do now.

import { usePhrases } from "@ui/phrases"
import { type Hindrance, isMoved } from "../hindrance"
import { guestPhrases } from "../phrases"
import { quotePhrases } from "./phrases"

interface NoticeProps {
  hindrance: Hindrance | null
  /** The version that stands there now. */
  version: number
}

export function Notice({ hindrance, version }: NoticeProps) {
  const t = usePhrases(quotePhrases)
  const shared = usePhrases(guestPhrases)
  if (hindrance === null) return null
  const text =
    hindrance === "replaced"
      ? t("moved.replaced", { n: version })
      : isMoved(hindrance)
        ? t(`moved.${hindrance}`)
        : shared(`sending.${hindrance}`)
  return (
    <p className="notice" role="alert">
      {text}
    </p>
  )
}

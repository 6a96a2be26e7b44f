import type { Asset } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { assetPhrases } from "./phrases"

const TONES: Record<Asset["state"], string> = { in_use: "is-good", in_repair: "is-waiting", gone: "" }

export function AssetState({ state }: { state: Asset["state"] }) {
  const t = usePhrases(assetPhrases)
  return <span className={`tag ${TONES[state]}`}>{t(`state.${state}`)}</span>
}

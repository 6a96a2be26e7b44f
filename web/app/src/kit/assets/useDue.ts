import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { assetPhrases } from "./phrases"

/** From so many days on, a service is near. */
const NEAR = 14

/** "12 天后", and whether that is near or past. */
export function useDue(): (day: string) => { text: string; tone: "soft" | "waiting" | "bad" } {
  const t = usePhrases(assetPhrases)
  const format = useFormat()
  return (day) => {
    const days = format.daysUntil(day)
    if (days < 0) return { text: t("duePast", { n: -days }), tone: "bad" }
    return { text: days === 0 ? t("dueToday") : t("dueIn", { n: days }), tone: days <= NEAR ? "waiting" : "soft" }
  }
}

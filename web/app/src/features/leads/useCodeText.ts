// Why a claim or a gift came to nothing, in a sentence.

import type { LeadOutcome, Pool } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { leadsPhrases } from "./phrases"
import { wordsOfCode } from "./standing"

type Attempt = Pick<LeadOutcome, "code" | "until"> & { owner?: LeadOutcome["owner"] }

export function useCodeText(): (attempt: Attempt, pool: Pool | undefined) => string {
  const t = usePhrases(leadsPhrases)
  const format = useFormat()
  return (attempt, pool) => {
    const { key, who = "", n = 0, until } = wordsOfCode(attempt, pool)
    if (key === "taken") return t("code.taken", { who })
    if (key === "daily_capOf" || key === "holding_capOf") return t(`code.${key}`, { n })
    if (key === "coolingUntil") return t("code.coolingUntil", { date: until ? format.shortDate(until) : "" })
    return t(`code.${key}`)
  }
}

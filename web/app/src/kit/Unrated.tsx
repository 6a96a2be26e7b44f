// Which amounts are in no total, and where that is mended.

import "./unrated.css"
import { Link } from "@tanstack/react-router"
import { definePhrases, usePhrases } from "@ui/phrases"
import { useCan } from "./session"

const unratedPhrases = definePhrases(
  { unrated: "{currencies} 没有汇率，这些金额没有计入合计。", setRates: "填写汇率" },
  {
    "zh-TW": { unrated: "{currencies} 沒有匯率，這些金額沒有計入合計。", setRates: "填寫匯率" },
    en: { unrated: "{currencies} has no rate; these amounts are in no total.", setRates: "Set rates" },
  },
)

export function Unrated({ currencies }: { currencies: string[] }) {
  const t = usePhrases(unratedPhrases)
  const maySet = useCan("users")
  return (
    <p className="small unrated">
      {t("unrated", { currencies: currencies.join(", ") })}{" "}
      {maySet && (
        <Link to="/settings/pipelines" hash="rates" className="link is-said">
          {t("setRates")}
        </Link>
      )}
    </p>
  )
}

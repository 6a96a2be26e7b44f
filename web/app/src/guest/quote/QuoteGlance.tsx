// At a glance: how much, and for how long still.

import type { GuestQuote } from "@api/contract"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useWhen } from "../when"
import { quotePhrases } from "./phrases"

/** From so many days on, the end is near. */
const NEAR = 3

export function QuoteGlance({ quote }: { quote: GuestQuote }) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const when = useWhen()
  const locale = useLocale()
  const { state, valid_until: until, totals } = quote
  const days = until === null ? null : format.daysUntil(until)
  // "$" is the sign of many.
  const coin = new Intl.DisplayNames(locale, { type: "currency" }).of(quote.currency) ?? quote.currency
  const taxed = totals.taxes.some(({ rate }) => Number(rate) !== 0)
  return (
    <dl className="glance">
      <div>
        <dt>{t("total")}</dt>
        <dd>{format.money(totals.total, quote.currency)}</dd>
        <dd className="meta">
          {taxed && `${t(totals.tax_included ? "taxIn" : "taxOut")} · `}
          {coin}
        </dd>
      </div>
      <div>
        <dt>{t(state === "sent" ? "valid" : "status")}</dt>
        {state !== "sent" ? (
          <dd className="is-word">{t.maybe(`state.${state}`)}</dd>
        ) : days === null || until === null ? (
          <dd className="is-word">{t("untilOpen")}</dd>
        ) : (
          <>
            <dd className={days <= NEAR ? "is-word is-near" : "is-word"}>
              {days <= 0 ? t("lastDay") : t("daysLeft", { n: days })}
            </dd>
            <dd className="meta">{t("until", { date: when.day(until) })}</dd>
          </>
        )}
      </div>
    </dl>
  )
}

// What it comes to. Every sum is the server's own.

import type { GuestQuote } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { quotePhrases } from "./phrases"

export function QuoteTotals({ quote: { totals, discount, currency } }: { quote: GuestQuote }) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const money = (amount: string) => format.money(amount, currency)
  const off = Number(totals.off) !== 0
  const taxes = totals.taxes.filter(({ amount }) => Number(amount) !== 0)
  const added = !totals.tax_included && taxes.length > 0
  return (
    <dl className="totals">
      {(off || added) && (
        <div>
          <dt>{t("sum")}</dt>
          <dd>{money(totals.lines)}</dd>
        </div>
      )}
      {off && (
        <div>
          <dt>{t("off", { n: format.decimal(discount) })}</dt>
          <dd>−{money(totals.off.replace(/^-/, ""))}</dd>
        </div>
      )}
      {added &&
        taxes.map(({ rate, amount }) => (
          <div key={rate}>
            <dt>{t("taxAdded", { n: format.decimal(rate) })}</dt>
            <dd>{money(amount)}</dd>
          </div>
        ))}
      <div className="is-total">
        <dt>{t("total")}</dt>
        <dd>{money(totals.total)}</dd>
      </div>
      {!added &&
        taxes.map(({ rate, amount }) => (
          <div key={rate} className="is-within">
            <dt>{t("taxContained", { n: format.decimal(rate) })}</dt>
            <dd>{money(amount)}</dd>
          </div>
        ))}
    </dl>
  )
}

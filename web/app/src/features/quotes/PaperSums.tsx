// The sums of the paper, as the server reckons them; while something is being written they are those of a moment ago.

import { usePhrases } from "@ui/phrases"
import { quotePhrases } from "./quotePhrases"
import { type PaperProps, usePaper } from "./usePaper"

export function PaperSums(props: PaperProps) {
  const { quote, writing, writes } = props
  const t = usePhrases(quotePhrases)
  const { p, on } = usePaper(props)
  const { totals } = quote
  const { currency } = quote.row
  const { draft, edit, fault, state } = writing
  const money = (amount: string) => on.money(amount, currency)
  const off = Number(totals.off) !== 0
  const old = state !== "saved"
  return (
    <dl className={old ? "paper-sums is-old" : "paper-sums"}>
      {(writes || off || totals.taxes.length > 0) && (
        <div>
          <dt>{p("subtotal")}</dt>
          <dd>{money(totals.lines)}</dd>
        </div>
      )}
      {(writes || off) && (
        <div>
          <dt>
            {p("whole")}
            {writes ? (
              <span className="paper-whole">
                <input
                  className="paper-field figure"
                  aria-label={t("whole")}
                  aria-invalid={(fault !== null && "whole" in fault) || undefined}
                  inputMode="decimal"
                  autoComplete="off"
                  maxLength={8}
                  placeholder="0"
                  value={draft.discount}
                  onFocus={(event) => event.target.select()}
                  onChange={(event) => edit({ discount: event.target.value })}
                />
                %
              </span>
            ) : (
              ` ${on.decimal(draft.discount)}%`
            )}
          </dt>
          <dd>{off ? `−${money(totals.off)}` : ""}</dd>
        </div>
      )}
      {!totals.tax_included &&
        totals.taxes.map(({ rate, amount }) => (
          <div key={rate}>
            <dt>{p("taxAdded", { rate: on.decimal(rate) })}</dt>
            <dd>{money(amount)}</dd>
          </div>
        ))}
      <div className="paper-total">
        <dt>{p(totals.tax_included && totals.taxes.length > 0 ? "totalTaxed" : "total")}</dt>
        <dd>{money(totals.total)}</dd>
      </div>
      {totals.tax_included &&
        totals.taxes.map(({ rate, amount }) => (
          <div key={rate} className="paper-within">
            <dt>{p("taxIn", { rate: on.decimal(rate) })}</dt>
            <dd>{money(amount)}</dd>
          </div>
        ))}
    </dl>
  )
}

// What is quoted, line by line: a table where there is room, stacked on a phone.

import type { GuestQuote } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { quotePhrases } from "./phrases"

const isSome = (percent: string) => Number(percent) !== 0

export function QuoteLines({ quote: { lines, currency, totals } }: { quote: GuestQuote }) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const cut = lines.some((line) => isSome(line.discount))
  // The rate of a line is worth a word where there are several.
  const rates = totals.taxes.length > 1
  return (
    <section aria-labelledby="lines">
      <h2 className="head" id="lines">
        {t("lines")} <span className="meta">{t("count", { n: lines.length })}</span>
      </h2>
      <table className="lines">
        <thead>
          <tr>
            <th scope="col">{t("what")}</th>
            <th scope="col" className="figure">
              {t("quantity")}
            </th>
            <th scope="col" className="figure">
              {t("price")}
            </th>
            {cut && (
              <th scope="col" className="figure">
                {t("discount")}
              </th>
            )}
            <th scope="col" className="figure">
              {t("amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            // Lines have no ids, and the same thing may stand there twice.
            <tr key={at}>
              <td className="what">
                <b>{line.name}</b>
                {line.description !== "" && <p>{line.description}</p>}
                {rates && <small>{t("taxRate", { n: format.decimal(line.tax) })}</small>}
              </td>
              <td className="quantity">
                {format.decimal(line.quantity)} {line.unit}
              </td>
              <td className="price">{format.money(line.price, currency)}</td>
              {cut && (
                <td className="cut">
                  {isSome(line.discount) && t("percentOff", { n: format.decimal(line.discount) })}
                </td>
              )}
              <td className="amount">{format.money(line.amount, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

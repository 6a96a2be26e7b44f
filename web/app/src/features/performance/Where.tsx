// Where a change comes from, by source, pipeline, customers and colleagues; and why deals were lost. Each opens its list.

import type { PerformanceWhy } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { ListLink } from "../../kit/ListLink"
import { performancePhrases } from "./phrases"

/** Those beyond weigh little: they come largest first. */
const SHOWN = 6

export function Where({ why }: { why: PerformanceWhy }) {
  const t = usePhrases(performancePhrases)
  const format = useFormat()
  const money = (amount: string) => format.money(amount, why.currency, true)
  const tables = why.by.filter(({ keys }) => keys.length > 0)
  if (tables.length === 0) return null
  const signed = (amount: string) => {
    const n = Number(amount)
    return `${n > 0 ? "+" : n < 0 ? "−" : ""}${money(Math.abs(n).toFixed(2))}`
  }
  return (
    <section aria-label={t("where")}>
      <h3 className="section-head">{t("where")}</h3>
      {tables.map(({ field, keys }) => (
        <table key={field} className="plain-table perf-by">
          <thead>
            <tr>
              <th scope="col">{t(`by.${field}`)}</th>
              <th scope="col" className="figure">
                {t("before")}
              </th>
              <th scope="col" className="figure">
                {t("now")}
              </th>
              <th scope="col" className="figure">
                {t("change")}
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.slice(0, SHOWN).map(({ value, label, won, before, change, filter }) => (
              <tr key={value ?? ""}>
                <th scope="row">
                  <ListLink object="deal" filter={filter} className="cut perf-open">
                    {label ?? value ?? t("nothingSaid")}
                  </ListLink>
                </th>
                <td className="figure quiet">{money(before)}</td>
                <td className="figure">{money(won)}</td>
                <td className={Number(change) > 0 ? "figure good" : Number(change) < 0 ? "figure bad" : "figure quiet"}>
                  {signed(change)}
                </td>
              </tr>
            ))}
            {keys.length > SHOWN && (
              <tr>
                <td colSpan={4} className="small quiet">
                  {t("rest", { n: keys.length - SHOWN })}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      ))}
    </section>
  )
}

export function Lost({ why: { lost } }: { why: PerformanceWhy }) {
  const t = usePhrases(performancePhrases)
  const format = useFormat()
  return (
    <section aria-label={t("lost")}>
      <h3 className="section-head">{t("lost")}</h3>
      {lost.length === 0 ? (
        <p className="quiet">{t("lostNone")}</p>
      ) : (
        <table className="plain-table perf-by is-lost">
          <thead>
            <tr>
              <th scope="col">{t("reason")}</th>
              <th scope="col" className="figure">
                {t("before")}
              </th>
              <th scope="col" className="figure">
                {t("now")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lost.map(({ reason, count, before, filter }) => (
              <tr key={reason ?? ""}>
                <th scope="row">
                  <ListLink object="deal" filter={filter} className="cut perf-open">
                    {reason ?? t("noReason")}
                  </ListLink>
                </th>
                <td className="figure quiet">{format.number(before)}</td>
                <td className="figure">{format.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

// What was ordered and how far each line has come: a table where there is room, stacked beside a list and on a phone.

import type { OrderPage } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { handPhrases } from "./phrases"

interface HandLinesProps {
  order: OrderPage
  narrow: boolean
}

export function HandLines({ order, narrow }: HandLinesProps) {
  const t = usePhrases(handPhrases)
  return (
    <section className="record-part is-first" aria-label={t("lines")}>
      <h2 className="section-head">{t("lines")}</h2>
      {narrow ? <Stacked order={order} /> : <Table order={order} />}
    </section>
  )
}

const FIGURES = ["sent", "arrived", "returned", "cancelled", "left"] as const

function Table({ order: { lines, row } }: { order: OrderPage }) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  // A column of nothing says nothing.
  const shown = FIGURES.filter(
    (key) => key === "sent" || key === "left" || lines.some((line) => Number(line[key]) !== 0),
  )
  return (
    <table className="plain-table hand-lines">
      <thead>
        <tr>
          <th>{t("line")}</th>
          <th className="figure">{t("ordered")}</th>
          {shown.map((key) => (
            <th key={key} className="figure">
              {t(key)}
            </th>
          ))}
          <th className="figure">{t("lineAmount")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line}>
            <td>
              {line.name}
              {line.code && <small className="quiet">{line.code}</small>}
            </td>
            <td className="figure nowrap">
              {format.decimal(line.quantity)} {line.unit}
            </td>
            {shown.map((key) => (
              <td key={key} className={key === "left" && Number(line.left) > 0 ? "figure waiting medium" : "figure"}>
                {Number(line[key]) === 0 ? <span className="quiet">–</span> : format.decimal(line[key])}
              </td>
            ))}
            <td className="figure nowrap">{line.amount !== null && format.money(line.amount, row.currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Stacked({ order: { lines, row } }: { order: OrderPage }) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  return (
    <ul className="hand-stack">
      {lines.map((line) => {
        const [returned, cancelled, arrived] = [line.returned, line.cancelled, line.arrived].map(Number)
        const parts = [t("sentOf", { n: format.decimal(line.sent), of: format.decimal(line.quantity) })]
        if (arrived) parts.push(t("arrivedN", { n: format.decimal(line.arrived) }))
        if (returned) parts.push(t("returnedN", { n: format.decimal(line.returned) }))
        if (cancelled) parts.push(t("cancelledN", { n: format.decimal(line.cancelled) }))
        return (
          <li key={line.line}>
            <span className="row">
              <span className="grow medium">{line.name}</span>
              <span className="nowrap">{line.amount !== null && format.money(line.amount, row.currency)}</span>
            </span>
            <span className="row small quiet">
              <span className={Number(line.left) > 0 ? "grow waiting" : "grow"}>{parts.join(" · ")}</span>
              <span className="nowrap">
                {line.price !== null &&
                  t("each", {
                    price: format.money(line.price, row.currency),
                    quantity: `${format.decimal(line.quantity)} ${line.unit}`.trim(),
                  })}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

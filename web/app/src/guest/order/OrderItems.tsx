// What was ordered, and of each line how much has been sent, has arrived, came back.

import type { GuestOrder, OrderHandled } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { orderPhrases } from "./phrases"

export function OrderItems({ order: { lines, currency } }: { order: GuestOrder }) {
  const t = usePhrases(orderPhrases)
  const format = useFormat()
  const progress = useProgress()
  return (
    <section aria-labelledby="items">
      <h2 className="head" id="items">
        {t("items")} <span className="meta">{t("count", { n: lines.length })}</span>
      </h2>
      <ul className="items">
        {lines.map((line) => (
          <li key={line.line}>
            <div>
              <b>{line.name}</b>
              <p className="meta">
                {line.price !== null &&
                  t("each", {
                    price: format.money(line.price, currency),
                    quantity: `${format.decimal(line.quantity)}${line.unit && ` ${line.unit}`}`,
                  })}
              </p>
            </div>
            <div className="far">
              <b>{line.amount !== null && format.money(line.amount, currency)}</b>
              <p className={Number(line.left) > 0 ? "is-part" : "is-all"}>{progress(line)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** "共 5 罐，已发 3 · 退回 1": in words and numbers, the furthest first. */
function useProgress(): (line: OrderHandled) => string {
  const t = usePhrases(orderPhrases)
  const format = useFormat()
  return (line) => {
    const [sent, arrived, returned, cancelled] = [line.sent, line.arrived, line.returned, line.cancelled].map(Number)
    const wanted = Number(line.quantity) - (cancelled ?? 0)
    const written = (n: number | undefined) => format.number(n ?? 0)
    const of = `${written(wanted)}${line.unit && ` ${line.unit}`}`
    const whole = `${format.decimal(line.quantity)}${line.unit && ` ${line.unit}`}`
    if (wanted <= 0) return t("allCancelled", { of: whole })
    const parts =
      arrived !== undefined && arrived >= wanted
        ? [t("allArrived", { of })]
        : sent !== undefined && sent >= wanted
          ? [t("allSent", { of })]
          : sent
            ? [t("sentOf", { n: written(sent), of })]
            : [t("noneSent", { of })]
    if (arrived && arrived < wanted) parts.push(t("arrivedN", { n: written(arrived) }))
    if (returned) parts.push(t("returnedN", { n: written(returned) }))
    if (cancelled) parts.push(t("cancelledN", { n: written(cancelled) }))
    return parts.join(" · ")
  }
}

// What was sent, when, by whom, under which number.

import type { GuestOrder } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Sign } from "@ui/Sign"
import { useState } from "react"
import { copy } from "../copy"
import { guestPhrases } from "../phrases"
import { useWhen } from "../when"
import { orderPhrases } from "./phrases"

export function Deliveries({ order }: { order: GuestOrder }) {
  const t = usePhrases(orderPhrases)
  const when = useWhen()
  const parts = useParts(order)
  return (
    <section className="deliveries" aria-labelledby="deliveries">
      <h2 className="head" id="deliveries">
        {t("deliveries")}
      </h2>
      {order.deliveries.length === 0 ? (
        <p className="about">{t("noDeliveries")}</p>
      ) : (
        <ol>
          {order.deliveries.map((delivery, at) => (
            <li key={delivery.id} className="card">
              <p className="who">
                <b>{t("delivery", { n: at + 1 })}</b>
                <span className={delivery.arrived_at === null ? "fate is-way" : "fate is-there"}>
                  <Sign name={delivery.arrived_at === null ? "clock" : "check"} size={16} />
                  {delivery.arrived_at === null
                    ? t("onTheWay", { date: when.dayOf(delivery.sent_at) })
                    : t("cameOn", { date: when.dayOf(delivery.arrived_at) })}
                </span>
              </p>
              <dl>
                <dt>{t("inIt")}</dt>
                <dd>{parts(delivery.lines)}</dd>
                {delivery.carrier !== "" && (
                  <>
                    <dt>{t("carrier")}</dt>
                    <dd>{delivery.carrier}</dd>
                  </>
                )}
                {delivery.tracking !== "" && (
                  <>
                    <dt>{t("tracking")}</dt>
                    <dd>
                      <Tracking number={delivery.tracking} />
                    </dd>
                  </>
                )}
              </dl>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

/** A number that is copied at a touch. */
function Tracking({ number }: { number: string }) {
  const shared = usePhrases(guestPhrases)
  const [copied, setCopied] = useState(false)
  return (
    <span className="tracking">
      <span>{number}</span>
      <button type="button" className="act" onClick={async () => setCopied(await copy(number))}>
        <Sign name={copied ? "check" : "copies"} size={16} />
        <span role="status">{shared(copied ? "copied" : "copy")}</span>
        <span className="hidden-visually">{number}</span>
      </button>
    </span>
  )
}

/** "礼盒 × 60、刻字 × 60". */
export function useParts(order: GuestOrder): (lines: { line: number; quantity: string }[]) => string {
  const t = usePhrases(orderPhrases)
  const format = useFormat()
  return (lines) =>
    format.list(
      lines.map(({ line, quantity }) =>
        t("part", {
          name: order.lines.find((one) => one.line === line)?.name ?? "",
          quantity: format.decimal(quantity),
        }),
      ),
    )
}

// The page of an order once it was read.

import type { GuestOrder } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Contact } from "../Contact"
import { Drawing } from "../Drawing"
import { Old } from "../Trouble"
import type { Reading } from "../useReading"
import { useWhen } from "../when"
import { Deliveries } from "./Deliveries"
import { OrderItems } from "./OrderItems"
import { OrderSteps } from "./OrderSteps"
import { orderPhrases } from "./phrases"
import { Returns } from "./Returns"

interface OrderProps {
  order: GuestOrder
  reading: Reading<GuestOrder>
}

export function Order({ order, reading }: OrderProps) {
  const t = usePhrases(orderPhrases)
  const format = useFormat()
  const when = useWhen()
  return (
    <>
      {reading.error !== null && reading.at !== null && (
        <Old time={format.time(reading.at)} onAgain={() => void reading.again()} />
      )}
      <div className="hero">
        <div>
          <p className="kicker">{t("order", { number: order.number })}</p>
          <h1>{t(`now.${order.standing}`)}</h1>
          <p className="about">
            <span>{t("placedOn", { date: when.dayOf(order.placed_at) })}</span>
          </p>
        </div>
        <Drawing of="order" />
      </div>
      {order.standing !== "cancelled" && <OrderSteps order={order} />}
      <div className="columns">
        <div className="first">
          <OrderItems order={order} />
        </div>
        <aside>
          <Money order={order} />
          {order.contact && <Contact contact={order.contact} seller={order.seller} />}
        </aside>
        <div className="rest">
          {order.standing !== "cancelled" && <Deliveries order={order} />}
          {order.returns.length > 0 && <Returns order={order} />}
        </div>
      </div>
    </>
  )
}

function Money({ order: { amount, paid, due, currency } }: { order: GuestOrder }) {
  const t = usePhrases(orderPhrases)
  const format = useFormat()
  const owed = Number(due)
  return (
    <section className="money" aria-labelledby="money">
      <h2 className="head" id="money">
        {t("money")}
      </h2>
      <dl className="totals">
        <div>
          <dt>{t("amount")}</dt>
          <dd>{format.money(amount, currency)}</dd>
        </div>
        <div>
          <dt>{t("paid")}</dt>
          <dd>{format.money(paid, currency)}</dd>
        </div>
        <div className="is-total">
          <dt>{t(owed > 0 ? "due" : owed < 0 ? "overpaid" : Number(paid) === 0 ? "nothingDue" : "settled")}</dt>
          <dd>{owed !== 0 && format.money(due.replace(/^-/, ""), currency)}</dd>
        </div>
      </dl>
    </section>
  )
}

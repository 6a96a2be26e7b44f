// What was paid and paid back.

import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { HandPartProps } from "./HandDeliveries"
import { handPhrases } from "./phrases"

export function HandPayments({ order, actions }: HandPartProps) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  const money = (amount: string) => format.money(amount, order.row.currency)
  return (
    <section className="record-part" aria-label={t("payments")}>
      <h2 className="section-head">{t("payments")}</h2>
      {order.payments.length === 0 ? (
        <p className="record-none">{t("noPayments")}</p>
      ) : (
        <ul className="hand-list">
          {order.payments.map((payment) => {
            const back = Number(payment.amount) < 0
            return (
              <li key={payment.id}>
                <div className="row is-wrap hand-what">
                  <span className={back ? "medium bad" : "medium"}>{money(payment.amount).replace("-", "−")}</span>
                  {back && <span>{t("refund")}</span>}
                  {payment.method && <span>{payment.method}</span>}
                </div>
                <p className="small quiet row is-wrap">
                  <span>{format.calendarDay(payment.day)}</span>
                  {payment.reference && <span>{payment.reference}</span>}
                  {payment.by && <span>{t("by", { who: payment.by.name })}</span>}
                  {payment.note && <span>{payment.note}</span>}
                </p>
                {order.may_edit && (
                  <div className="row hand-do">
                    <IconButton
                      icon="undo"
                      small
                      label={t("unpay")}
                      onClick={() => void actions.onUnpay(payment.id, t("unpaid", { amount: money(payment.amount) }))}
                    />
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

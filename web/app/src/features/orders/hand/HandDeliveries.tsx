// What was sent and by whom, when it arrived; arrived and taken back where it stands.

import type { OrderPage } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { CopyButton } from "../../../kit/record/CopyButton"
import { handPhrases } from "./phrases"
import type { Handling } from "./useHandling"
import { useParts } from "./useParts"

export interface HandPartProps {
  order: OrderPage
  actions: Handling
}

export function HandDeliveries({ order, actions }: HandPartProps) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  const parts = useParts(order)
  const moment = (at: string) => `${format.shortDate(at)} ${format.time(at)}`
  return (
    <section className="record-part" aria-label={t("deliveries")}>
      <h2 className="section-head">{t("deliveries")}</h2>
      {order.deliveries.length === 0 ? (
        <p className="record-none">{t("noDeliveries")}</p>
      ) : (
        <ol className="hand-list">
          {order.deliveries.map((delivery, at) => {
            const n = at + 1
            return (
              <li key={delivery.id}>
                <div className="row is-wrap hand-what">
                  <span className="medium">{t("delivery", { n })}</span>
                  {delivery.carrier && <span>{delivery.carrier}</span>}
                  {delivery.tracking && (
                    <span className="row hand-tracking">
                      <span>{delivery.tracking}</span>
                      <CopyButton text={delivery.tracking} what={t("trackingOf", { tracking: delivery.tracking })} />
                    </span>
                  )}
                </div>
                <p className="soft">{parts(delivery.lines)}</p>
                <p className="small quiet row is-wrap">
                  <span title={format.moment(delivery.sent_at)}>{t("sentAt", { when: moment(delivery.sent_at) })}</span>
                  {delivery.arrived_at ? (
                    <span className="good" title={format.moment(delivery.arrived_at)}>
                      {t("arrivedAt", { when: moment(delivery.arrived_at) })}
                    </span>
                  ) : (
                    <span className="waiting">{t("onWay")}</span>
                  )}
                  {delivery.by && <span>{t("by", { who: delivery.by.name })}</span>}
                  {delivery.note && <span>{delivery.note}</span>}
                </p>
                {order.may_edit && (
                  <div className="row hand-do">
                    {delivery.arrived_at === null && (
                      <Button
                        small
                        icon="check"
                        onClick={() => void actions.onArrived(delivery.id, t("arrivedTold", { n }))}
                      >
                        {t("markArrived")}
                      </Button>
                    )}
                    <IconButton
                      icon="undo"
                      small
                      label={t("undeliver")}
                      onClick={() => void actions.onUndeliver(delivery.id, t("undelivered", { n }))}
                    />
                  </div>
                )}
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}

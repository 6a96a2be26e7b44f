// What came back, and what is not to be sent any more; nothing is shown while there is neither.

import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { HandPartProps } from "./HandDeliveries"
import { handPhrases } from "./phrases"
import { useParts } from "./useParts"

export function HandReturns({ order, actions }: HandPartProps) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  const parts = useParts(order)
  if (order.returns.length === 0) return null
  return (
    <section className="record-part" aria-label={t("returns")}>
      <h2 className="section-head">{t("returns")}</h2>
      <ul className="hand-list">
        {order.returns.map((one) => (
          <li key={one.id}>
            <div className="row is-wrap hand-what">
              <span className="medium">{t(`kind.${one.kind}`)}</span>
              {one.reason && <span>{one.reason}</span>}
            </div>
            <p className="soft">{parts(one.lines)}</p>
            <p className="small quiet row is-wrap">
              <span title={format.moment(one.at)}>{`${format.shortDate(one.at)} ${format.time(one.at)}`}</span>
              {one.by && <span>{t("by", { who: one.by.name })}</span>}
              {one.note && <span>{one.note}</span>}
            </p>
            {order.may_edit && (
              <div className="row hand-do">
                <IconButton
                  icon="undo"
                  small
                  label={t("unreturn")}
                  onClick={() => void actions.onUntakeBack(one.id, t("unreturned"))}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

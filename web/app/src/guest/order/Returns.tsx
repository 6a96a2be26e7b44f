// What came back, and what is not sent any more, with why.

import type { GuestOrder } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useWhen } from "../when"
import { useParts } from "./Deliveries"
import { orderPhrases } from "./phrases"

export function Returns({ order }: { order: GuestOrder }) {
  const t = usePhrases(orderPhrases)
  const when = useWhen()
  const parts = useParts(order)
  return (
    <section aria-labelledby="returns">
      <h2 className="head" id="returns">
        {t("returns")}
      </h2>
      <ul className="returns">
        {order.returns.map((one) => (
          <li key={one.id}>
            <p className="who">
              <b>{t(`kind.${one.kind}`)}</b>
              <time className="meta" dateTime={one.at}>
                {when.dayOf(one.at)}
              </time>
            </p>
            <p>{parts(one.lines)}</p>
            {one.reason !== "" && <p className="meta">{one.reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

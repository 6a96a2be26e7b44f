// An order at a glance: where it stands, whose it is, what is owed, how much of it is sent; and what is done next.

import type { OrderPage } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { PersonLink } from "../../../kit/PersonLink"
import { channelLabel, useWords } from "../../../kit/words"
import { handPhrases } from "./phrases"
import { sumOf } from "./quantities"
import { StandingTag } from "./StandingTag"

interface HandHeadProps {
  order: OrderPage
  /** The buttons. */
  children: ReactNode
}

export function HandHead({ order, children }: HandHeadProps) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  const words = useWords()
  const { row } = order
  return (
    <header className="record-top">
      <h1 className="record-title">{row.number}</h1>
      <p className="row record-marks">
        <StandingTag standing={order.standing} />
        {row.person && <PersonLink person={row.person} avatar={20} />}
        <span className="small quiet" title={format.moment(row.placed_at)}>
          {t("placed", { when: `${format.shortDate(row.placed_at)} ${format.time(row.placed_at)} ` })}
        </span>
        <span className="small quiet">{channelLabel(words, row.channel)}</span>
      </p>
      <Money order={order} />
      <Progress order={order} />
      {children}
    </header>
  )
}

function Money({ order: { row, worth, paid, due } }: { order: OrderPage }) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  const money = (amount: string) => format.money(amount, row.currency)
  const owed = Number(due)
  return (
    <dl className="hand-money">
      <div>
        <dt>{t("amount")}</dt>
        <dd>{money(row.amount)}</dd>
      </div>
      {Number(worth) !== Number(row.amount) && (
        <div>
          <dt>{t("worth")}</dt>
          <dd>{money(worth)}</dd>
        </div>
      )}
      <div>
        <dt>{t("paid")}</dt>
        <dd>{money(paid)}</dd>
      </div>
      <div>
        <dt>{t(owed > 0 ? "due" : owed < 0 ? "overpaid" : "due")}</dt>
        <dd className={owed > 0 ? "waiting" : owed < 0 ? "bad" : "good"}>
          {owed === 0 ? t("settled") : money(due.replace(/^-/, ""))}
        </dd>
      </div>
    </dl>
  )
}

/** A bar of what has arrived, is on its way, is left; said in numbers below. */
function Progress({ order: { lines } }: { order: OrderPage }) {
  const t = usePhrases(handPhrases)
  const format = useFormat()
  const [arrived, sent] = [sumOf(lines, "arrived"), sumOf(lines, "sent")]
  const parts = [
    { key: "is-there", n: arrived, text: "partArrived" as const },
    { key: "is-way", n: sent - arrived, text: "partWay" as const },
    { key: "is-left", n: sumOf(lines, "left"), text: "partLeft" as const },
    { key: "is-cut", n: sumOf(lines, "cancelled"), text: "partCancelled" as const },
  ].filter(({ n }) => n > 0)
  if (parts.length === 0) return null
  return (
    <section className="hand-progress" aria-label={t("progress")}>
      <div className="hand-bar" aria-hidden="true">
        {parts.map(({ key, n }) => (
          <i key={key} className={key} style={{ flexGrow: n }} />
        ))}
      </div>
      <ul className="row small">
        {parts.map(({ key, n, text }) => (
          <li key={key} className={key}>
            {t(text, { n: format.number(n) })}
          </li>
        ))}
      </ul>
    </section>
  )
}

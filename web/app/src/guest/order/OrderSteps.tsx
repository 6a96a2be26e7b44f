// Placed, sent, arrived: a line of steps, each told by shape and words.

import type { GuestOrder } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useWhen } from "../when"
import { orderPhrases } from "./phrases"
import { type OrderStep, stepsOf } from "./steps"

export function OrderSteps({ order }: { order: GuestOrder }) {
  const t = usePhrases(orderPhrases)
  const format = useFormat()
  const when = useWhen()
  const steps = stepsOf(order)
  const said = ({ reach, n, of, at }: OrderStep) =>
    reach === "none"
      ? t("notYet")
      : reach === "part"
        ? t("partSent", { n: format.number(n), of: format.number(of) })
        : at && when.dayOf(at)
  const last = steps.findLastIndex(({ reach }) => reach !== "none")
  return (
    <ol className="track" aria-label={t("steps")}>
      {steps.map((step, at) => (
        <li key={step.key} className={`is-${step.reach}`} aria-current={at === last ? "step" : undefined}>
          <b>{t(step.key)}</b>
          <span>{said(step)}</span>
        </li>
      ))}
    </ol>
  )
}

// From what was won before to what is won now, a bar to each reason, on one scale.

import type { PerformanceWhy } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { performancePhrases } from "./phrases"
import { type Step, waterfallOf } from "./waterfall"

export function Waterfall({ why }: { why: PerformanceWhy }) {
  const t = usePhrases(performancePhrases)
  const format = useFormat()
  const { steps, zero } = waterfallOf(why)
  const text = ({ kind, value }: Step) => {
    const amount = format.money(Math.abs(value).toFixed(2), why.currency, true)
    return kind === "more" ? `+${amount}` : kind === "less" ? `−${amount}` : amount
  }
  return (
    <ol className="perf-fall" aria-label={t("waterfall")}>
      {steps.map((step) => (
        <li key={step.key} className={`is-${step.kind}`}>
          <span className="small cut">{t(`step.${step.key}`)}</span>
          <span className="perf-fall-line" aria-hidden="true">
            {zero > 0 && <em style={{ left: `${zero}%` }} />}
            <i style={{ left: `${step.start}%`, width: `${step.width}%` }} />
            {step.key !== "now" && <b style={{ left: `${step.end}%` }} />}
          </span>
          <span className="small perf-fall-value">{text(step)}</span>
        </li>
      ))}
    </ol>
  )
}

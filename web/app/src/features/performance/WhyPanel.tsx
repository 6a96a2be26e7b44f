// Why more or less was won than before: in one sentence, as bars, by what it came from, and why deals were lost.

import "../../kit/sidePanel.css"
import type { PerformanceWhy } from "@api/contract"
import type { Compare } from "@api/home"
import { useQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { useKeys } from "@ui/keys"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { performancePhrases } from "./phrases"
import { whyQuery } from "./queries"
import { Waterfall } from "./Waterfall"
import { Lost, Where } from "./Where"
import { mainPart } from "./waterfall"

interface WhyPanelProps {
  period: string
  compare: Compare
  /** The id of a colleague or of a team, or "all". */
  of: string
  onClose: () => void
}

export function WhyPanel({ period, compare, of, onClose }: WhyPanelProps) {
  const t = usePhrases(performancePhrases)
  const format = useFormat()
  const asked = useQuery(whyQuery(period, compare, of))
  useKeys({ Escape: onClose })
  const why = asked.data
  const name = why && ((why.who ?? why.team)?.name ?? t("everybody"))
  const day = format.calendarDay
  return (
    <aside className="side-panel perf-why" aria-label={name ? t("whyOf", { who: name }) : t("whyAll")}>
      <div className="row side-head">
        <span className="stack grow">
          <h2 className="side-name cut">{name ?? t("whyAll")}</h2>
          <span className="small quiet">
            {why && t("against", { from: day(why.before.from), to: day(why.before.to) })}
          </span>
        </span>
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="side-body scroll perf-why-body" tabIndex={0}>
        {asked.isPending ? (
          <SkeletonRows rows={8} height={40} />
        ) : asked.isError ? (
          <Failed error={asked.error} retry={() => void asked.refetch()} />
        ) : (
          <Reasons why={asked.data} />
        )}
      </div>
    </aside>
  )
}

function Reasons({ why }: { why: PerformanceWhy }) {
  const t = usePhrases(performancePhrases)
  const format = useFormat()
  const money = (amount: string | number) => format.money(Math.abs(Number(amount)).toFixed(2), why.currency, true)
  const nothing = Number(why.won.value) === 0 && Number(why.won.before) === 0
  const said = ({ of, value, before, effect }: PerformanceWhy["parts"][number]) => {
    const text = (one: string) =>
      of === "size"
        ? money(one)
        : of === "win_rate"
          ? t("percentOf", { n: Math.round(Number(one)) })
          : format.decimal(one)
    const way = Number(effect) > 0 ? "more" : Number(effect) < 0 ? "less" : "none"
    const by = way === "none" ? t("effect.none") : t(`effect.${way}`, { amount: money(effect) })
    return t(`said.${of}`, { before: text(before), value: text(value), effect: by })
  }
  return (
    <>
      <section>
        <p className="small quiet">{t("wonNow")}</p>
        <p className="perf-why-sum">{money(why.won.value)}</p>
        <Lead why={why} money={money} />
      </section>
      {nothing ? (
        <p className="quiet">{t("nothingWon")}</p>
      ) : (
        <section aria-label={t("waterfall")}>
          <h3 className="section-head">
            {t("waterfall")}
            <Popover
              label={t("how")}
              trigger={(props) => (
                <button type="button" className="why end" {...props}>
                  {t("how")}
                </button>
              )}
            >
              {() => <p className="perf-how">{t("howText")}</p>}
            </Popover>
          </h3>
          <Waterfall why={why} />
          <ul className="perf-said">
            {why.parts.map((part) => (
              <li key={part.of}>{said(part)}</li>
            ))}
          </ul>
        </section>
      )}
      {!nothing && <Where why={why} />}
      <Lost why={why} />
    </>
  )
}

/** By how much, and mainly why. */
function Lead({ why: { won, parts }, money }: { why: PerformanceWhy; money: (amount: number) => string }) {
  const t = usePhrases(performancePhrases)
  const [now, before] = [Number(won.value), Number(won.before)]
  const by = now - before
  const way = by > 0 ? "more" : "less"
  const percent = Math.round((Math.abs(by) / before) * 100)
  const change =
    by === 0
      ? t("lead.same")
      : before === 0
        ? t(`lead.${way}New`, { amount: money(by) })
        : t(`lead.${way}`, { amount: money(by), percent: `${by > 0 ? "+" : "−"}${percent}` })
  const main = mainPart(parts)
  // Only what pulled the same way explains it.
  const explains = main && by !== 0 && Number(main.effect) > 0 === by > 0
  return (
    <p className={by > 0 ? "good" : by < 0 ? "bad" : "quiet"}>
      {t("lead", { change })}
      {explains && <span className="soft perf-main">{t("mainly", { part: t(`main.${main.of}.${way}`) })}</span>}
    </p>
  )
}

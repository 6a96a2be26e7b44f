// The period in one line: what is aimed for, won, likely and still to go, each opening the deals behind it.

import type { DealForecast } from "@api/contract"
import { useFormat } from "@ui/format"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { gapOf, sharesOf } from "../../kit/decimal"
import { readPeriod } from "./periods"
import { salesPhrases } from "./phrases"
import { usePeriodWords } from "./usePeriodWords"

/** What the words about time take of the bar, in percent. */
const ROOM = 24

interface ForecastBarProps {
  of: DealForecast
  onOpen: (filter: string) => void
}

export function ForecastBar({ of, onOpen }: ForecastBarProps) {
  const t = usePhrases(salesPhrases)
  const format = useFormat()
  const nameOf = usePeriodWords()
  const { target, won, open, weighted, currency } = of
  const money = (amount: string) => format.money(amount, currency, true)
  const gap = target === null ? null : gapOf(target, won.total, weighted)
  const shares = sharesOf(target, won.total, weighted)
  const marked = Math.round(shares.won)
  const likely = Math.round(shares.won + shares.likely)
  const kind = readPeriod(of.period)?.kind ?? "quarter"
  const running = of.passed > 0 && of.passed < 100
  // The words about time keep out of the way of the two shares.
  const close = (share: number) => share > of.passed && share < of.passed + ROOM
  const left = running && (of.passed > 70 || close(likely))
  const crowded = left && marked < of.passed && marked > of.passed - ROOM
  return (
    <section className="forecast-bar" aria-label={t("forecast")}>
      <div className="forecast-top">
        <dl className="forecast-figures">
          <Figure label={t("target", { period: nameOf(of.period) })}>
            {target === null ? <span className="quiet">{t("noTarget")}</span> : money(target)}
          </Figure>
          <Figure label={t("won", { n: won.count })} mark="is-won">
            <button type="button" title={t("openWon")} onClick={() => onOpen(won.filter)}>
              {money(won.total)}
            </button>
          </Figure>
          <Figure label={t("likely", { n: open.count })} mark="is-likely">
            <button type="button" title={t("openLikely")} onClick={() => onOpen(open.filter)}>
              {money(weighted)}
            </button>
          </Figure>
          {gap !== null && (
            <Figure label={t("gap")} mark="is-gap">
              {Number(gap) > 0 ? (
                <span className="bad">{money(gap)}</span>
              ) : (
                <span className="good">{t("reached")}</span>
              )}
            </Figure>
          )}
          {of.win_rate !== null && (
            <Figure label={t("winRate")}>
              {of.win_rate}%{of.cycle_days !== null && <small>{t("cycle", { n: of.cycle_days })}</small>}
            </Figure>
          )}
        </dl>
        <Popover
          label={t("how")}
          trigger={(props) => (
            <button type="button" className="why forecast-how" {...props}>
              {t("how")}
            </button>
          )}
        >
          {() => (
            <ul className="forecast-reasons">
              {(["target", "won", "weighted", "gap", "rate"] as const).map((one) => (
                <li key={one}>{t(`how.${one}`)}</li>
              ))}
              <li>{t("how.currency", { currency })}</li>
            </ul>
          )}
        </Popover>
      </div>
      <div className="forecast-line" aria-hidden="true">
        <i className="is-won" style={{ width: `${shares.won}%` }} />
        <i className="is-likely" style={{ width: `${shares.likely}%` }} />
        <i className="is-gap" style={{ width: `${shares.gap}%` }} />
        {running && <b style={{ left: `${of.passed}%` }} />}
      </div>
      <div className="forecast-marks" aria-hidden={!running}>
        {shares.won > 12 && !crowded && <span style={{ right: `${100 - shares.won}%` }}>{marked}%</span>}
        {shares.likely > 12 && likely < 100 && (
          <span style={{ right: `${100 - shares.won - shares.likely}%` }}>{likely}%</span>
        )}
        {running && (
          <em className={left ? "is-left" : of.passed > 40 ? "is-late" : undefined} style={{ left: `${of.passed}%` }}>
            {t(`passed.${kind}`, { n: of.passed })}
          </em>
        )}
      </div>
    </section>
  )
}

interface FigureProps {
  label: string
  mark?: "is-won" | "is-likely" | "is-gap"
  children: ReactNode
}

function Figure({ label, mark, children }: FigureProps) {
  return (
    <div>
      <dt>
        {mark && <i className={mark} />}
        {label}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

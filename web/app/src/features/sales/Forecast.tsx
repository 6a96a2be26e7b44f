// The figures of a period by month and by colleague, against their targets. Each figure opens the deals behind it.

import "./forecast.css"
import type { DealForecast, DealSum } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { lazy, type ReactNode, Suspense, startTransition, useState } from "react"
import { sumOf } from "../../kit/decimal"
import { useCan } from "../../kit/session"
import { Unrated } from "../../kit/Unrated"
import { ForecastBar } from "./ForecastBar"
import { forecastPhrases } from "./forecastPhrases"
import { usePeriodWords } from "./usePeriodWords"

const Targets = lazy(async () => ({ default: (await import("./Targets")).Targets }))

interface ForecastProps {
  of: DealForecast
  onOpen: (filter: string) => void
}

interface Part {
  key: string
  name: string
  mark?: ReactNode
  target: string | null
  won: DealSum
  open: DealSum
  weighted: string
}

export function Forecast({ of, onOpen }: ForecastProps) {
  const t = usePhrases(forecastPhrases)
  const format = useFormat()
  const nameOf = usePeriodWords()
  const maySet = useCan("users")
  const [setting, setSetting] = useState(false)
  const money = (amount: string) => format.money(amount, of.currency, true)
  const months = of.months.map(
    ({ month, ...rest }): Part => ({ key: month, name: nameOf(month), target: null, ...rest }),
  )
  const owners = of.owners
    .filter(({ owner, target, won, open }) => owner !== null || target !== null || won.count + open.count > 0)
    .map(({ owner, ...rest }): Part => {
      const name = owner?.name ?? t("nobody")
      const mark = owner && <Avatar id={owner.id} initial={owner.initial ?? name.slice(0, 1)} size={20} />
      return { key: owner?.id ?? "", name, mark, ...rest }
    })
  const none = of.won.count + of.open.count + of.lost.count === 0
  return (
    <>
      <ForecastBar of={of} onOpen={onOpen} />
      {of.unrated.length > 0 && <Unrated currencies={of.unrated} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="forecast scroll" tabIndex={0}>
        {none && (
          <p className="quiet">
            <b>{t("nothing")}</b> {t("nothingText")}
          </p>
        )}
        <section aria-labelledby="by-owner">
          <h2 className="section-head" id="by-owner">
            {t("byOwner")}
            {maySet && (
              <Button small icon="edit" className="end" onClick={() => startTransition(() => setSetting(true))}>
                {t("setTargets")}
              </Button>
            )}
          </h2>
          <Parts head={t("owner")} parts={owners} aimed money={money} onOpen={onOpen} passed={of.passed} />
        </section>
        {months.length > 1 && (
          <section aria-labelledby="by-month">
            <h2 className="section-head" id="by-month">
              {t("byMonth")}
            </h2>
            <Parts head={t("month")} parts={months} aimed={false} money={money} onOpen={onOpen} passed={0} />
          </section>
        )}
        {of.lost.count > 0 && (
          <p className="small">
            <button type="button" className="link" title={t("showLost")} onClick={() => onOpen(of.lost.filter)}>
              {t("lost", { n: of.lost.count, amount: money(of.lost.total) })}
            </button>
          </p>
        )}
      </div>
      <Suspense>{setting && <Targets period={of.period} onClose={() => setSetting(false)} />}</Suspense>
    </>
  )
}

interface PartsProps {
  head: string
  parts: Part[]
  /** Whether there are targets to be measured against. */
  aimed: boolean
  money: (amount: string) => string
  passed: number
  onOpen: (filter: string) => void
}

function Parts({ head, parts, aimed, money, passed, onOpen }: PartsProps) {
  const t = usePhrases(forecastPhrases)
  const reach = ({ target, won, weighted }: Part) => Math.max(Number(target ?? 0), Number(won.total) + Number(weighted))
  const most = Math.max(1, ...parts.map(reach))
  const anyTarget = parts.some(({ target }) => target !== null)
  const figure = (part: Part, sum: DealSum, what: "won" | "open", amount = sum.total) =>
    sum.count === 0 ? (
      <span className="quiet">—</span>
    ) : (
      <button
        type="button"
        title={t("show", { who: part.name, what: t(what), n: sum.count })}
        onClick={() => onOpen(sum.filter)}
      >
        {money(amount)}
      </button>
    )
  return (
    <table className="plain-table forecast-table">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="forecast-graph">
            <span className="hidden-visually">{t("likely")}</span>
          </th>
          {aimed && (
            <th scope="col" className="figure">
              {t("target")}
            </th>
          )}
          <th scope="col" className="figure">
            {t("won")}
          </th>
          <th scope="col" className="figure">
            {t("weighted")}
          </th>
          <th scope="col" className="figure">
            {t("open")}
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.key}>
            <th scope="row">
              <span className="row">
                {part.mark}
                <span className="cut">{part.name}</span>
              </span>
            </th>
            <td className="forecast-graph">
              <Bar part={part} most={most} passed={passed} />
            </td>
            {aimed && (
              <td className="figure">{part.target === null ? <span className="quiet">—</span> : money(part.target)}</td>
            )}
            <td className="figure" data-label={t("won")}>
              {figure(part, part.won, "won")}
            </td>
            <td className="figure" data-label={t("weighted")}>
              {figure(part, part.open, "open", part.weighted)}
            </td>
            <td className="figure" data-label={t("open")}>
              {figure(part, part.open, "open")}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("total")}</th>
          <td className="forecast-graph" />
          {aimed && (
            <td className="figure">{anyTarget ? money(sumOf(parts.map(({ target }) => target ?? "0"))) : "—"}</td>
          )}
          <td className="figure">{money(sumOf(parts.map(({ won }) => won.total)))}</td>
          <td className="figure">{money(sumOf(parts.map(({ weighted }) => weighted)))}</td>
          <td className="figure">{money(sumOf(parts.map(({ open }) => open.total)))}</td>
        </tr>
      </tfoot>
    </table>
  )
}

/** Won and weighted on one scale for all, the target as a line across. */
function Bar({ part, most, passed }: { part: Part; most: number; passed: number }) {
  const t = usePhrases(forecastPhrases)
  const share = (amount: string) => (Number(amount) / most) * 100
  const { target, won, weighted } = part
  const reached =
    target === null || Number(target) === 0
      ? null
      : Math.round(((Number(won.total) + Number(weighted)) / Number(target)) * 100)
  const behind = reached !== null && passed >= 50 && reached < 100
  return (
    <span className="row">
      <span className="part-bar" aria-hidden="true">
        <i className="is-won" style={{ width: `${share(won.total)}%` }} />
        <i className="is-likely" style={{ width: `${share(weighted)}%` }} />
        {target !== null && <b style={{ left: `${share(target)}%` }} />}
      </span>
      {reached !== null && (
        <span className={behind ? "part-reached bad" : "part-reached quiet"} title={t("of", { n: reached })}>
          {reached}%
        </span>
      )}
    </span>
  )
}

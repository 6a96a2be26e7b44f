// A figure with how it changed: its sign and its words say it, its colour only helps. It opens the rows behind it.

import type { PerformanceFigure, PerformanceRow } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { ListLink } from "../../kit/ListLink"
import { type Change, changeOf, typeOf } from "./figures"
import { performancePhrases } from "./phrases"

/** A value as it is read. */
export function useFigureText(currency: string): (figure: PerformanceFigure, value: string) => string {
  const t = usePhrases(performancePhrases)
  const format = useFormat()
  return (figure, value) => {
    const n = Number(value)
    const type = typeOf(figure)
    if (type === "money") return format.money(value, currency, true)
    if (type === "percent") return t("percentOf", { n: Math.round(n) })
    if (type === "hours") return n >= 72 ? t("days", { n: Math.round(n / 24) }) : t("hours", { n: Math.round(n) })
    return type === "days" ? t("days", { n: Math.round(n) }) : format.number(Math.round(n))
  }
}

function useChangeText(): (change: Change) => { brief: string; long: string } {
  const t = usePhrases(performancePhrases)
  return ({ way, by, unit }) => {
    if (way === "same") return { brief: t("same"), long: t("sameLong") }
    if (by === null) return { brief: t("fresh"), long: t(`${way}.fresh`) }
    const n = unit === "points" ? t("points", { n: by }) : t("percentOf", { n: by })
    return { brief: `${way === "more" ? "+" : "−"}${n}`, long: t(`${way}.${unit}`, { n: by }) }
  }
}

interface FigureProps {
  row: PerformanceRow
  figure: PerformanceFigure
  name: string
  currency: string
}

export function Figure({ row, figure, name, currency }: FigureProps) {
  const t = usePhrases(performancePhrases)
  const text = useFigureText(currency)
  const changeText = useChangeText()
  const [value, before] = [row.values[figure], row.before[figure]]
  if (value === null)
    return (
      <span className="perf-figure quiet">
        <span>—</span>
        <span className="tiny perf-change" />
      </span>
    )
  const change = changeOf(figure, value, before)
  const said = change && changeText(change)
  const opens = row.rows[figure]
  const shown = text(figure, value)
  const look = change?.good === true ? "good" : change?.good === false ? "bad" : "quiet"
  return (
    <span className="perf-figure">
      {opens && Number(value) !== 0 ? (
        <ListLink {...opens} className="perf-open" title={t("show", { who: name, figure: t(`figure.${figure}`) })}>
          {shown}
        </ListLink>
      ) : (
        <span>{shown}</span>
      )}
      <span className={`tiny perf-change ${look}`}>
        {said && before !== null && (
          <span title={`${said.long} · ${t("was", { value: text(figure, before) })}`}>
            <span aria-hidden="true">{said.brief}</span>
            <span className="hidden-visually">{said.long}</span>
          </span>
        )}
      </span>
    </span>
  )
}

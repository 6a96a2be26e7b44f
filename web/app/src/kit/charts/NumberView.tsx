// One figure, large: how it stands against the span before, or against what would be full.

import type { Locale } from "@api/contract"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import type { At } from "./cube"
import { Figure } from "./Figure"
import type { Opened } from "./opened"
import { chartPhrases } from "./phrases"
import { type Told, useAnswer, type ViewProps } from "./useAnswer"

const over = ({ cube }: Told): At => cube.answer.axes.map(() => null)

export function NumberView({ question, answer, look, height, onOpen }: ViewProps) {
  const told = useAnswer({ question, answer, look })
  const at = over(told)
  const [, ...others] = answer.measures
  return (
    <div className="answer-number" style={{ minHeight: height }}>
      <span className="small quiet">{told.measure(0)}</span>
      <Figure told={told} at={at} measure={0} onOpen={onOpen} className="is-big" />
      {told.compares && <Change told={told} at={at} measure={0} onOpen={onOpen} />}
      {others.length > 0 && (
        <dl>
          {others.map((one, place) => (
            <div key={`${one.of} ${place}`}>
              <dt>{told.measure(place + 1)}</dt>
              <dd>
                <Figure told={told} at={at} measure={place + 1} onOpen={onOpen} />
                {told.compares && <span className="fig-change">{told.change(place + 1, at)}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

interface ChangeProps {
  told: Told
  at: At
  measure: number
  onOpen?: ((opened: Opened) => void) | undefined
}

/** In words and with its sign: "+55.4% 比上期多 ¥120.8 万". */
function Change({ told, at, measure, onOpen }: ChangeProps) {
  const t = usePhrases(chartPhrases)
  const { before: span } = told.cube.answer
  const format = useFormat()
  const locale = useLocale()
  const [now, then] = [told.cube.number(at, measure), told.cube.number(at, measure, true)]
  const name = lower(locale, told.past)
  const by = now !== null && then !== null ? told.asValue(measure, String(Math.abs(now - then))) : ""
  const words =
    now === null || then === null || then === 0
      ? t("nothingThen", { past: name })
      : now === then
        ? t("sameAs", { past: name })
        : t(now > then ? "moreThan" : "lessThan", { past: name, by })
  return (
    <>
      <p className="answer-change">
        <b>{told.change(measure, at)}</b> {words}
      </p>
      {span && (
        <p className="small quiet answer-then">
          <Figure told={told} at={at} measure={measure} before onOpen={onOpen} className="is-before" />
          <span>{t("span", { from: format.calendarDay(span.from), to: format.calendarDay(span.to) })}</span>
        </p>
      )}
    </>
  )
}

const lower = (locale: Locale, text: string) => (locale === "en" ? text.toLowerCase() : text)

// Half a circle of this radius, from left to right.
const RADIUS = 80
const LENGTH = Math.PI * RADIUS
const ARC = `M 20 100 A ${RADIUS} ${RADIUS} 0 0 1 180 100`

export function GaugeView({ question, answer, look, height, onOpen }: ViewProps) {
  const t = usePhrases(chartPhrases)
  const format = useFormat()
  const told = useAnswer({ question, answer, look })
  const at = over(told)
  const value = told.cube.number(at, 0) ?? 0
  // A share is full at a hundred.
  const wanted = look.full ?? (answer.measures[0]?.type === "percent" ? "100" : undefined)
  const full = Number(wanted ?? Number.NaN)
  if (!(full > 0)) return <NumberView question={question} answer={answer} look={look} height={height} onOpen={onOpen} />
  const part = Math.min(1, Math.max(0, value / full))
  const percent = `${format.decimal(String(Math.round((value / full) * 1000) / 10))}%`
  return (
    <div className="answer-number is-gauge" style={{ minHeight: height }}>
      <svg viewBox="0 0 200 112" aria-hidden="true">
        <path d={ARC} className="gauge-all" />
        {part > 0 && <path d={ARC} className="gauge-part" strokeDasharray={`${LENGTH * part} ${LENGTH}`} />}
      </svg>
      <Figure told={told} at={at} measure={0} onOpen={onOpen} className="is-big" />
      <span className="small quiet">{told.measure(0)}</span>
      <p className="answer-change">{t("ofFull", { full: told.asValue(0, wanted ?? null), percent })}</p>
      {told.compares && <Change told={told} at={at} measure={0} onOpen={onOpen} />}
    </div>
  )
}

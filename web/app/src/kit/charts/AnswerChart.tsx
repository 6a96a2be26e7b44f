// The drawings of ECharts: which one, and what it says to those who do not see it.

import type { Answer, ReportLook } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { type RefObject, useCallback } from "react"
import { Canvas } from "./Canvas"
import { roughly } from "./change"
import { cartesian } from "./options/cartesian"
import type { Drawing, DrawTools } from "./options/drawn"
import { heat } from "./options/heat"
import { funnel, gauge, pie } from "./options/round"
import type { LookProps } from "./parts"
import { chartPhrases } from "./phrases"
import type { Picture } from "./picture"
import { alone, cellsOf, orderOf, overAll } from "./shape"
import { type Inks, still } from "./theme"

interface AnswerChartProps extends LookProps {
  answer: Answer
  look: ReportLook
  name: string
  against: "before" | "year"
  picture?: RefObject<Picture | null> | undefined
}

function drawn(tools: DrawTools): Drawing {
  const { as } = tools.look
  if (as === "pie") return pie(tools)
  if (as === "funnel") return funnel(tools)
  if (as === "gauge") return gauge(tools)
  if (as === "heat") return heat(tools)
  return cartesian(as === "bar" || as === "line" || as === "area" ? as : "column", tools)
}

/** How high a drawing wants to stand: bars and squares by how many lines they have. */
function wanted(answer: Answer, { as, stacked }: ReportLook): number | undefined {
  const keys = answer.axes[0]?.keys.length ?? 0
  const beside = as === "bar" && stacked === false ? Math.min(4, answer.axes[1]?.keys.length ?? 1) : 1
  const times = as === "bar" && answer.axes.length < 2 ? answer.measures.length * (answer.before ? 2 : 1) : beside
  if (as === "bar") return Math.max(160, keys * Math.max(28, times * 16 + 10) + 60)
  if (as === "heat") return Math.max(180, keys * 30 + 40)
  return undefined
}

export function AnswerChart({ answer, look, name, against, words, onFigure, picture }: AnswerChartProps) {
  const t = usePhrases(chartPhrases)
  const format = useFormat()
  const draw = useCallback(
    (inks: Inks, width: number, height: number) =>
      drawn({
        answer,
        look,
        words,
        inks,
        width,
        height,
        against,
        still: still(),
        say: t,
        percent: (value, whole) => (whole === 0 ? "" : `${format.decimal(roughly((value / whole) * 100))}%`),
      }),
    [answer, look, words, against, t, format],
  )
  const height = wanted(answer, look)
  return (
    <div className={`chart-drawing is-${look.as}`} style={height === undefined ? undefined : { minHeight: height }}>
      <Canvas draw={draw} label={told(answer, look, name, words)} onFigure={onFigure} picture={picture} />
    </div>
  )
}

/** The first figures in words; the table has all of them. */
function told(answer: Answer, look: ReportLook, name: string, words: LookProps["words"]): string {
  const cells = cellsOf(answer)
  const [axis] = answer.axes
  const [measure] = answer.measures
  if (!measure) return name
  const figures = axis
    ? orderOf(answer, 0, look)
        .slice(0, 12)
        .map((key) => `${words.key(axis, key)} ${words.value(measure, cells(alone(answer, 0, key))?.values[0])}`)
    : [words.value(measure, cells(overAll(answer))?.values[0])]
  return `${name}: ${figures.join(", ")}`
}

// A chart, and its figures as a table for whoever reads those or uses no pointer.

import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { lazy, Suspense, useMemo, useState } from "react"
import { usePhone } from "../usePhone"
import { ChartBoundary } from "./ChartBoundary"
import { describe } from "./describe"
import { Figures } from "./Figures"
import { chartPhrases } from "./phrases"
import { plotOf, slicesOf } from "./plot"
import { useAnswer, type ViewProps } from "./useAnswer"

const EChart = lazy(async () => ({ default: (await import("./EChart")).EChart }))

export interface ChartViewProps extends ViewProps {
  onReady?: ((png: () => Promise<Blob>) => void) | undefined
}

/** Where the largest is as large, all of a figure are told in thousands or ten thousands, so that they compare. */
const LONG = 10_000

export function ChartView({ question, answer, look, height, onOpen, onReady }: ChartViewProps) {
  const t = usePhrases(chartPhrases)
  const format = useFormat()
  const phone = usePhone()
  const told = useAnswer({ question, answer, look })
  const [shown, setShown] = useState(false)
  const drawing = useMemo(() => {
    const type = (measure: number) => answer.measures[measure]?.type
    const percent = (share: number) => `${format.decimal(String(Math.round(share * 10) / 10))}%`
    const plot = plotOf(told)
    const sizes = plot.series.map(({ measure, points }) => ({
      measure,
      most: Math.max(0, ...points.map(({ value }) => Math.abs(value ?? 0))),
    }))
    const most = (measure: number) =>
      Math.max(0, ...sizes.filter((one) => one.measure === measure).map((one) => one.most))
    return {
      plot,
      slices: look.as === "pie" ? slicesOf(told, (n) => t("others", { n })) : [],
      look,
      measures: answer.measures,
      description: describe(told, look, t),
      short: (measure: number, value: number) => {
        const plain = type(measure) === "money" || type(measure) === "number"
        return plain && most(measure) >= LONG
          ? format.compact(value)
          : told.asValue(measure, String(Math.round(value * 100) / 100))
      },
      full: (measure: number, value: number) => told.asValue(measure, String(value)),
      percent,
      step: (percentText: string) => t("step", { percent: percentText }),
    }
  }, [answer, look, told, t, format])
  const high = heightOf(drawing.plot, look, phone)
  const bars = look.as === "bar"
  // Bars grow downwards and scroll; everything else fits into what it is given.
  const inner = bars ? Math.max(high, Math.min(height ?? high, high * 1.5)) : (height ?? high)
  const scrolls = bars && height !== undefined && inner > height
  return (
    <div className="answer-chart">
      <ChartBoundary instead={<p className="small quiet">{t("failed")}</p>}>
        {/* What scrolls is reached by the keyboard too. */}
        <div
          className={scrolls ? "scroll chart-frame" : "chart-frame"}
          style={{ maxHeight: height }}
          {...(scrolls ? { tabIndex: 0, role: "group", "aria-label": drawing.description } : {})}
        >
          <Suspense
            fallback={<span className="skeleton" role="status" aria-label={t("loading")} style={{ height: inner }} />}
          >
            <EChart drawing={drawing} height={inner} onOpen={onOpen} onReady={onReady} />
          </Suspense>
        </div>
      </ChartBoundary>
      <Figures question={question} answer={answer} look={look} onOpen={onOpen} shown={shown} onShow={setShown} />
    </div>
  )
}

function heightOf(
  { categories, series }: ReturnType<typeof plotOf>,
  { as, stacked }: ViewProps["look"],
  phone: boolean,
) {
  if (as === "bar") {
    const marks = stacked ? 1 : series.length
    return Math.max(120, categories.length * Math.max(28, marks * 18 + 8) + (series.length > 1 ? 64 : 36))
  }
  if (as === "funnel") return Math.max(160, categories.length * 44)
  return phone ? 240 : 300
}

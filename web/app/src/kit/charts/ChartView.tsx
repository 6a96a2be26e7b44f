// Bars, lines, slices: drawn on a canvas, and the same figures as a table for whoever reads them otherwise.

import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useEffect, useMemo, useRef, useState } from "react"
import { reportWords } from "../reports/phrases"
import { useAnswerWords } from "../reports/words"
import type { AnswerViewProps } from "./AnswerView"
import { core } from "./echarts"
import { type Inks, option } from "./option"
import { drawn, slices, steps, topOf } from "./series"
import { TableView } from "./TableView"

/** The inks of the page, as they are at the moment. */
function inksOf(element: HTMLElement): Inks {
  const style = getComputedStyle(element)
  const of = (name: string) => style.getPropertyValue(name).trim()
  const rgb = (name: string) =>
    of(name)
      .match(/[\da-f]{2}/gi)
      ?.map((part) => Number.parseInt(part, 16)) ?? [0, 0, 0]
  const [from, to] = [rgb("--c-1"), rgb("--paper-0")]
  const mixed = (part: number) => `rgb(${from.map((x, n) => Math.round(x + ((to[n] ?? x) - x) * part)).join(", ")})`
  return {
    steps: [0, 0.15, 0.3, 0.42, 0.52, 0.6, 0.68, 0.74].map(mixed),
    font: of("--font") || "sans-serif",
    ink1: of("--ink-1"),
    ink2: of("--ink-2"),
    ink3: of("--ink-3"),
    line: of("--line-strong"),
    hair: of("--line"),
    paper: of("--paper-0"),
    jadeTint: of("--jade-tint"),
    series: ["--c-1", "--c-3", "--c-2", "--c-4", "--c-5", "--c-pos", "--c-neg", "--c-base"].map(of),
  }
}

export function ChartView(props: AnswerViewProps) {
  const { question, answer, look, height: most = 320, onOpen, onReady } = props
  // A few bars do not stretch over a page.
  const bars = (answer.axes[0]?.keys.length ?? 0) * Math.max(1, answer.axes.length > 1 ? 1 : answer.measures.length)
  const height = look.as === "bar" ? Math.min(most, 72 + bars * 44) : most
  const t = usePhrases(reportWords)
  const words = useAnswerWords()
  const format = useFormat()
  const place = useRef<HTMLDivElement>(null)
  const open = useRef(onOpen)
  open.current = onOpen
  const [figures, setFigures] = useState(false)
  const of = useMemo(() => {
    const all = drawn(answer, look, {
      key: (axis, key) => {
        const one = answer.axes[axis]
        const held = one?.keys[key]
        return one && held ? words.key(one, held) : ""
      },
      measure: (n) => {
        const one = answer.measures[n]
        return one ? words.measure(question.object, one) : ""
      },
      before: answer.before ? `${answer.before.from} – ${answer.before.to}` : "",
    })
    // Bars that lie carry their names beside them, and need the room of a line of text.
    const room = Math.max(6, Math.floor((height - 48) / 24))
    return look.as === "bar" ? topOf(all, answer, room, (n) => t("others", { n })) : all
  }, [answer, look, question, words, height, t])
  useEffect(() => {
    const element = place.current
    if (!element || figures) return
    const chart = core.init(element)
    const said = {
      value: (n: number, measure: number) => {
        const one = answer.measures[measure]
        return one ? words.value(answer, one, String(n)) : String(n)
      },
      axis: (n: number) => {
        const [one] = answer.measures
        return one?.type === "percent" ? `${n}%` : format.compact(n)
      },
      others: (n: number) => t("others", { n }),
      mixed: new Set(answer.measures.map((one) => one.type)).size > 1,
      title: answer.measures.map((one) => words.measure(question.object, one)).join(", "),
    }
    const draw = () => chart.setOption(option(of, look, inksOf(element), said, element.clientWidth < 480), true)
    draw()
    const round = look.as === "pie" || look.as === "funnel"
    const parts = look.as === "pie" ? slices(of, said.others) : round ? steps(of) : undefined
    chart.on("click", (event) => {
      const at = event as unknown as { seriesIndex: number; dataIndex: number }
      const series = of.series.filter((one) => !round || !one.before)[at.seriesIndex]
      const cell = parts ? parts[at.dataIndex]?.at : series?.at[at.dataIndex]
      if (series && cell) open.current?.({ at: cell, measure: series.measure, before: series.before })
    })
    const size = new ResizeObserver(() => {
      chart.resize()
      draw()
    })
    size.observe(element)
    const theme = new MutationObserver(draw)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "lang"] })
    onReady?.(async () => {
      const url = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: inksOf(element).paper })
      return (await fetch(url)).blob()
    })
    return () => {
      size.disconnect()
      theme.disconnect()
      chart.dispose()
    }
  }, [of, look, answer, question, words, format, t, figures, onReady])
  return (
    <div className="chart">
      {figures ? (
        <div style={{ height, overflow: "auto" }}>
          <TableView {...props} />
        </div>
      ) : (
        <div ref={place} className="chart-place" style={{ height }} />
      )}
      <Button small look="plain" className="chart-toggle" onClick={() => setFigures(!figures)} aria-pressed={figures}>
        {t(figures ? "drawing" : "figures")}
      </Button>
    </div>
  )
}

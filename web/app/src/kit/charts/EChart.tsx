// The canvas: everything of ECharts is behind this file, which is read when the first chart is shown.

import { BarChart, FunnelChart, LineChart, PieChart } from "echarts/charts"
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  LegendScrollComponent,
  TooltipComponent,
} from "echarts/components"
import { type EChartsType, init, use } from "echarts/core"
import { LabelLayout } from "echarts/features"
import { CanvasRenderer } from "echarts/renderers"
import { useEffect, useLayoutEffect, useRef, useState } from "react"
import { useReducedMotion } from "./motion"
import type { Opened } from "./opened"
import { chartOption, type Drawing } from "./option"
import type { Point } from "./plot"
import { chartTheme } from "./theme"

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  FunnelChart,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LegendScrollComponent,
  LineChart,
  PieChart,
  TooltipComponent,
])

export interface EChartProps {
  drawing: Omit<Drawing, "theme" | "still" | "narrow">
  height: number
  onOpen?: ((opened: Opened) => void) | undefined
  onReady?: ((png: () => Promise<Blob>) => void) | undefined
}

/** Below this many pixels a chart is drawn as on a phone. */
const NARROW = 460

export function EChart({ drawing, height, onOpen, onReady }: EChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<EChartsType | null>(null)
  const [narrow, setNarrow] = useState(false)
  const theme = useTheme()
  const still = useReducedMotion()
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    const made = init(element, null, { renderer: "canvas" })
    const watcher = new ResizeObserver(() => {
      made.resize()
      setNarrow(made.getWidth() < NARROW)
    })
    watcher.observe(element)
    setNarrow(made.getWidth() < NARROW)
    setChart(made)
    return () => {
      watcher.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    chart?.setOption(chartOption({ ...drawing, theme, still, narrow }), { notMerge: true })
  }, [chart, drawing, theme, still, narrow])
  const latest = useRef(onOpen)
  useEffect(() => {
    latest.current = onOpen
  })
  useEffect(() => {
    const opened = (mark: { data?: unknown }) => {
      const { at, measure, before, hollow } = (mark.data ?? {}) as Partial<Point>
      if (at && measure !== undefined && !hollow) latest.current?.({ at, measure, ...(before ? { before } : {}) })
    }
    chart?.on("click", opened as (mark: unknown) => void)
  }, [chart])
  useEffect(() => {
    if (!chart || !onReady) return
    onReady(async () => {
      const url = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: theme.paper })
      return (await fetch(url)).blob()
    })
  }, [chart, onReady, theme])
  return <div ref={place} className={onOpen ? "chart-canvas is-open" : "chart-canvas"} style={{ height }} />
}

/** The tokens of the page, read again when it turns light or dark. */
function useTheme() {
  const [theme, setTheme] = useState(() => chartTheme())
  useEffect(() => {
    const watcher = new MutationObserver(() => setTheme(chartTheme()))
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "lang"] })
    // The typeface may come after the first drawing.
    void document.fonts?.ready.then(() => setTheme(chartTheme()))
    return () => watcher.disconnect()
  }, [])
  return theme
}

// What ECharts is told, for each kind of chart. No text of the data becomes HTML: labels are drawn, tooltips are elements.

import type { AnswerMeasure, ReportLook } from "@api/contract"
import type { EChartsCoreOption } from "echarts/core"
import type { Plot, Point, Series, Slice } from "./plot"
import { type ChartTheme, over } from "./theme"
import { tooltipOf } from "./tooltip"

export interface Drawing {
  plot: Plot
  slices: Slice[]
  look: ReportLook
  measures: AnswerMeasure[]
  theme: ChartTheme
  description: string
  narrow: boolean
  still: boolean
  /** A value beside a mark, and on an axis. */
  short: (measure: number, value: number) => string
  /** A value in a tooltip. */
  full: (measure: number, value: number) => string
  percent: (share: number) => string
  step: (percent: string) => string
}

const text = ({ font }: ChartTheme, color: string, size = 12) => ({ fontFamily: font, fontSize: size, color })

export function chartOption(drawing: Drawing): EChartsCoreOption {
  const { theme, description, still, look } = drawing
  const base = {
    color: theme.palette,
    textStyle: text(theme, theme.soft),
    animation: !still,
    animationDuration: 240,
    aria: { enabled: true, label: { enabled: true, description } },
  }
  if (look.as === "pie") return { ...base, ...pie(drawing) }
  if (look.as === "funnel") return { ...base, ...funnel(drawing) }
  return { ...base, ...grid(drawing) }
}

// A point without rows has no mark: it would hide those of others below it.
const item = (point: Point) => ({ ...point, value: point.value ?? "-", ...(point.hollow ? { symbol: "none" } : {}) })

function grid(drawing: Drawing) {
  const { plot, look, theme, narrow, measures } = drawing
  const bars = look.as === "bar"
  const lines = look.as === "line" || look.as === "area"
  const now = plot.series.filter(({ before }) => !before)
  const kinds = [...new Set(plot.series.map(({ measure }) => measures[measure]?.type))]
  // Names at the ends of lines do as well as a legend; two marks of one figure need none.
  const ends = lines && !narrow && !look.stacked && now.length === plot.series.length && apart(now)
  const legend = plot.series.length > 1 && !ends
  const category = {
    type: "category" as const,
    data: plot.categories,
    inverse: bars,
    boundaryGap: !lines,
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisLabel: {
      ...text(theme, bars ? theme.ink : theme.quiet),
      hideOverlap: !bars,
      ...(plot.ticks && !bars ? { formatter: (_: string, place: number) => plot.ticks?.[place] ?? "" } : {}),
      ...(bars ? { width: narrow ? 84 : 132, overflow: "truncate" as const, interval: 0 } : {}),
    },
  }
  const labelled = labelsOf(drawing, now)
  const values = kinds.map((kind, place) => ({
    type: "value" as const,
    // The second scale has no lines of its own; they would not meet those of the first.
    splitLine: { show: place === 0 && !(bars && labelled), lineStyle: { color: theme.line } },
    axisLabel: {
      ...text(theme, theme.quiet, 11),
      show: !(bars && labelled),
      hideOverlap: true,
      formatter: (value: number) =>
        drawing.short(
          measures.findIndex(({ type }) => type === kind),
          value,
        ),
    },
    splitNumber: 4,
    ...(kind === "number" ? { minInterval: 1 } : {}),
  }))
  return {
    grid: {
      left: 4,
      right: ends ? 88 : bars && labelled ? 64 : 12,
      top: legend ? 36 : 20,
      bottom: 4,
      outerBoundsMode: "same" as const,
      outerBoundsContain: "axisLabel" as const,
    },
    legend: {
      show: legend,
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 16,
      type: "scroll",
      textStyle: text(theme, theme.soft),
    },
    tooltip: tooltipOf(drawing, lines || plot.series.length > 1),
    [bars ? "yAxis" : "xAxis"]: category,
    [bars ? "xAxis" : "yAxis"]: values,
    series: plot.series.map((one) => {
      const place = now.findIndex(({ name, measure }) => (one.before ? measure === one.measure : name === one.name))
      const full = theme.palette[Math.max(0, place) % theme.palette.length] ?? theme.jade
      const color = one.before ? over(theme.paper, full, lines ? 0.5 : 0.36) : full
      const scale = Math.max(0, kinds.indexOf(measures[one.measure]?.type))
      const shared = {
        name: one.name,
        data: one.points.map(item),
        color,
        [bars ? "xAxisIndex" : "yAxisIndex"]: scale,
        ...(look.stacked && !one.before ? { stack: `of ${scale}` } : {}),
      }
      return lines ? lineOf(drawing, one, shared, ends) : barOf(drawing, shared, one, bars, labelled)
    }),
  }
}

/** Whether lines end far enough from each other for their names to stand there. */
function apart(now: Series[]): boolean {
  if (now.length < 2 || now.length > 6 || new Set(now.map(({ measure }) => measure)).size > 1) return false
  const most = Math.max(...now.flatMap(({ points }) => points.map(({ value }) => value ?? 0)))
  const last = now.map(({ points }) => points.at(-1)?.value ?? 0).sort((a, b) => a - b)
  return last.every((value, place) => place === 0 || value - (last[place - 1] ?? 0) > most * 0.09)
}

/** Whether each mark can say its value without hiding its neighbours. */
function labelsOf({ plot, look, narrow }: Drawing, now: Series[]): boolean {
  if (look.stacked && now.length > 1) return false
  if (look.as === "bar") return plot.series.length <= 2
  return plot.series.length === 1 && plot.categories.length <= (narrow ? 6 : 16)
}

function barOf(drawing: Drawing, shared: object, one: Series, bars: boolean, labelled: boolean) {
  const { theme, look } = drawing
  const radius = look.stacked ? 0 : bars ? [0, 2, 2, 0] : [2, 2, 0, 0]
  return {
    ...shared,
    type: "bar" as const,
    barMaxWidth: bars ? 16 : 40,
    barCategoryGap: "32%",
    barGap: "12%",
    itemStyle: { borderRadius: radius },
    emphasis: { disabled: true },
    label: {
      show: labelled,
      position: bars ? ("right" as const) : ("top" as const),
      ...text(theme, one.before ? theme.quiet : theme.ink, bars ? 12 : 11),
      formatter: (mark: { value: unknown }) =>
        typeof mark.value === "number" && (mark.value !== 0 || !one.before)
          ? drawing.short(one.measure, mark.value)
          : "",
    },
  }
}

function lineOf({ theme, look }: Drawing, one: Series, shared: object, ends: boolean) {
  const area = look.as === "area" && !one.before
  return {
    ...shared,
    type: "line" as const,
    symbol: "circle",
    symbolSize: one.points.length > 40 ? 4 : 7,
    showSymbol: one.points.length <= 60,
    lineStyle: { width: 2, ...(one.before ? { type: "dashed" as const } : {}) },
    ...(area ? { areaStyle: { opacity: look.stacked ? 0.6 : 0.14 } } : {}),
    emphasis: { scale: 1.4 },
    endLabel: { show: ends, ...text(theme, theme.ink), width: 80, overflow: "truncate" as const, formatter: "{a}" },
    labelLayout: { moveOverlap: "shiftY" as const },
  }
}

function pie(drawing: Drawing) {
  const { slices, theme, narrow } = drawing
  const sum = slices.reduce((all, { value }) => all + value, 0)
  return {
    tooltip: tooltipOf(drawing, false),
    series: [
      {
        type: "pie" as const,
        radius: narrow ? ["34%", "56%"] : ["42%", "70%"],
        center: ["50%", "52%"],
        minAngle: 2,
        startAngle: 90,
        itemStyle: { borderColor: theme.paper, borderWidth: 2 },
        emphasis: { scale: false },
        label: {
          ...text(theme, theme.ink),
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const slice = slices[dataIndex]
            return slice ? `${slice.name} ${drawing.percent(sum ? (slice.value / sum) * 100 : 0)}` : ""
          },
          overflow: "truncate" as const,
          width: narrow ? 84 : 160,
        },
        labelLine: { length: 10, length2: 8, lineStyle: { color: theme.rest } },
        data: slices.map(({ name, value, at }, place) => ({
          name,
          value,
          at,
          measure: 0,
          itemStyle: { color: at ? theme.palette[place % theme.palette.length] : theme.rest },
        })),
      },
    ],
  }
}

function funnel(drawing: Drawing) {
  const { plot, theme } = drawing
  const points = plot.series[0]?.points ?? []
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0))
  return {
    tooltip: tooltipOf(drawing, false),
    series: [
      {
        type: "funnel" as const,
        // As the stages follow each other, not by size.
        sort: "none" as const,
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        gap: 3,
        min: 0,
        max: most,
        minSize: "2%",
        itemStyle: { borderWidth: 0, color: theme.jade },
        emphasis: { disabled: true },
        label: {
          position: "inside" as const,
          ...text(theme, theme.ink),
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const [value, before] = [points[dataIndex]?.value ?? 0, points[dataIndex - 1]?.value]
            const name = `${plot.categories[dataIndex] ?? ""}  ${drawing.short(0, value)}`
            return before ? `${name}  ${drawing.step(drawing.percent((value / before) * 100))}` : name
          },
        },
        data: points.map((point, place) => ({
          ...item(point),
          value: point.value ?? 0,
          name: plot.categories[place] ?? "",
          itemStyle: { color: over(theme.paper, theme.jade, Math.max(0.2, 0.52 - place * 0.06)) },
        })),
      },
    ],
  }
}

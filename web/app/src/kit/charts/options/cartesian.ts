// Columns, bars, lines and areas.

import type { BarSeriesOption, LineSeriesOption, XAXisComponentOption, YAXisComponentOption } from "echarts"
import { plotOf, type Series } from "../plot"
import { mixed } from "../theme"
import { box, type Drawing, type DrawTools, type Figure, ground, tip } from "./drawn"

type Kind = "column" | "bar" | "line" | "area"

export function cartesian(kind: Kind, tools: DrawTools): Drawing {
  const { answer, look, words, inks, width, say, against } = tools
  const plot = plotOf(answer, look, {
    key: (axis, key) => (answer.axes[axis] ? words.key(answer.axes[axis], key) : ""),
    short: (axis, key) => (answer.axes[axis] ? words.short(answer.axes[axis], key) : ""),
    measure: (at) => (answer.measures[at] ? words.measure(answer.measures[at]) : ""),
  })
  const bars = kind === "bar" || kind === "column"
  const stacked = kind === "area" ? plot.parts : bars && plot.parts && look.stacked !== false
  // A span before is drawn where it can be told from its own series; stacks have none that could.
  const compared = !stacked && plot.series.length <= 4
  const types = [...new Set(plot.series.map(({ measure }) => answer.measures[measure]?.type ?? "number"))].slice(0, 2)
  const sideOf = ({ measure }: Series) => Math.max(0, types.indexOf(answer.measures[measure]?.type ?? "number"))
  const colourOf = (at: number) => inks.series[at % inks.series.length] ?? inks.ink
  const figures: (Figure | null)[][] = []
  const series: (BarSeriesOption | LineSeriesOption)[] = []
  const several = plot.series.length > 1

  plot.series.forEach((one, at) => {
    const measure = answer.measures[one.measure]
    const colour = colourOf(at)
    const brief = (value: unknown) =>
      measure && value !== null && value !== undefined && value !== "-" ? words.brief(measure, Number(value)) : ""
    if (compared && one.before?.some((value) => value !== null)) {
      figures.push(one.at.map((place) => ({ at: place, measure: one.measure, before: true })))
      series.push(before(kind, one, mixed(colour, inks.paper, 0.62), sideOf(one)))
    }
    figures.push(one.at.map((place) => ({ at: place, measure: one.measure })))
    series.push(bars ? bar(one, at, colour, brief) : line(one, at, colour))
  })

  function bar(one: Series, at: number, colour: string, brief: (value: unknown) => string): BarSeriesOption {
    const last = at === plot.series.length - 1
    const round = kind === "bar" ? [0, 3, 3, 0] : [3, 3, 0, 0]
    const room =
      plot.categories.length * (several && !stacked ? plot.series.length : 1) <= (kind === "bar" ? 40 : width / 46)
    return {
      type: "bar",
      name: one.name,
      data: one.values,
      stack: stacked ? "all" : undefined,
      barMaxWidth: kind === "bar" ? 22 : 44,
      barGap: "12%",
      cursor: "pointer",
      itemStyle: { color: colour, borderRadius: stacked && !last ? 0 : round },
      emphasis: { itemStyle: { color: mixed(colour, inks.ink, 0.15) } },
      ...(kind === "bar" ? { xAxisIndex: sideOf(one) } : { yAxisIndex: sideOf(one) }),
      label: {
        show: !stacked && room,
        position: kind === "bar" ? "right" : "top",
        color: inks.soft,
        fontSize: 11,
        formatter: ({ value }) => brief(value),
      },
    }
  }

  function line(one: Series, at: number, colour: string): LineSeriesOption {
    return {
      type: "line",
      name: one.name,
      data: one.values,
      stack: stacked ? "all" : undefined,
      yAxisIndex: sideOf(one),
      symbol: "circle",
      symbolSize: 6,
      showSymbol: plot.categories.length <= 60,
      connectNulls: false,
      cursor: "pointer",
      lineStyle: { width: kind === "area" ? 1.5 : 2, color: colour },
      itemStyle: { color: colour },
      ...(kind === "area" && { areaStyle: { color: colour, opacity: several ? 0.55 : 0.18 } }),
      endLabel: {
        show: several,
        formatter: () => clipped(one.name, 10),
        color: mixed(colour, inks.ink, 0.35),
        fontSize: 12,
        distance: 6,
      },
      labelLayout: { moveOverlap: "shiftY" },
      emphasis: { focus: several ? "series" : "none" },
      z: 3 + (plot.series.length - at),
    }
  }

  const name = (at: number) => plot.categories[at]?.full ?? ""
  const longest = Math.max(0, ...plot.categories.map(({ short }) => measured(short)))
  const labels: XAXisComponentOption = {
    type: "category",
    data: plot.categories.map(({ short }) => short),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: inks.strong } },
    axisLabel: {
      color: inks.quiet,
      fontSize: 11,
      lineHeight: 14,
      hideOverlap: true,
      interval: kind === "bar" ? 0 : "auto",
      ...(kind === "bar" && { width: Math.min(width * 0.34, 160), overflow: "truncate" }),
    },
  }
  // Names that are no dates stand aslant where they would not fit beside one another.
  const words_ = answer.axes[0]?.of !== "dates" && kind === "column"
  const each = (width - 60) / Math.max(1, plot.categories.length)
  if (words_ && longest > each && labels.axisLabel)
    labels.axisLabel = { ...labels.axisLabel, interval: 0, rotate: 40, width: 88, overflow: "truncate" }
  const values = types.map((type, at): YAXisComponentOption => {
    const measure = answer.measures.find((one) => one.type === type)
    return {
      type: "value",
      position: kind === "bar" ? (at === 0 ? "bottom" : "top") : at === 0 ? "left" : "right",
      minInterval: type === "number" ? 1 : 0,
      splitNumber: 4,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: at === 0, lineStyle: { color: inks.line } },
      axisLabel: {
        color: inks.quiet,
        fontSize: 11,
        hideOverlap: true,
        formatter: (value: number) => (measure ? words.brief(measure, value) : String(value)),
      },
    }
  })
  const legend = bars && (several || series.length > plot.series.length)
  const ends =
    !bars && several ? Math.min(120, 18 + Math.max(...plot.series.map(({ name }) => measured(clipped(name, 10))))) : 12
  return {
    option: {
      ...ground(tools),
      grid: {
        left: 4,
        right: kind === "bar" ? 48 : ends,
        top: legend ? 34 : 20,
        bottom: 4,
        containLabel: true,
      },
      legend: {
        show: legend,
        top: 0,
        left: 0,
        type: "scroll",
        itemWidth: 10,
        itemHeight: 10,
        itemGap: 14,
        icon: "roundRect",
        textStyle: { color: inks.soft, fontSize: 12 },
        pageTextStyle: { color: inks.quiet },
        pageIconColor: inks.soft,
        pageIconInactiveColor: inks.faint,
        data: legendNames(series),
      },
      tooltip: {
        ...tip(inks),
        trigger: "axis",
        axisPointer: {
          type: bars ? "shadow" : "line",
          shadowStyle: { color: inks.ink, opacity: 0.04 },
          lineStyle: { color: inks.strong },
        },
        formatter: (given) => {
          const all = Array.isArray(given) ? given : [given]
          const index = all[0]?.dataIndex ?? 0
          return box(
            name(index),
            all
              .filter(({ value }) => value !== null && value !== undefined)
              .map(({ seriesIndex = 0, seriesName = "", value, color }) => {
                const measure = answer.measures[figures[seriesIndex]?.[index]?.measure ?? 0]
                return {
                  colour: typeof color === "string" ? color : undefined,
                  name: seriesName,
                  value: measure ? words.value(measure, String(value)) : String(value),
                }
              }),
          )
        },
      },
      xAxis: kind === "bar" ? (values as XAXisComponentOption[]) : labels,
      yAxis: kind === "bar" ? ({ ...labels, inverse: true } as YAXisComponentOption) : values,
      series,
    },
    figure: (one, mark) => figures[one]?.[mark] ?? null,
  }

  function before(of: Kind, one: Series, colour: string, side: number): BarSeriesOption | LineSeriesOption {
    const name = several ? `${one.name} · ${say(`series.${against}`)}` : say(`series.${against}`)
    if (of === "bar" || of === "column")
      return {
        type: "bar",
        name,
        data: one.before ?? [],
        barMaxWidth: of === "bar" ? 22 : 44,
        cursor: "pointer",
        itemStyle: { color: colour, borderRadius: of === "bar" ? [0, 3, 3, 0] : [3, 3, 0, 0] },
        ...(of === "bar" ? { xAxisIndex: side } : { yAxisIndex: side }),
      }
    return {
      type: "line",
      name,
      data: one.before ?? [],
      yAxisIndex: side,
      symbol: "circle",
      symbolSize: 5,
      showSymbol: false,
      lineStyle: { width: 1.5, type: [4, 4], color: colour },
      itemStyle: { color: colour },
      endLabel: { show: !several, formatter: () => name, color: inks.quiet, fontSize: 11, distance: 6 },
      labelLayout: { moveOverlap: "shiftY" },
    }
  }
}

const legendNames = (series: { name?: string | number | undefined }[]): string[] =>
  series.flatMap(({ name }) => (name === undefined ? [] : [String(name)]))

export const clipped = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** About how wide a text is at 11 px. */
const measured = (text: string): number =>
  Math.max(...text.split("\n").map((line) => [...line].reduce((sum, one) => sum + (one > "\u2e80" ? 12 : 6.6), 0)))

// What the library is told to draw, in the inks of the page.

import type { ReportLook } from "@api/contract"
import type { EChartsCoreOption } from "echarts/core"
import { type Drawn, slices, steps } from "./series"

export interface Inks {
  font: string
  ink1: string
  ink2: string
  ink3: string
  line: string
  hair: string
  paper: string
  jadeTint: string
  series: string[]
  /** The steps of one way: one colour, each paler than the one before. */
  steps: string[]
}

export interface Said {
  value: (n: number, measure: number) => string
  /** As an axis says it: short. */
  axis: (n: number) => string
  others: (n: number) => string
  /** Whether the figures are of different kinds: amounts beside shares. */
  mixed: boolean
  title: string
}

/** Text of data as the library's own markup cannot read it. */
export const plain = (text: string) => text.replaceAll("{", "｛").replaceAll("}", "｝").replaceAll("\n", " ")

/** Short enough for an axis. */
const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

export function option(drawn: Drawn, look: ReportLook, inks: Inks, said: Said, narrow: boolean): EChartsCoreOption {
  const text = { color: inks.ink2, fontFamily: inks.font, fontSize: 12 }
  const base = {
    animation: false,
    aria: { enabled: true, label: { description: said.title } },
    textStyle: { fontFamily: inks.font },
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      confine: true,
      backgroundColor: inks.paper,
      borderColor: inks.line,
      textStyle: { ...text, color: inks.ink1 },
      formatter: (at: { seriesIndex: number; dataIndex: number; name: string; value: unknown }) => {
        const series = drawn.series[at.seriesIndex]
        const name = drawn.series.length > 1 && series ? `${plain(series.name)} · ` : ""
        return `${name}${plain(at.name)}\n${said.value(Number(at.value), series?.measure ?? 0)}`
      },
    },
  }
  if (look.as === "pie" || look.as === "funnel") return { ...base, series: [round(drawn, look, inks, said, narrow)] }
  const lying = look.as === "bar"
  const lines = look.as === "line" || look.as === "area"
  const stacked =
    look.stacked ?? (drawn.series.length > 1 && !lines && !drawn.series.some((s) => s.before) && !sameFigures(drawn))
  const category = {
    type: "category",
    data: drawn.categories,
    inverse: lying,
    axisLine: { lineStyle: { color: inks.line } },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: true, formatter: (name: string) => short(name, lying ? 12 : 10) },
    boundaryGap: !lines,
  }
  const value = {
    type: "value",
    splitNumber: 4,
    splitLine: { lineStyle: { color: inks.hair } },
    axisLabel: { ...text, color: inks.ink3, hideOverlap: true, formatter: (n: number) => said.axis(n) },
  }
  const few = drawn.categories.length <= (narrow ? 6 : 16) && drawn.series.length === 1
  const labels = drawn.series.length > 1
  // Figures of different kinds have no scale in common: each has its own, and says its values.
  const mixed = said.mixed && sameFigures(drawn)
  const scales = mixed ? drawn.series.map(() => ({ type: "value", show: false, splitLine: { show: false } })) : value
  return {
    ...base,
    // Lines carry their names; bars that stand on or beside each other need them said.
    legend: {
      show: labels && !lines,
      top: 0,
      left: 0,
      type: "scroll",
      icon: "roundRect",
      itemWidth: 10,
      itemHeight: 10,
      textStyle: text,
    },
    grid: {
      left: 4,
      // As wide as the longest name that stands at the end of a line.
      right: lines && labels ? endWidth(drawn) : lying && few ? 72 : 20,
      top: labels && !lines ? 40 : 24,
      bottom: 4,
      containLabel: true,
    },
    xAxis: lying ? scales : category,
    yAxis: lying ? category : scales,
    series: drawn.series.map((one, n) => {
      const color = one.before
        ? inks.line
        : (inks.series[(n - (drawn.series[0]?.before ? 1 : 0)) % inks.series.length] ?? inks.ink3)
      return {
        name: plain(one.name),
        type: lines ? "line" : "bar",
        data: one.values,
        itemStyle: { color, borderRadius: lying ? [0, 2, 2, 0] : [2, 2, 0, 0] },
        lineStyle: { color, width: one.before ? 1.5 : 2, type: one.before ? "dashed" : "solid" },
        areaStyle: look.as === "area" ? { color, opacity: 0.18 } : undefined,
        ...(mixed ? (lying ? { xAxisIndex: n } : { yAxisIndex: n }) : {}),
        stack: stacked || (look.as === "area" && drawn.series.length > 1) ? "one" : undefined,
        barMaxWidth: 36,
        symbol: "circle",
        symbolSize: drawn.categories.length > 60 ? 0 : 6,
        connectNulls: false,
        cursor: "pointer",
        // The name of a line stands at its end, so that no legend is needed.
        endLabel:
          lines && labels
            ? { show: true, formatter: short(plain(one.name), END), color, ...{ fontSize: 12, fontFamily: inks.font } }
            : undefined,
        label:
          few || (mixed && drawn.categories.length <= 16)
            ? {
                ...text,
                show: true,
                position: lying ? "right" : "top",
                formatter: (at: { value: unknown }) =>
                  at.value == null ? "" : said.value(Number(at.value), one.measure),
              }
            : undefined,
      }
    }),
  }
}

/** Pixels of the longest name at the end of a line: a Chinese character is as wide as two Latin letters. */
function endWidth(drawn: Drawn): number {
  const width = (name: string) => [...short(name, END)].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 12 : 7), 0)
  return 16 + Math.max(0, ...drawn.series.map((one) => width(plain(one.name))))
}

/** Letters of a name at the end of a line. */
const END = 14

/** Whether the series are several figures of the same keys, which have no sum. */
const sameFigures = (drawn: Drawn) => new Set(drawn.series.map((one) => one.measure)).size > 1

function round(drawn: Drawn, look: ReportLook, inks: Inks, said: Said, narrow: boolean) {
  const funnel = look.as === "funnel"
  const [one] = drawn.series.filter((series) => !series.before)
  const parts = funnel ? steps(drawn) : slices(drawn, said.others)
  const sum = parts.reduce((total, part) => total + part.value, 0)
  const first = parts[0]?.value ?? 0
  const share = (value: number) => {
    const of = funnel ? first : sum
    return of > 0 ? ` · ${Math.round((value / of) * 100)}%` : ""
  }
  return {
    type: funnel ? "funnel" : "pie",
    ...(funnel
      ? { sort: "none", gap: 2, left: 0, width: narrow ? "56%" : "60%", top: 8, bottom: 8, minSize: "8%" }
      : { radius: narrow ? ["30%", "50%"] : ["34%", "56%"] }),
    cursor: "pointer",
    data: parts.map((part, n) => ({
      name: plain(part.name),
      value: part.value,
      itemStyle: {
        color: funnel ? inks.steps[Math.min(inks.steps.length - 1, n)] : inks.series[n % inks.series.length],
        borderColor: inks.paper,
        borderWidth: 2,
        // Later slices than there are colours begin again, paler.
        opacity: funnel || n < inks.series.length ? 1 : 0.6,
      },
    })),
    label: {
      color: inks.ink2,
      fontFamily: inks.font,
      fontSize: 12,
      position: funnel ? "right" : "outside",
      lineHeight: 16,
      formatter: (at: { name: string; value: number }) =>
        `${short(at.name, 12)}${funnel ? "  " : "\n"}${said.value(at.value, one?.measure ?? 0)}${share(at.value)}`,
    },
    labelLine: { lineStyle: { color: inks.line } },
  }
}

// What the library is told to draw, in the inks of the page.

import type { ReportLook } from "@api/contract"
import type { EChartsCoreOption } from "echarts/core"
import { type Drawn, slices } from "./series"

export interface Inks {
  font: string
  ink1: string
  ink2: string
  ink3: string
  line: string
  paper: string
  jadeTint: string
  series: string[]
}

export interface Said {
  value: (n: number, measure: number) => string
  others: (n: number) => string
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
    splitLine: { lineStyle: { color: inks.line } },
    axisLabel: { ...text, color: inks.ink3, hideOverlap: true, formatter: (n: number) => said.value(n, 0) },
  }
  const few = drawn.categories.length <= (narrow ? 6 : 16) && drawn.series.length === 1
  const labels = drawn.series.length > 1
  return {
    ...base,
    grid: { left: 4, right: lines && labels ? 96 : lying && few ? 72 : 20, top: 24, bottom: 4, containLabel: true },
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
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
        stack: stacked || (look.as === "area" && drawn.series.length > 1) ? "one" : undefined,
        barMaxWidth: 36,
        symbol: "circle",
        symbolSize: drawn.categories.length > 60 ? 0 : 6,
        connectNulls: false,
        cursor: "pointer",
        // The name of a line stands at its end, so that no legend is needed.
        endLabel:
          lines && labels
            ? { show: true, formatter: short(plain(one.name), 8), color, ...{ fontSize: 12, fontFamily: inks.font } }
            : undefined,
        label: few
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

/** Whether the series are several figures of the same keys, which have no sum. */
const sameFigures = (drawn: Drawn) => new Set(drawn.series.map((one) => one.measure)).size > 1

function round(drawn: Drawn, look: ReportLook, inks: Inks, said: Said, narrow: boolean) {
  const funnel = look.as === "funnel"
  const [one] = drawn.series.filter((series) => !series.before)
  const parts = funnel
    ? drawn.categories.map((name, n) => ({ name, value: one?.values[n] ?? 0, at: one?.at[n] }))
    : slices(drawn, said.others)
  const sum = parts.reduce((total, part) => total + part.value, 0)
  const first = parts[0]?.value ?? 0
  const share = (value: number) => {
    const of = funnel ? first : sum
    return of > 0 ? ` · ${Math.round((value / of) * 100)}%` : ""
  }
  return {
    type: funnel ? "funnel" : "pie",
    ...(funnel
      ? { sort: "none", gap: 2, left: narrow ? 8 : "8%", right: narrow ? 8 : "8%", top: 8, bottom: 8, minSize: "6%" }
      : { radius: narrow ? ["34%", "58%"] : ["42%", "68%"] }),
    cursor: "pointer",
    data: parts.map((part, n) => ({
      name: plain(part.name),
      value: part.value,
      itemStyle: {
        color: inks.series[n % inks.series.length],
        borderColor: inks.paper,
        borderWidth: 2,
        opacity: n < inks.series.length ? 1 : 0.6,
      },
    })),
    label: {
      color: funnel ? inks.ink1 : inks.ink2,
      fontFamily: inks.font,
      fontSize: 12,
      position: funnel ? "inside" : "outside",
      textBorderColor: funnel ? inks.paper : undefined,
      textBorderWidth: funnel ? 3 : 0,
      formatter: (at: { name: string; value: number }) =>
        `${short(at.name, 10)}  ${said.value(at.value, one?.measure ?? 0)}${share(at.value)}`,
    },
    labelLine: { lineStyle: { color: inks.line } },
  }
}

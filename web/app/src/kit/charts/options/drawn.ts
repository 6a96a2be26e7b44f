// What every drawing is made from and what it gives back: an option of ECharts, and which figure each mark is.

import type { Answer, ReportLook } from "@api/contract"
import type { EChartsOption } from "echarts"
import type { At } from "../shape"
import type { Inks } from "../theme"
import type { AnswerWords } from "../useAnswerWords"

export interface Figure {
  at: At
  measure: number
  before?: boolean
}
export interface Drawing {
  option: EChartsOption
  /** Which figure a mark shows; null for what stands for many. */
  figure: (series: number, mark: number) => Figure | null
}
export interface DrawTools {
  answer: Answer
  look: ReportLook
  words: AnswerWords
  inks: Inks
  width: number
  height: number
  still: boolean
  /** A phrase of charts. */
  say: (key: "others" | "series.before" | "series.year" | "total") => string
  against: "before" | "year"
  percent: (value: number, whole: number) => string
}

/** What all drawings share: type, motion, no decoration. */
export const ground = ({ inks, still }: DrawTools): EChartsOption => ({
  animation: !still,
  animationDuration: 150,
  animationDurationUpdate: 150,
  textStyle: { fontFamily: inks.font, color: inks.soft, fontSize: 12 },
  color: inks.series,
  aria: { enabled: false },
})

/** The box that follows the pointer: words are set as text, whoever wrote them. */
export function box(title: string, lines: { colour?: string | undefined; name: string; value: string }[]): HTMLElement {
  const element = document.createElement("div")
  element.className = "chart-tip"
  const head = document.createElement("b")
  head.textContent = title
  element.append(head)
  for (const { colour, name, value } of lines) {
    const line = document.createElement("span")
    const dot = document.createElement("i")
    if (colour) dot.style.background = colour
    const label = document.createElement("span")
    label.textContent = name
    const figure = document.createElement("em")
    figure.textContent = value
    line.append(dot, label, figure)
    element.append(line)
  }
  return element
}

export const tip = (inks: Inks) => ({
  confine: true,
  backgroundColor: inks.paper,
  borderColor: inks.strong,
  borderWidth: 1,
  padding: 8,
  textStyle: { color: inks.ink, fontSize: 12, fontFamily: inks.font },
  extraCssText: "box-shadow: var(--shadow-2); border-radius: var(--r-2);",
})

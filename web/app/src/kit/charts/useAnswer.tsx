// What every view of an answer is given: its figures in the order of the look, the words, and how a figure opens.

import type { Answer, Question, ReportLook } from "@api/contract"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { dateWord } from "../reports/dateWords"
import { answerPhrases } from "../reports/phrases"
import { useAnswerWords } from "../reports/words"
import { type At, type Cube, cubeOf, growth } from "./cube"
import type { Opened } from "./opened"
import { chartPhrases } from "./phrases"

export interface ViewProps {
  question: Question
  answer: Answer
  look: ReportLook
  height?: number | undefined
  onOpen?: ((opened: Opened) => void) | undefined
}

export interface Told {
  cube: Cube
  /** What a measure is called. */
  measure: (measure: number) => string
  axis: (axis: number) => string
  key: (axis: number, key: number | null | undefined) => string
  /** The point at a place of the first axis, of dates: without its year, which stands below the first of each. */
  tick: (place: number) => string
  /** Where a cell is, in words: "上海 · 11 月". */
  place: (at: At) => string
  value: (measure: number, at: At, before?: boolean) => string
  exact: (measure: number, at: At, before?: boolean) => string
  /** Any number as a value of a measure. */
  asValue: (measure: number, value: string | null) => string
  /** "+12.3%"; empty where nothing is compared. */
  change: (measure: number, at: At) => string
  /** What it is compared with: "上期". */
  past: string
  compares: boolean
}

export function useAnswer({ question, answer, look }: Pick<ViewProps, "question" | "answer" | "look">): Told {
  const words = useAnswerWords()
  const t = usePhrases(chartPhrases)
  const said = usePhrases(answerPhrases)
  const locale = useLocale()
  const format = useFormat()
  return useMemo(() => {
    const cube = cubeOf(answer, look)
    const text = (measure: number, at: At, before?: boolean) => {
      const cell = cube.at(at)
      return (before ? cell?.before : cell?.values)?.[measure] ?? null
    }
    const read = (how: "value" | "exact") => (measure: number, at: At, before?: boolean) => {
      const of = answer.measures[measure]
      return of ? words[how](answer, of, text(measure, at, before)) : ""
    }
    const key = (axis: number, place: number | null | undefined) => {
      const of = answer.axes[axis]
      const one = place === null || place === undefined ? undefined : of?.keys[place]
      return of && one ? words.key(of, one) : t("total")
    }
    return {
      cube,
      measure: (measure) => {
        const of = answer.measures[measure]
        return of ? words.measure(question.object, of) : ""
      },
      axis: (axis) => {
        const of = answer.axes[axis]
        return of ? words.axis(of) : ""
      },
      key,
      tick: (place) => {
        const [of] = answer.axes
        const order = cube.keys(0)
        const valueAt = (at: number) => of?.keys[order[at] ?? -1]?.value ?? null
        const [value, previous] = [valueAt(place), valueAt(place - 1)]
        if (!of || value === null) return key(0, order[place])
        const year = String(value).slice(0, 4)
        const unit = of.unit ?? "month"
        const word = dateWord(said, locale, unit, String(value), true)
        return unit === "year" || String(previous).slice(0, 4) === year ? word : `${word}\n${year}`
      },
      place: (at) => at.flatMap((place, axis) => (place === null ? [] : [key(axis, place)])).join(" · ") || t("total"),
      value: read("value"),
      exact: read("exact"),
      asValue: (measure, value) => {
        const of = answer.measures[measure]
        return of ? words.value(answer, of, value) : ""
      },
      change: (measure, at) => {
        const grown = growth(cube.number(at, measure), cube.number(at, measure, true))
        return grown === null ? "" : signed(grown, format.decimal)
      },
      past: t(question.compare === "year" ? "yearBefore" : "before"),
      compares: answer.before !== null,
    }
  }, [answer, look, question, words, t, said, locale, format])
}

/** A share with its sign: "+12.3%", "−4%". */
export function signed(percent: number, decimal: (text: string) => string): string {
  const rounded = Math.abs(percent) >= 100 ? Math.round(percent) : Math.round(percent * 10) / 10
  const sign = rounded > 0 ? "+" : rounded < 0 ? "−" : ""
  return `${sign}${decimal(String(Math.abs(rounded)))}%`
}

// Everything of an answer in words: its axes, keys, measures, figures, and how they changed.

import type { Answer, AnswerMeasure, Axis, Measure, ObjectKind } from "@api/contract"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { activityPhrases } from "../activities/phrases"
import { useWords } from "../words"
import { changeOf, isPoints, roughly } from "./change"
import { type KeyTools, keyWord, shortKeyWord } from "./keys"
import { chartPhrases } from "./phrases"
import type { At } from "./shape"
import { useFieldPaths } from "./useFieldPaths"

export interface ChangeWords {
  way: "up" | "down" | "same"
  /** "12%", "3 个百分点"; empty where it is the same or came from nothing. */
  by: string
  said: string
}
export interface AnswerWords {
  axis: (axis: Axis) => string
  key: (axis: Axis, at: number) => string
  short: (axis: Axis, at: number) => string
  measure: (measure: Measure) => string
  value: (measure: AnswerMeasure, value: string | null | undefined) => string
  /** Few digits, for marks: ¥1.2 万. */
  brief: (measure: AnswerMeasure, value: number) => string
  change: (
    measure: AnswerMeasure,
    now: string | null | undefined,
    before: string | null | undefined,
    with_: "before" | "year",
  ) => ChangeWords | null
  /** Which cell it is, for titles: "2026 年 11 月 · 周以宁"; empty over all of them. */
  cell: (at: At) => string
}

export function useMeasureName(): (object: ObjectKind, measure: Measure) => string {
  const t = usePhrases(chartPhrases)
  const paths = useFieldPaths()
  return (object, { of, field = "", until = "", name }) => {
    if (name) return name
    const label = () => paths.label(object, field)
    const time = ["date", "date_time"].includes(paths.field(object, field)?.type ?? "")
    switch (of) {
      case "count":
        return t("measure.count", { object: t(`object.${object}`) })
      case "share":
        return t("measure.share")
      case "days":
        return t("measure.days", { field: label(), until: paths.label(object, until) })
      case "least":
        return t(time ? "measure.earliest" : "measure.least", { field: label() })
      case "most":
        return t(time ? "measure.latest" : "measure.most", { field: label() })
      default:
        return t(`measure.${of}`, { field: label() })
    }
  }
}

export function useAnswerWords(object: ObjectKind, answer: Answer): AnswerWords {
  const t = usePhrases(chartPhrases)
  const activity = usePhrases(activityPhrases)
  const words = useWords()
  const format = useFormat()
  const locale = useLocale()
  const paths = useFieldPaths()
  const measureName = useMeasureName()
  return useMemo(() => {
    const say: KeyTools["say"] = (key, slots) =>
      (t.maybe(key) ?? key).replace(/\{(\w+)(?:#[^}]*)?\}/g, (whole, slot: string) => {
        const value = slots?.[slot]
        return value === undefined ? whole : typeof value === "number" ? format.number(value) : value
      })
    const tools: KeyTools = {
      locale,
      format,
      words,
      activity: activity.maybe,
      say,
      option: (axis, value) => paths.field(object, axis.field)?.options?.find((option) => option.id === value)?.label,
    }
    const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 })
    const money = new Intl.NumberFormat(locale, {
      notation: "compact",
      maximumFractionDigits: 1,
      style: "currency",
      currency: answer.currency || "CNY",
      currencyDisplay: "narrowSymbol",
    })
    const rounded = (value: number, digits: number) => format.decimal(value.toFixed(digits))
    const value: AnswerWords["value"] = ({ type }, text) => {
      if (text === null || text === undefined || text === "") return "—"
      const n = Number(text)
      switch (type) {
        case "money":
          return format.money(text, answer.currency, Math.abs(n) >= 1000 || Number.isInteger(n))
        case "percent":
          return `${rounded(n, Math.abs(n) < 10 ? 1 : 0)}%`
        case "days":
          return t("days", { n: Number(n.toFixed(n < 10 ? 1 : 0)) })
        case "instant":
          return `${format.date(text)} ${format.time(text)}`
        case "date":
          return format.calendarDay(text)
        default:
          return rounded(n, Number.isInteger(n) ? 0 : n < 10 ? 2 : 1)
      }
    }
    return {
      axis: (axis) => (axis.of === "since" ? t("since") : paths.label(object, axis.field)),
      key: (axis, at) => {
        const key = axis.keys[at]
        return key ? keyWord(axis, key, tools) : ""
      },
      short: (axis, at) => {
        const key = axis.keys[at]
        return key ? shortKeyWord(axis, key, axis.keys[at - 1], tools) : ""
      },
      measure: (measure) => measureName(object, measure),
      value,
      brief: ({ type }, n) =>
        type === "money"
          ? money.format(n)
          : type === "percent"
            ? `${rounded(n, Math.abs(n) < 10 && !Number.isInteger(n) ? 1 : 0)}%`
            : Math.abs(n) < 10_000
              ? rounded(n, Number.isInteger(n) ? 0 : 1)
              : compact.format(n),
      change: (measure, now, before, against) => {
        if (measure.type === "instant" || measure.type === "date") return null
        const change = changeOf(now, before)
        if (!change) return null
        if (change.way === "same") return { way: "same", by: "", said: t(`same.${against}`) }
        const n = isPoints(measure.type)
          ? t("points", { n: roughly(change.by) })
          : change.percent === null
            ? null
            : `${format.decimal(roughly(change.percent))}%`
        if (n === null) return { way: change.way, by: t("newHere"), said: t("newHere") }
        return { way: change.way, by: n, said: t(`${change.way}.${against}`, { n }) }
      },
      cell: (at) =>
        answer.axes
          .flatMap((axis, n) => {
            const held = at[n]
            const key = held === null || held === undefined ? undefined : axis.keys[held]
            return key ? [keyWord(axis, key, tools)] : []
          })
          .join(" · "),
    }
  }, [t, activity, words, format, locale, paths, object, answer, measureName])
}

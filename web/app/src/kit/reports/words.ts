// What axes, keys, figures and their values are called and how they read.

import type { Answer, AnswerMeasure, Axis, AxisKey, DateUnit, Dimension, Measure, ObjectKind } from "@api/contract"
import { type Format, useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { activityPhrases } from "../activities/phrases"
import { type FieldWords, useFieldWords } from "../useFieldWords"
import { channelLabel, useWords, valueLabel, type Words, wordOf } from "../words"
import { reportWords } from "./phrases"

export interface AnswerWords {
  /** A field that rows are parted by, or that a figure is made of: "客户的城市", "负责人的团队". */
  field: (object: ObjectKind, key: string) => string
  dimension: (object: ObjectKind, dimension: Dimension) => string
  axis: (axis: Axis) => string
  key: (axis: Axis, key: AxisKey) => string
  measure: (object: ObjectKind, measure: Measure) => string
  /** A value as it reads beside its figure: "¥1,200", "34.5%", "12 天". */
  value: (answer: Answer, measure: AnswerMeasure, value: string | null) => string
}

/** What there is to ask of what was bought. */
const LINE_FIELDS = ["line.name", "line.code", "line.category", "line.quantity", "line.amount"] as const

const useReportWords = () => usePhrases(reportWords)
type T = ReturnType<typeof useReportWords>

/** The first day of a unit that is named as the server does. */
export function dayOf(unit: DateUnit | undefined, text: string): string {
  if (unit === "year") return `${text}-01-01`
  if (unit === "month") return `${text}-01`
  return text.slice(0, 10)
}

/** A unit of time in the reader's custom. */
export function unitText(locale: string, t: T, unit: DateUnit | undefined, text: string): string {
  const utc = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(new Date(`${dayOf(unit, text)}T00:00Z`))
  const [year = "", rest = ""] = text.split("-")
  if (unit === "quarter") return t("quarter", { year, n: rest.slice(1) })
  if (unit === "week") return t("week", { year, n: Number(rest.slice(1)) })
  if (unit === "year") return year
  if (unit === "month") return utc({ year: "numeric", month: "short" })
  if (unit === "hour") return `${utc({ month: "numeric", day: "numeric" })} ${text.slice(11)}:00`
  return utc({ year: "numeric", month: "numeric", day: "numeric" })
}

/** A place of a cycle: Monday, 13:00, March. */
export function placeText(locale: string, unit: DateUnit | undefined, place: number): string {
  if (unit === "hour_of_day") return `${place}:00`
  const day = unit === "weekday" ? `2024-01-0${place}` : `2024-${String(place).padStart(2, "0")}-01`
  const options: Intl.DateTimeFormatOptions = unit === "weekday" ? { weekday: "short" } : { month: "short" }
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(new Date(`${day}T00:00Z`))
}

/** A figure as it reads. */
export function figureText(
  format: Format,
  t: T,
  measure: Pick<AnswerMeasure, "type">,
  currency: string,
  value: string | null,
): string {
  if (value === null) return "—"
  const n = Number(value)
  switch (measure.type) {
    case "money":
      return format.money(value, currency, Math.abs(n) >= 1000)
    case "percent":
      return `${format.number(Math.round(n * 10) / 10)}%`
    case "days":
      return t("daysValue", { n: format.number(Math.round(n * 10) / 10) })
    case "date":
      return format.calendarDay(value)
    case "instant":
      return format.date(value)
    default:
      return format.number(Math.round(n * 100) / 100)
  }
}

function keyText(axis: Axis, key: AxisKey, t: T, locale: string, words: Words, activity: ActivityWords): string {
  if (key.label) return key.label
  if (key.range) return `${key.range.from}–${key.range.to}`
  if (key.value === null) return t("none")
  if (axis.of === "since") return t("since", { n: String(key.value) })
  if (axis.of === "dates" || axis.of === "cohort") return unitText(locale, t, axis.unit, String(key.value))
  if (axis.of === "cycle") return placeText(locale, axis.unit, Number(key.value))
  if (typeof key.value === "boolean") return t(key.value ? "yes" : "no")
  const text = String(key.value)
  const field = axis.field.split(".").at(-1) ?? axis.field
  if (axis.object === "activity") return activity(field, text) ?? text
  if (field === "channel") return channelLabel(words, text)
  if (field === "status") return wordOf(words, "order", text) ?? text
  if (field === "kind" || field === "direction") return words.maybe(`${field}.${text}`) ?? text
  return valueLabel(words, field, key.value)
}

type ActivityWords = (field: string, value: string) => string | undefined

export function useAnswerWords(): AnswerWords {
  const t = useReportWords()
  const activity = usePhrases(activityPhrases)
  const locale = useLocale()
  const format = useFormat()
  const words = useWords()
  const person = useFieldWords("person")
  const company = useFieldWords("company")
  const interaction = useFieldWords("interaction")
  const order = useFieldWords("order")
  const deal = useFieldWords("deal")
  const lead = useFieldWords("lead")
  const activities = useFieldWords("activity")
  return useMemo(() => {
    const fields: Record<ObjectKind, FieldWords> = {
      person,
      company,
      interaction,
      order,
      deal,
      lead,
      activity: activities,
    }
    const own = (object: ObjectKind, key: string) =>
      key === "team" || key === "reached" ? t(key) : fields[object].label(key)
    const field = (object: ObjectKind, key: string) => {
      const ofLine = LINE_FIELDS.find((one) => one === key)
      if (ofLine) return t(ofLine)
      if (key === "person.id") return t("count.person")
      if (key.startsWith("person.owner.")) return t("of.person.owner", { field: own("person", key.slice(13)) })
      if (key.startsWith("person.")) return t("of.person", { field: own("person", key.slice(7)) })
      if (key.startsWith("company.")) return t("of.company", { field: own("company", key.slice(8)) })
      return own(object, key.startsWith("owner.") ? key.slice(6) : key)
    }
    const withUnit = (name: string, unit: DateUnit | undefined) =>
      unit ? t("byUnit", { field: name, unit: t(`unit.${unit}`) }) : name
    const measure = (object: ObjectKind, one: Measure) => {
      if (one.name) return one.name
      if (one.of === "count") return t(`count.${object}`)
      if (one.of === "share") return t("share")
      if (one.of === "distinct" && one.field === "person.id") return t("distinctPeople")
      const name = field(object, one.field ?? "")
      if (one.of === "days") return t("days", { from: name, until: field(object, one.until ?? "") })
      return t(one.of, { field: name })
    }
    return {
      field,
      dimension: (object, dimension) => withUnit(field(object, dimension.field), dimension.unit),
      axis: (axis) => {
        if (axis.of === "cohort") return t("cohort")
        const root = /^(person|company|line)\./.test(axis.field)
        return withUnit(
          root ? field(axis.object, axis.field) : own(axis.object, axis.field.split(".").at(-1) ?? ""),
          axis.unit,
        )
      },
      key: (axis, key) => keyText(axis, key, t, locale, words, (name, value) => activity.maybe(`${name}.${value}`)),
      measure,
      value: (answer, one, value) => figureText(format, t, one, answer.currency, value),
    }
  }, [t, activity, locale, format, words, person, company, interaction, order, deal, lead, activities])
}

// The words of answers, made from those of the app and the labels of the workspace's own fields.

import type {
  Answer,
  AnswerMeasure,
  Axis,
  AxisKey,
  Dimension,
  Locale,
  Measure,
  ObjectInfo,
  ObjectKind,
} from "@api/contract"
import type { Format } from "@ui/format"
import type { Translate } from "@ui/phrases"
import type { activityPhrases } from "../activities/phrases"
import { fieldLabel, valueLabel, type Words, wordOf } from "../words"
import { type AnswerPhrases, cycleWord, dateWord, oneYear } from "./dateWords"
import { compactMoney, measureValue } from "./valueWords"
import type { AnswerWords } from "./words"

export interface WordReaders {
  words: Words
  t: AnswerPhrases
  activity: Translate<NonNullable<(typeof activityPhrases)["source"]>>
  format: Format
  locale: Locale
  objects: ObjectInfo[] | undefined
}

const HOPS = ["person.owner.", "person.", "company.", "owner."] as const

/** The object that a field is of, and its key there: "person.city" is "city" of a person. */
function hop(object: ObjectKind, key: string): { prefix: string; object: ObjectKind; field: string } {
  const prefix = HOPS.find((one) => key.startsWith(one)) ?? ""
  const of = prefix.startsWith("person.") ? "person" : prefix === "company." ? "company" : object
  return { prefix, object: of, field: key.slice(prefix.length) }
}

/** A name within an English phrase does not begin with a capital, unless it is all capitals. */
const within = (locale: Locale, name: string) =>
  locale === "en" && !/^[A-Z]{2}/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

export function makeAnswerWords(readers: WordReaders): AnswerWords {
  const { words, t, activity, format, locale, objects } = readers
  const inside = (name: string) => within(locale, name)

  const own = (object: ObjectKind, key: string): string => {
    if (key === "team") return t("team")
    if (key === "reached") return t("reached")
    const label = objects?.find((one) => one.object === object)?.fields.find((one) => one.key === key)?.label
    return fieldLabel(words, { key, label }, object)
  }

  const field = (object: ObjectKind, key: string): string => {
    const { prefix, object: of, field: name } = hop(object, key)
    // A person or a company by itself, not by its number.
    if (name === "id") return prefix ? own(object, prefix.slice(0, -1)) : t(`object.${of}`)
    if (name === "team" || prefix === "") return own(of, name)
    return t(prefix === "company." ? "ofCompany" : "ofPerson", { field: inside(own(of, name)) })
  }

  const byUnit = (name: string, unit: Dimension["unit"], phrase: "byUnit" | "cohort") =>
    t(phrase, { field: phrase === "cohort" ? inside(name) : name, unit: t(`unit.${unit ?? "month"}`) })

  const stateWord = (object: ObjectKind, name: string, text: string): string | undefined => {
    if (object === "order" && name === "status") return wordOf(words, "order", text)
    if (object === "activity" && (name === "kind" || name === "state")) return activity.maybe(`${name}.${text}`)
    if (name === "object_kind") return t.maybe(`object.${text}`)
    return words.maybe(`${name}.${text}`)
  }

  const plainKey = (axis: Axis, value: string | number | boolean): string => {
    if (axis.type === "bool") return String(value) === "true" ? t("yes") : t("no")
    const { object, field: name } = hop(axis.object, axis.field)
    const text = String(value)
    const word = stateWord(object, name, text)
    if (word !== undefined) return word
    if (axis.type === "rating") return "★".repeat(Number(value))
    if (axis.type === "percent") return `${format.decimal(text)}%`
    if (axis.type === "date" && /^\d{4}-\d\d-\d\d$/.test(text)) return format.calendarDay(text)
    const counted = axis.type === "number" || axis.type === "integer" || axis.type === "money"
    if (counted && Number.isFinite(Number(text))) return format.decimal(text)
    return valueLabel(words, name, value)
  }

  const key = (axis: Axis, one: AxisKey): string => {
    if (one.value === null) return t("none")
    if (one.label !== undefined && one.label !== "") return one.label
    const unit = axis.unit ?? "month"
    if (axis.of === "dates" || axis.of === "cohort") return dateWord(t, locale, unit, String(one.value), oneYear(axis))
    if (axis.of === "cycle") return cycleWord(locale, unit, Number(one.value))
    if (axis.of === "since") {
      const n = Number(one.value)
      const phrase = t.maybe(n === 0 ? `since.${unit}.0` : `since.${unit}`)
      return phrase === undefined ? String(n) : n === 0 ? phrase : t(`since.${unit}` as "since.month", { n })
    }
    if (one.range) return rangeWord(axis, one.range)
    return plainKey(axis, one.value)
  }

  // The upper end is outside: of whole numbers the one before it is the last inside.
  const rangeWord = (axis: Axis, { from, to }: { from: string; to: string }): string => {
    const last = axis.type === "integer" ? Number(to) - 1 : Number(to)
    if (last === Number(from)) return format.decimal(from)
    return t("range", { from: format.decimal(from), to: format.decimal(String(last)) })
  }

  const bare = (object: ObjectKind, measure: Measure): string => {
    const name = inside(measure.field ? field(object, measure.field) : "")
    if (measure.of === "count") return t("count", { object: t(`object.${object}`) })
    if (measure.of === "share") return t("share")
    if (measure.of === "days")
      return t("days", { from: name, until: inside(measure.until ? field(object, measure.until) : "") })
    const type = objects?.find((one) => one.object === object)?.fields.find((one) => one.key === measure.field)?.type
    const dated = type === "date" || type === "date_time"
    if (dated && measure.of === "least") return t("first", { field: name })
    if (dated && measure.of === "most") return t("last", { field: name })
    return t(measure.of, { field: name })
  }

  const value = (answer: Answer, measure: AnswerMeasure, text: string | null, short: boolean): string =>
    measureValue({ t, format, money: compactMoney(locale) }, answer, measure, text, short)

  return {
    field,
    dimension: (object, { field: of, unit }) => {
      const name = field(object, of)
      return unit ? byUnit(name, unit, "byUnit") : name
    },
    axis: (axis) => {
      if (axis.of === "since") return t("since")
      // The axis names the object that its field is of; "person.city" already says it.
      const name = field(axis.object, axis.field)
      if (axis.of === "cohort") return byUnit(name, axis.unit, "cohort")
      return axis.unit && axis.of !== "values" ? byUnit(name, axis.unit, "byUnit") : name
    },
    key,
    measure: (object, measure) => {
      const name = measure.name?.trim()
      if (name) return name
      const said = bare(object, measure)
      return measure.filter && measure.of !== "share" ? t("within", { name: said }) : said
    },
    value: (answer, measure, text) => value(answer, measure, text, true),
    exact: (answer, measure, text) => value(answer, measure, text, false),
    state: (object, state, label) => {
      if (label) return label
      const kinds = object === "interaction" || object === "activity"
      const name = kinds ? "kind" : object === "order" ? "status" : object === "person" ? "lifecycle" : "state"
      return stateWord(object, name, state) ?? valueLabel(words, name, state)
    },
  }
}

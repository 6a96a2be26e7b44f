// The word of one key of an axis. Words of the program are phrased here; whatever the server names is called as it says.

import type { Axis, AxisKey, Locale } from "@api/contract"
import type { Format } from "@ui/format"
import { channelLabel, valueLabel, type Words, wordOf } from "../words"
import { cycleWord, dateWord, shortDate } from "./dates"

/** What is said of the data beside the words of fields; keys as in phrases.ts. */
export interface KeyTools {
  locale: Locale
  format: Format
  words: Words
  /** A word of an activity, such as "kind.visit". */
  activity: (key: string) => string | undefined
  /** A phrase of charts. */
  say: (key: string, slots?: Record<string, string | number>) => string
  /** The label of an option of a field, as the workspace calls it. */
  option: (axis: Axis, value: string) => string | undefined
}

const last = (field: string) => field.slice(field.lastIndexOf(".") + 1)

function worded(axis: Axis, value: string, { words, activity }: KeyTools): string | undefined {
  const field = last(axis.field)
  if (axis.object === "activity" && ["kind", "state", "priority"].includes(field)) return activity(`${field}.${value}`)
  switch (field) {
    case "channel":
      return words.maybe(`channel.${value}`)
    case "kind":
    case "direction":
      return words.maybe(`${field}.${value}`)
    case "status":
      return wordOf(words, "order", value)
    case "state":
    case "lifecycle":
    case "life_stage":
    case "gender":
      return wordOf(words, field, value)
    case "country":
    case "language":
      return valueLabel(words, field, value)
    default:
      return undefined
  }
}

export function keyWord(axis: Axis, key: AxisKey, tools: KeyTools): string {
  const { locale, format, say } = tools
  const { value, range } = key
  if (range) {
    const [from, to] = [range.from, range.to].map((end) => (end ? format.decimal(end) : ""))
    return to ? `${from}–${to}` : say("above", { from: from ?? "" })
  }
  if (value === null) return say("none")
  if (axis.of === "since") {
    const n = Number(value)
    const unit = axis.unit ?? "month"
    return n === 0 ? say(`first.${unit}`) : say(`since.${unit}`, { n })
  }
  if (axis.of === "dates" || axis.of === "cohort") return dateWord(String(value), axis.unit, locale)
  if (axis.of === "cycle") return cycleWord(Number(value), axis.unit, locale)
  if (typeof value === "boolean") return say(value ? "yes" : "no")
  const text = String(value)
  return (
    worded(axis, text, tools) ??
    key.label ??
    tools.option(axis, text) ??
    (last(axis.field) === "channel"
      ? channelLabel(tools.words, text)
      : axis.type === "number"
        ? format.decimal(text)
        : text)
  )
}

/** As short as beneath a mark; `before` is the key to its left. */
export function shortKeyWord(axis: Axis, key: AxisKey, before: AxisKey | undefined, tools: KeyTools): string {
  if (key.value === null || (axis.of !== "dates" && axis.of !== "cohort")) return keyWord(axis, key, tools)
  const was = before?.value === undefined || before.value === null ? null : String(before.value)
  return shortDate(String(key.value), was, axis.unit, tools.locale)
}

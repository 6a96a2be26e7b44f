// A field's value as a reader reads it: options by their labels, colleagues by name, numbers, days and shares in their custom.

import type { Field, Named } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { type Format, useFormat } from "@ui/format"
import { definePhrases, usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { displayPhone } from "./contact"
import { filesIn } from "./files/value"
import { usersQuery } from "./queries"
import { optionLabel, useWords, valueLabel, type Words } from "./words"

export const fieldTextPhrases = definePhrases(
  { yes: "是", no: "否", stars: "{n} 星" },
  { "zh-TW": { yes: "是", no: "否", stars: "{n} 星" }, en: { yes: "Yes", no: "No", stars: "{n} {n#star|stars}" } },
)

interface Readers {
  words: Words
  format: Format
  users: Named[] | undefined
  yes: string
  no: string
}

export function fieldText(field: Field, value: unknown, { words, format, users, yes, no }: Readers): string {
  if (value === null || value === undefined || value === "") return ""
  if (field.type === "file" && Array.isArray(value))
    return filesIn(value)
      .map((file) => file.name)
      .join(" · ")
  if (Array.isArray(value)) return value.map((one) => optionLabel(field, one) ?? String(one)).join(" · ")
  if (typeof value === "boolean") return value ? yes : no
  const text = String(value)
  switch (field.type) {
    case "bool":
      return text === "true" ? yes : no
    case "choice":
    case "multi_choice":
      return optionLabel(field, value) ?? valueLabel(words, field.key, value)
    case "user":
      return users?.find((user) => user.id === text)?.name ?? text
    case "date":
      return /^\d{4}-\d\d-\d\d$/.test(text) ? format.calendarDate(text) : text
    case "date_time":
      // A filter names days, a record instants.
      return text.includes("T") ? format.moment(text) : text
    case "phone":
      return displayPhone(text)
    case "percent":
      return `${format.decimal(text)}%`
    case "rating":
      return "★".repeat(Number(value)) + "☆".repeat(Math.max(0, 5 - Number(value)))
    case "number":
    case "integer":
    case "money":
      return Number.isFinite(Number(text)) ? format.decimal(text) : text
    default:
      return valueLabel(words, field.key, value)
  }
}

export function useFieldText(): (field: Field, value: unknown) => string {
  const words = useWords()
  const format = useFormat()
  const t = usePhrases(fieldTextPhrases)
  const users = useQuery(usersQuery).data
  return useMemo(() => {
    const readers = { words, format, users, yes: t("yes"), no: t("no") }
    return (field, value) => fieldText(field, value, readers)
  }, [words, format, users, t])
}

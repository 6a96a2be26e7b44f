// What a group of a list is called: records and colleagues as the server names them, months, months of birth and ranges
// of numbers in the reader's language.

import type { Field, Group, Locale } from "@api/contract"
import { spaced } from "@ui/format"

/** The words of the language, or null where the field says itself what its values are called. */
export function groupText(
  field: Field,
  { value, label, range }: Pick<Group, "value" | "label" | "range">,
  locale: Locale,
  decimal: (text: string) => string,
): string | null {
  if (label !== undefined) return label
  if (range) return rangeText(field, range, decimal)
  if (value === null) return null
  if (field.type !== "date" && field.type !== "date_time") return null
  const text = String(value)
  const of = (day: string, options: Intl.DateTimeFormatOptions) =>
    spaced(new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(new Date(`${day}T00:00Z`)))
  if (/^\d{4}-\d\d$/.test(text)) return of(`${text}-01`, { year: "numeric", month: "long" })
  if (/^(?:[1-9]|1[0-2])$/.test(text))
    return of(`2000-${text.padStart(2, "0")}-01`, { month: locale === "en" ? "long" : "short" })
  return /^\d{4}$/.test(text) ? of(`${text}-01-01`, { year: "numeric" }) : null
}

const WHOLE = /^-?\d+$/

/** `to` lies outside: the last whole number in it is one less. */
function rangeText(field: Field, { from, to }: { from: string; to: string }, decimal: (text: string) => string) {
  const last = field.type === "integer" && WHOLE.test(to) ? String(BigInt(to) - 1n) : to
  return last === from ? decimal(from) : `${decimal(from)}–${decimal(last)}`
}

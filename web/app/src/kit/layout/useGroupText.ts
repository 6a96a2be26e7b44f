// How the heads of groups and the columns of a board call what they hold.

import type { Field, Group } from "@api/contract"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useFieldText } from "../fieldText"
import { groupText } from "./groupText"
import { layoutPhrases } from "./phrases"

/** Of these the list may know better words than the field; numbers, days and colleagues have their own. */
const WORDS: ReadonlySet<Field["type"]> = new Set(["text", "choice", "multi_choice"])

/** `labelOf` says what a list calls its values, where the field itself does not say. */
export function useGroupText(
  labelOf?: (value: string) => string,
): (field: Field, group: Pick<Group, "value" | "label" | "range">) => string {
  const t = usePhrases(layoutPhrases)
  const locale = useLocale()
  const { decimal } = useFormat()
  const textOf = useFieldText()
  return (field, group) => {
    const { value } = group
    if (value === null) return t("none")
    const text = groupText(field, group, locale, decimal)
    if (text !== null) return text
    // The server names what a link leads to, unless the reader may not see it: its id would tell nobody anything.
    if (field.type === "link") return t("unseen")
    return (WORDS.has(field.type) ? labelOf?.(String(value)) : undefined) ?? textOf(field, value)
  }
}

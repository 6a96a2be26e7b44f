// What a waiting change says, in words.

import type { Field } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { Waiting } from "../../kit/device/waiting"
import { useFieldText } from "../../kit/fieldText"
import { fieldLabel, useWords } from "../../kit/words"
import { waitingPhrases } from "./phrases"

/** A field by its name, and its value as a reader reads it. */
export function useFieldWordsOf(fields: Field[]) {
  const words = useWords()
  const text = useFieldText()
  const field = (key: string) => fields.find((one) => one.key === key)
  return {
    label: (key: string) => fieldLabel(words, { key, label: field(key)?.label }),
    text: (key: string, value: unknown, shown?: string) => {
      const known = field(key)
      return (known && text(known, value)) || shown || (value === null ? "" : String(value))
    },
  }
}

export function useChangeText(fields: Field[]): (row: Waiting) => string[] {
  const t = usePhrases(waitingPhrases)
  const format = useFormat()
  const { label, text } = useFieldWordsOf(fields)
  return ({ act }) => {
    if (act.kind === "record") return [act.interaction.text].filter(Boolean)
    if (act.kind === "tags") {
      return [
        ...(act.add.length > 0 ? [t("add", { tags: format.list(act.add) })] : []),
        ...(act.remove.length > 0 ? [t("remove", { tags: format.list(act.remove) })] : []),
      ]
    }
    if (act.kind === "create") {
      return Object.entries(act.fields)
        .filter(([key, value]) => key !== "identities" && key !== "name" && typeof value === "string")
        .map(([key, value]) => `${label(key)} ${text(key, value)}`)
    }
    return Object.entries(act.set).map(([key, value]) =>
      t("change", {
        field: label(key),
        was: text(key, act.was[key] ?? null, act.shown[key]?.was) || t("empty"),
        mine: text(key, value, act.shown[key]?.mine) || t("empty"),
      }),
    )
  }
}

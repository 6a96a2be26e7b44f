// What a waiting change says, in words.

import type { Field } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useFieldWordsOf } from "../../kit/conflict/useFieldWordsOf"
import type { Waiting } from "../../kit/device/waiting"
import { waitingPhrases } from "./phrases"

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

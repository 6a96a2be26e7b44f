// What a field is called within its group: "城市" among those of the customer.

import type { ReportField } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { fieldLabel, useWords } from "../../kit/words"
import { buildPhrases } from "./buildPhrases"

/** By whose field it is: of the record itself, or of what stands one step away. */
export type Group = "near" | "person" | "company" | "owner"
export function groupOf({ key }: ReportField): Group {
  if (key.endsWith(".team")) return "owner"
  return key.startsWith("person.") ? "person" : key.startsWith("company.") ? "company" : "near"
}

export function useFieldName(): (field: ReportField) => string {
  const words = useWords()
  const t = usePhrases(buildPhrases)
  return useMemo(
    () => (field) => {
      const { key, object, field: own, label } = field
      // Counted, each record is one of its kind.
      if (own === "id") return t(key === "id" ? "field.id" : object === "company" ? "field.company" : "field.person")
      if (own === "team") return t("field.team")
      if (own === "reached") return t("field.reached")
      return fieldLabel(
        words,
        { key: own, ...(label !== undefined && { label }) },
        object === "staff" ? undefined : object,
      )
    },
    [words, t],
  )
}

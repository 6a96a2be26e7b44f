// The fields of a lead; its states are chosen by their names, not written, wherever a form asks for one.

import type { Field } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { objectsQuery } from "./queries"
import { useWords, valueLabel } from "./words"

const STATES = ["new", "working", "converted", "dropped"]

export function useLeadFields(): Field[] {
  const words = useWords()
  const objects = useQuery(objectsQuery).data
  return useMemo(() => {
    const fields = objects?.find((one) => one.object === "lead")?.fields ?? []
    const options = STATES.map((id) => ({ id, label: valueLabel(words, "state", id), color: "plain" }))
    return fields.map((field) => (field.key === "state" ? { ...field, type: "choice", options } : field))
  }, [objects, words])
}

// Names and values of fields in words, custom ones included: the app's phrases first, then what the workspace calls them.

import type { ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { useMemo } from "react"
import { displayPhone } from "./contact"
import { filesIn } from "./files/value"
import { objectsQuery, usersQuery } from "./queries"
import { fieldLabel, optionLabel, useWords, valueLabel } from "./words"

export interface FieldWords {
  label: (key: string) => string
  value: (key: string, value: unknown) => string
}

export function useFieldWords(object: ObjectKind = "person"): FieldWords {
  const words = useWords()
  const objects = useQuery(objectsQuery).data
  const users = useQuery(usersQuery).data
  const format = useFormat()
  return useMemo(() => {
    const fields = objects?.find((one) => one.object === object)?.fields ?? []
    const fieldOf = (key: string) => fields.find((field) => field.key === key)
    return {
      label: (key) => fieldLabel(words, { key, label: fieldOf(key)?.label }, object),
      value: (key, value) => {
        const field = fieldOf(key)
        const user = field?.type === "user" ? users?.find((one) => one.id === value)?.name : undefined
        if (typeof value === "string" && field?.type === "date") return format.calendarDate(value)
        if (Array.isArray(value) && field?.type === "file") return format.list(filesIn(value).map((file) => file.name))
        if (typeof value === "string" && field?.type === "phone") return displayPhone(value)
        return user ?? optionLabel(field, value) ?? valueLabel(words, key, value)
      },
    }
  }, [words, objects, object, users, format])
}

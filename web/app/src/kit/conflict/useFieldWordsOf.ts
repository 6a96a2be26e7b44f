// Fields of a change in words: what each is called and what stands in it.

import type { Field } from "@api/contract"
import { useFieldText } from "../fieldText"
import { fieldLabel, useWords } from "../words"

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

// Any of some fields and the value that all selected rows shall have; without a value they are cleared.

import type { Field, Named } from "@api/contract"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { controlText, FieldInput, typedValue } from "../portrait/FieldInput"
import { fieldLabel, useWords } from "../words"
import { listPhrases } from "./phrases"

interface FieldFormProps {
  /** Those that can be set. */
  fields: Field[]
  users: Named[]
  onSet: (field: Field, value: unknown) => void
}

export function FieldForm({ fields, users, onSet }: FieldFormProps) {
  const t = usePhrases(listPhrases)
  const words = useWords()
  const [fieldId, valueId] = [useId(), useId()]
  const [key, setKey] = useState(fields[0]?.key ?? "")
  const [text, setText] = useState("")
  const field = fields.find((one) => one.key === key)
  if (!field) return null
  const value = typedValue(field, text)
  return (
    <form
      className="condition-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSet(field, value)
      }}
    >
      <div className="field">
        <label htmlFor={fieldId}>{t("field")}</label>
        <select
          id={fieldId}
          className="input"
          value={key}
          onChange={(event) => {
            setKey(event.target.value)
            setText(controlText(field, null))
          }}
        >
          {fields.map((one) => (
            <option key={one.key} value={one.key}>
              {fieldLabel(words, one)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={valueId}>{t("value")}</label>
        <FieldInput key={key} id={valueId} field={field} users={users} value={text} onText={setText} />
      </div>
      <Button look="primary" type="submit">
        {t(value === null ? "clear" : "apply")}
      </Button>
    </form>
  )
}

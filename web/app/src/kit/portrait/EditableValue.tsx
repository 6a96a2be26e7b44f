// A value changed where it stands: a click opens it, Enter saves, Esc restores.

import type { Field, Named } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react"
import { CHOICES, useWords, valueLabel } from "../words"
import { portraitPhrases } from "./phrases"

export interface EditableProps {
  field: Field
  label: string
  value: unknown
  users: Named[]
  /** Opens the editor at once, for a value being added. */
  open?: boolean
  onSave: (value: unknown) => void
  onCancel?: () => void
  children: ReactNode
}

function useOptions(field: Field, users: Named[]): { id: string; label: string }[] {
  const words = useWords()
  if (field.type === "user") return users.map((user) => ({ id: user.id, label: user.name }))
  const choices = CHOICES[field.key]
  if (choices) return choices.map((id) => ({ id, label: valueLabel(words, field.key, id) }))
  if (field.key === "country") return words.regions.countries()
  if (field.key === "language") return words.regions.languages()
  return field.type === "choice" ? (field.options ?? []) : []
}

function typed(field: Field, text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === "") return null
  if (field.type === "integer" || field.type === "number") return Number(trimmed)
  if (field.type === "bool") return trimmed === "true"
  return trimmed
}

export function EditableValue({ field, label, value, users, open = false, onSave, onCancel, children }: EditableProps) {
  const t = usePhrases(portraitPhrases)
  const [editing, setEditing] = useState(open)
  const words = useWords()
  const options = useOptions(field, users)
  // After the keyboard ended an edit, the value itself is focused again.
  const back = useRef(false)
  const start = value === null || value === undefined ? "" : String(value)

  const stop = () => {
    setEditing(false)
    onCancel?.()
  }
  const save = (text: string) => {
    setEditing(false)
    if (text.trim() === start.trim()) onCancel?.()
    else onSave(typed(field, text))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === "Escape") {
      event.stopPropagation()
      back.current = true
      stop()
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault()
      back.current = true
      save(event.currentTarget.value)
    }
  }

  if (!editing) {
    if (!field.editable) return <span className="value">{children}</span>
    return (
      <button
        type="button"
        className="value is-editable"
        ref={(button) => {
          if (button && back.current) button.focus()
          back.current = false
        }}
        onClick={() => setEditing(true)}
      >
        <span className="hidden-visually">{t("edit", { field: label })}</span>
        {children}
      </button>
    )
  }
  const shared = {
    "aria-label": label,
    title: t("editHint"),
    className: "input value-input",
    defaultValue: start,
    autoFocus: true,
    onKeyDown,
  }
  if (options.length > 0) {
    return (
      <select {...shared} onChange={(event) => save(event.target.value)} onBlur={stop}>
        <option value="">—</option>
        {start !== "" && !options.some((option) => option.id === start) && (
          <option value={start}>{valueLabel(words, field.key, start)}</option>
        )}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  if (field.type === "long_text") return <textarea {...shared} rows={3} onBlur={(event) => save(event.target.value)} />
  const type = field.type === "date" ? "date" : field.type === "integer" || field.type === "number" ? "number" : "text"
  return (
    <input
      {...shared}
      type={type}
      step="any"
      onBlur={(event) => save(event.target.value)}
      onFocus={(event) => event.target.select()}
    />
  )
}

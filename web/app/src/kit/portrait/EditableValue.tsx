// A value changed where it stands: a click opens it, Enter saves, Esc restores.

import type { Field, Named } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react"
import { FindRecord } from "../FindRecord"
import { controlText, FieldInput, typedValue } from "./FieldInput"
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

export function EditableValue({ field, label, value, users, open = false, onSave, onCancel, children }: EditableProps) {
  const t = usePhrases(portraitPhrases)
  const [editing, setEditing] = useState(open)
  // After the keyboard ended an edit, the value itself is focused again.
  const back = useRef(false)
  const start = controlText(field, value)
  const [text, setText] = useState(start)

  // Ended by a key, the control loses the focus too before it is gone; that must not save a second time.
  const ended = useRef(false)
  const stop = () => {
    ended.current = true
    setEditing(false)
    onCancel?.()
  }
  const save = (text: string) => {
    if (ended.current) return
    ended.current = true
    setEditing(false)
    if (text.trim() === start.trim()) onCancel?.()
    else onSave(typedValue(field, text))
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
      save(text)
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
        onClick={() => {
          ended.current = false
          setText(start)
          setEditing(true)
        }}
      >
        <span className="hidden-visually">{t("edit", { field: label })}</span>
        {children}
      </button>
    )
  }
  if (field.type === "link") {
    return (
      <span className="value-link">
        <FindRecord
          label={label}
          kinds={[field.target ?? "person"]}
          except={[]}
          chosen={null}
          onChoose={(hit) => {
            if (!hit) return
            setEditing(false)
            onSave(hit.id)
          }}
        />
        <span className="row">
          {start !== "" && (
            <button type="button" className="link small" onClick={() => save("")}>
              {t("clear")}
            </button>
          )}
          <button type="button" className="link small" onClick={stop}>
            {t("cancel")}
          </button>
        </span>
      </span>
    )
  }
  return (
    <FieldInput
      field={field}
      users={users}
      label={label}
      title={field.help ?? t("editHint")}
      className="value-input"
      autoFocus
      value={text}
      onText={setText}
      onDone={save}
      onKeyDown={onKeyDown}
    />
  )
}

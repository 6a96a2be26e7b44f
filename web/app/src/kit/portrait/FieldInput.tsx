// The control with which a field is filled, by its type. It knows values and options, not where they are saved.

import type { Field, Named } from "@api/contract"
import { type Translate, usePhrases } from "@ui/phrases"
import type { KeyboardEvent } from "react"
import { fieldTextPhrases } from "../fieldText"
import { CHOICES, useWords, valueLabel, type Words } from "../words"

export interface Option {
  id: string
  label: string
}

/** What a field is chosen from; empty when it is written. */
export function useOptions(field: Field | undefined, users: Named[]): Option[] {
  const words = useWords()
  const t = usePhrases(fieldTextPhrases)
  return field ? optionsOf(field, users, words, t) : []
}

export function optionsOf(
  field: Field,
  users: Named[],
  words: Words,
  t: Translate<NonNullable<(typeof fieldTextPhrases)["source"]>>,
): Option[] {
  if (field.type === "user") return users.map((user) => ({ id: user.id, label: user.name }))
  if (field.type === "rating") return [5, 4, 3, 2, 1].map((n) => ({ id: String(n), label: t("stars", { n }) }))
  if (field.type === "bool")
    return [
      { id: "true", label: t("yes") },
      { id: "false", label: t("no") },
    ]
  const choices = CHOICES[field.key]
  // The states of a lead are not those of a deal: a field that brings its own is chosen from among them.
  const ids = choices && field.options?.length ? field.options.map(({ id }) => id) : choices
  if (ids) return ids.map((id) => ({ id, label: valueLabel(words, field.key, id) }))
  if (field.key === "country") return words.regions.countries()
  if (field.key === "language") return words.regions.languages()
  return field.type === "choice" ? (field.options ?? []).filter((option) => !option.retired) : []
}

/** The text of a control as the value that the server takes; null clears. */
export function typedValue(field: Field, text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === "") return null
  if (["integer", "number", "rating", "percent"].includes(field.type)) return Number(trimmed)
  if (field.type === "bool") return trimmed === "true"
  if (field.type === "multi_choice") return trimmed.split("\n").filter(Boolean)
  // The control speaks of the reader's own clock.
  if (field.type === "date_time") return new Date(trimmed).toISOString()
  return trimmed
}

/** A value as the text of its control. */
export function controlText(field: Field, value: unknown): string {
  if (value === null || value === undefined) return ""
  if (Array.isArray(value)) return value.join("\n")
  if (field.type === "date_time" && typeof value === "string") {
    const at = new Date(value)
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  }
  return String(value)
}

const INPUT_TYPES: Partial<Record<Field["type"], string>> = {
  date: "date",
  date_time: "datetime-local",
  integer: "number",
  number: "number",
  percent: "number",
  email: "email",
  phone: "tel",
  url: "url",
}

interface FieldInputProps {
  field: Field
  users: Named[]
  id?: string
  /** Shown to screen readers when no label element names the control. */
  label?: string
  title?: string
  className?: string
  value: string
  autoFocus?: boolean
  /** What stands in a list of choices while none is chosen. */
  blank?: string
  onText: (text: string) => void
  /** A choice was made, or the control was left. */
  onDone?: (text: string) => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void
}

export function FieldInput({
  field,
  users,
  label,
  value,
  onText,
  onDone,
  className,
  blank = "—",
  ...rest
}: FieldInputProps) {
  const words = useWords()
  const options = useOptions(field, users)
  const shared = { ...rest, "aria-label": label, className: `input ${className ?? ""}`.trim() }
  if (field.type === "multi_choice" && (field.options?.length ?? 0) > 0) {
    const picked = value.split("\n").filter(Boolean)
    const offered = (field.options ?? []).filter((option) => !option.retired || picked.includes(option.id))
    return (
      <select
        {...shared}
        multiple
        size={Math.min(6, Math.max(2, offered.length))}
        value={picked}
        onChange={(event) => onText([...event.target.selectedOptions].map((option) => option.value).join("\n"))}
        onBlur={() => onDone?.(value)}
      >
        {offered.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  if (options.length > 0) {
    return (
      <select
        {...shared}
        value={value}
        onChange={(event) => {
          onText(event.target.value)
          onDone?.(event.target.value)
        }}
        onBlur={() => onDone?.(value)}
      >
        <option value="">{blank}</option>
        {value !== "" && !options.some((option) => option.id === value) && (
          <option value={value}>
            {field.options?.find((option) => option.id === value)?.label ?? valueLabel(words, field.key, value)}
          </option>
        )}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  const writes = {
    value,
    onChange: (event: { target: { value: string } }) => onText(event.target.value),
    onBlur: (event: { target: { value: string } }) => onDone?.(event.target.value),
  }
  if (field.type === "long_text" || field.type === "address") return <textarea {...shared} {...writes} rows={3} />
  return (
    <input
      {...shared}
      {...writes}
      type={INPUT_TYPES[field.type] ?? "text"}
      step="any"
      onFocus={(event) => event.target.select()}
    />
  )
}

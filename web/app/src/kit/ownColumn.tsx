// A list's column for a field that people made themselves.

import type { Field } from "@api/contract"
import type { ReactNode } from "react"
import { FileCell } from "./files/FileCell"
import { filesIn } from "./files/value"

export type TextOf = (field: Field, value: unknown) => string

const FIGURES = ["number", "integer", "money", "percent"]

/** How wide it is, and how it is sorted. */
export function ownColumn(field: Field) {
  const figure = FIGURES.includes(field.type)
  return {
    key: field.key,
    width: figure ? "minmax(72px, .6fr)" : "minmax(88px, .9fr)",
    figure,
    sortable: field.sortable,
  }
}

/** One value of it; `linked` names the records that links lead to. */
export function ownCell(field: Field, value: unknown, textOf: TextOf, linked?: Record<string, string>): ReactNode {
  if (value === null || value === undefined) return null
  if (field.type === "url") {
    return (
      <a href={String(value)} target="_blank" rel="noopener noreferrer nofollow" className="link">
        {String(value).replace(/^https?:\/\//, "")}
      </a>
    )
  }
  if (field.type === "choice" || field.type === "multi_choice") {
    const ids = Array.isArray(value) ? value : [value]
    return (
      <span className="tags">
        {ids.map((id) => {
          const option = field.options?.find((one) => one.id === id)
          return (
            <span key={String(id)} className={`tag is-${option?.color ?? "plain"}`}>
              {option?.label ?? String(id)}
            </span>
          )
        })}
      </span>
    )
  }
  if (field.type === "file") return <FileCell files={filesIn(value)} />
  const text = (field.type === "link" && linked?.[String(value)]) || textOf(field, value)
  return <span title={text}>{text}</span>
}

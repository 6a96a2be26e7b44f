// Small parts that all tables of answers share: a figure that is pressed, and how it changed.

import type { AnswerMeasure } from "@api/contract"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import type { CSSProperties, ReactNode } from "react"
import type { Figure } from "./options/drawn"
import { chartPhrases } from "./phrases"
import type { AnswerWords } from "./useAnswerWords"

export interface LookProps {
  words: AnswerWords
  onFigure?: ((figure: Figure) => void) | undefined
}

interface CellButtonProps {
  figure: Figure
  name: string
  value: string
  onFigure?: ((figure: Figure) => void) | undefined
  className?: string
  style?: CSSProperties
  children?: ReactNode
}

/** A figure that opens the rows behind it; plain text where nothing opens. */
export function CellButton({ figure, name, value, onFigure, className = "", style, children }: CellButtonProps) {
  const t = usePhrases(chartPhrases)
  if (!onFigure || value === "—")
    return (
      <span className={`chart-figure is-plain ${className}`} style={style}>
        {children ?? value}
      </span>
    )
  return (
    <button
      type="button"
      className={`chart-figure ${className}`}
      style={style}
      aria-label={t("open", { name: name || t("total"), value })}
      onClick={() => onFigure(figure)}
    >
      {children ?? value}
    </button>
  )
}

interface ChangeProps {
  words: AnswerWords
  measure: AnswerMeasure
  now: string | null | undefined
  before: string | null | undefined
  against: "before" | "year"
  /** In a whole sentence, not by its arrow and its figure alone. */
  full?: boolean
}

export function Change({ words, measure, now, before, against, full }: ChangeProps) {
  const change = words.change(measure, now, before, against)
  if (!change) return null
  const icon = change.way === "up" ? "arrowUp" : change.way === "down" ? "arrowDown" : null
  return (
    <span className={`chart-change is-${change.way}`} title={change.said}>
      {icon && <Icon name={icon} size={12} />}
      {full ? (
        change.said
      ) : (
        <>
          <span aria-hidden="true">{change.by || "="}</span>
          <span className="hidden-visually">{change.said}</span>
        </>
      )}
    </span>
  )
}

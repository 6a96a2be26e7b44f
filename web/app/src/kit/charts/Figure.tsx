// A figure that opens the rows behind it, where there are any.

import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import type { At } from "./cube"
import type { Opened } from "./opened"
import { chartPhrases } from "./phrases"
import type { Told } from "./useAnswer"

interface FigureProps {
  told: Told
  at: At
  measure: number
  before?: boolean
  onOpen?: ((opened: Opened) => void) | undefined
  className?: string
  /** Instead of the value, and the same as it is said. */
  said?: string
  children?: ReactNode
}

export function Figure({ told, at, measure, before, onOpen, className = "", said, children }: FigureProps) {
  const t = usePhrases(chartPhrases)
  const value = told.value(measure, at, before)
  const shown = children ?? value
  const cell = told.cube.at(at)
  const nothing = ((before ? cell?.before : cell?.values)?.[measure] ?? null) === null
  if (!onOpen || nothing) return <span className={`fig ${className} ${nothing ? "is-none" : ""}`}>{shown}</span>
  const what = [told.place(at), told.measure(measure), before ? told.past : ""].filter(Boolean).join(" · ")
  return (
    <button
      type="button"
      className={`fig is-open ${className}`}
      title={told.exact(measure, at, before)}
      aria-label={t("open", { what, value: said ?? value })}
      onClick={() => onOpen({ at, measure, ...(before ? { before: true } : {}) })}
    >
      {shown}
    </button>
  )
}

/** A figure, and how it stands against the span before. */
export function Compared({
  told,
  at,
  measure,
  onOpen,
}: Omit<FigureProps, "before" | "className" | "said" | "children">) {
  const change = told.compares ? told.change(measure, at) : ""
  return (
    <>
      <Figure told={told} at={at} measure={measure} onOpen={onOpen} />
      {told.compares && (
        <span className="fig-then">
          <Figure told={told} at={at} measure={measure} before onOpen={onOpen} className="is-before" />
          {change && <span className="fig-change">{change}</span>}
        </span>
      )}
    </>
  )
}

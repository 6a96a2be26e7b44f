// A value that says where it came from: on hover, on focus, on a tap. The words lie over what is below, so nothing moves.

import "./portrait.css"
import type { PortraitValue, Source } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { sourceLabel, useWords } from "../words"
import { portraitPhrases } from "./phrases"

interface SourcedProps {
  source: Source | null
  at: string | null
  others?: PortraitValue["others"]
  /** What else there is to say, before the source. */
  note?: string | undefined
  /** Set when nothing inside takes the focus, so that the keyboard reaches the source too. */
  focusable?: boolean
  children: ReactNode
}

export function Sourced({ source, at, others = [], note, focusable = false, children }: SourcedProps) {
  const t = usePhrases(portraitPhrases)
  const words = useWords()
  const format = useFormat()
  const tab = focusable ? { tabIndex: 0 } : {}
  return (
    <div className="sourced" {...tab}>
      {children}
      {source && at && (
        <div className="sourced-words" role="note">
          {note && <div>{note}</div>}
          <div>{t("source", { source: sourceLabel(words, source), date: format.day(at) })}</div>
          {others.map((other) => (
            <div key={`${other.display}${other.at}`}>
              {t("also", {
                value: other.display,
                source: sourceLabel(words, other.source),
                date: format.day(other.at),
              })}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

// One record that was merged into another: which, when and by whom, and the way back.

import "./merge.css"
import type { Source } from "@api/contract"
import { useFormat } from "@ui/format"
import type { ReactNode } from "react"
import { sourceLabel, useWords } from "../words"

interface MergeLineProps {
  name: string
  at: string
  by: Source
  /** The line in words. */
  say: (said: { name: string; date: string; by: string }) => string
  /** Nothing where the reader may not take it apart. */
  apart: { label: string; busy?: boolean; run: () => void } | undefined
  /** What there is to know beside: why they are one, or what stands in the way. */
  children?: ReactNode
}

export function MergeLine({ name, at, by, say, apart, children }: MergeLineProps) {
  const words = useWords()
  const format = useFormat()
  // Who merged is meant, not who entered something.
  const who = sourceLabel(words, { ...by, kind: "system" })
  return (
    <div className="merge-line">
      <p className="small quiet">
        {say({ name, date: format.shortDate(at), by: who })}{" "}
        {apart && (
          // Several stand one below the other: read out alone, each says what it takes apart.
          <button
            type="button"
            className="link"
            aria-label={`${apart.label} ${name}`}
            disabled={apart.busy}
            onClick={apart.run}
          >
            {apart.label}
          </button>
        )}
      </p>
      {children}
    </div>
  )
}

// What the parts of the paper share: the quote, how it is written, and the paper's own language.

import type { Quote } from "@api/contract"
import { makeFormat, ZoneContext } from "@ui/format"
import { translator } from "@ui/phrases"
import { useContext, useMemo } from "react"
import { paperPhrases } from "./paperPhrases"
import type { QuoteWriting } from "./useQuoteDraft"

export interface PaperProps {
  quote: Quote
  writing: QuoteWriting
  /** Whether it is written or only read. */
  writes: boolean
}

/** The words and figures of the paper, in its own language. */
export function usePaper({ writing: { draft } }: Pick<PaperProps, "writing">) {
  const zone = useContext(ZoneContext)
  return useMemo(
    () => ({ p: translator(paperPhrases, draft.language), on: makeFormat(draft.language, zone) }),
    [draft.language, zone],
  )
}

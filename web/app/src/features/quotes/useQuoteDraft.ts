// A quote saved as one writes: a moment after the typing rests, with what it was when writing began, so that a colleague's
// change is never written over unseen. What is not saved when one leaves is sent on the way out.

import { Failure } from "@api/client"
import type { Quote } from "@api/contract"
import { quotes } from "@api/trade"
import { useQueryClient } from "@tanstack/react-query"
import { useCallback, useEffect, useRef, useState } from "react"
import { QUOTES, quoteQuery } from "../../kit/quotes"
import { draftOf, type Edits, faultIn, isBlank, type QuoteDraft, settled, unsaved, wishOf } from "./draft"

/** In milliseconds: long enough for a word, short enough to look away. */
const REST = 700

export type SaveState = "saved" | "writing" | "saving" | "unsound" | "changed" | "failed"

interface Writing {
  edits: Edits
  /** As the quote was when these edits were begun; null where there are none. */
  was: string | null
  /** The keys of the lines of one state of the quote. */
  keys: { at: string; of: number[] } | null
  error: Error | null
  busy: boolean
  /** The last batch that was saved, for its way back. */
  batch: string | null
}
const NOTHING: Writing = { edits: {}, was: null, keys: null, error: null, busy: false, batch: null }

const isChanged = (error: Error | null) => error instanceof Failure && error.problem.code === "changed"
const linesOf = (quote: Quote, { keys }: Writing) =>
  draftOf(quote, keys?.at === quote.row.updated_at ? keys.of : undefined)

export interface QuoteWriting extends Pick<Writing, "error" | "batch"> {
  draft: QuoteDraft
  state: SaveState
  fault: ReturnType<typeof faultIn>
  edit: (part: Edits) => void
  /** Saves what is not saved; whether all is. */
  flush: () => Promise<boolean>
  /** After a colleague's change: drops what was written here, or holds on to it. */
  takeTheirs: () => Promise<void>
  keepMine: () => Promise<void>
  /** The quote as something else that was done brought it. */
  arrived: (quote: Quote) => void
  /** Once a batch was taken back. */
  onUndone: () => Promise<void>
}

export function useQuoteDraft(quote: Quote): QuoteWriting {
  const cache = useQueryClient()
  const { id } = quote.row
  const [writing, setWriting] = useState(NOTHING)
  // What is typed while the server answers is in here before React has drawn it.
  const held = useRef(writing)
  const stands = useRef(quote)
  useEffect(() => {
    stands.current = quote
  }, [quote])
  const running = useRef<Promise<boolean> | null>(null)
  const put = useCallback((part: Partial<Writing>) => {
    held.current = { ...held.current, ...part }
    setWriting(held.current)
  }, [])
  const arrived = useCallback(
    (next: Quote) => {
      stands.current = next
      cache.setQueryData(quoteQuery(next.row.id).queryKey, next)
      void cache.invalidateQueries({ queryKey: QUOTES })
    },
    [cache],
  )

  const send = useCallback(async (): Promise<boolean> => {
    const { edits: sent, was } = held.current
    const of = stands.current
    const wish = wishOf(unsaved(sent, of))
    if (Object.keys(wish).length === 0) return true
    if (faultIn(sent)) return false
    put({ busy: true })
    try {
      const { data, batch } = await quotes.change(id, { ...wish, was: was ?? of.row.updated_at })
      const keys = (sent.lines ?? linesOf(of, held.current).lines)
        .filter((line) => !isBlank(line))
        .map(({ key }) => key)
      const edits = settled(held.current.edits, sent, data)
      const left = Object.keys(edits).length > 0
      put({
        edits,
        batch,
        was: left ? data.row.updated_at : null,
        keys: { at: data.row.updated_at, of: keys },
        error: null,
      })
      arrived(data)
      return true
    } catch (problem) {
      put({ error: problem instanceof Error ? problem : new Error(String(problem)) })
      return false
    } finally {
      put({ busy: false })
    }
  }, [id, arrived, put])

  const save = useCallback(async (): Promise<boolean> => {
    // One at a time: each says what stood before it.
    while (running.current) await running.current
    running.current = send()
    const taken = await running.current
    running.current = null
    return taken
  }, [send])

  const { edits, error, busy, batch } = writing
  const pending = Object.keys(unsaved(edits, quote)).length > 0
  const fault = pending ? faultIn(edits) : null
  // Set anew with each change, so that it runs out once the typing rests.
  useEffect(() => {
    if (!pending || busy || fault || error) return
    const timer = setTimeout(() => void save(), REST)
    return () => clearTimeout(timer)
  }, [edits, pending, busy, fault, error, save])
  // Whoever leaves the page or looks at another window takes nothing unsaved along.
  useEffect(() => {
    const onHide = () => void (document.visibilityState === "hidden" && save())
    document.addEventListener("visibilitychange", onHide)
    return () => {
      document.removeEventListener("visibilitychange", onHide)
      void save()
    }
  }, [save])

  const reread = () => cache.fetchQuery({ ...quoteQuery(id), staleTime: 0 })
  const stateNow = (): SaveState => {
    if (isChanged(error)) return "changed"
    if (busy) return "saving"
    if (!pending) return "saved"
    if (error) return "failed"
    return fault ? "unsound" : "writing"
  }
  return {
    draft: { ...linesOf(quote, writing), ...edits },
    state: stateNow(),
    error: isChanged(error) ? null : error,
    fault,
    batch,
    edit: (part) =>
      put({
        edits: { ...held.current.edits, ...part },
        was: held.current.was ?? stands.current.row.updated_at,
        // What the server did not take is tried again with the next change, except what a colleague changed.
        ...(!isChanged(held.current.error) && { error: null }),
      }),
    flush: save,
    takeTheirs: async () => {
      await reread()
      put({ edits: {}, was: null, error: null, batch: null })
    },
    keepMine: async () => {
      const now = await reread()
      put({ was: now.row.updated_at, error: null })
    },
    arrived: (next) => {
      put({ batch: null })
      arrived(next)
    },
    onUndone: async () => {
      put({ edits: {}, was: null, batch: null, error: null })
      await Promise.all([reread(), cache.invalidateQueries({ queryKey: QUOTES })])
    },
  }
}

// The question as it is being built. It lives in the address, so that it survives a reload and can be sent; what is typed
// is answered at once, and the address follows when the typing rests.

import type { Question, Report, ReportLook } from "@api/contract"
import { useEffect, useRef, useState } from "react"
import { useSettled } from "../../kit/useSettled"
import { type Draft, readDraft, sameDraft, writeDraft } from "./code"

export const FIRST: Draft = {
  question: { object: "deal", measures: [{ of: "count" }], by: [{ field: "stage" }] },
  look: { as: "bar" },
}

export function useDraft(saved: Report | undefined, q: string | undefined, onQ: (q: string | undefined) => void) {
  const base: Draft = saved ? { question: saved.question, look: saved.look } : FIRST
  const [draft, setDraft] = useState<Draft>(() => readDraft(q) ?? base)
  const [opened, setOpened] = useState(draft)
  /** What the address says of it, and the draft that it says it of. */
  const told = useRef({ q, draft })
  const settled = useSettled(draft, 250)
  const tell = useRef(onQ)
  tell.current = onQ

  useEffect(() => {
    if (q === told.current.q) return
    // Another question came from outside: a link, the way back.
    const next = readDraft(q) ?? base
    told.current = { q, draft: next }
    setDraft(next)
    setOpened(next)
  })
  useEffect(() => {
    // What is saved needs no words in the address, also where it has just been saved.
    const kept = saved !== undefined && sameDraft(settled, saved)
    if (settled === told.current.draft && !(kept && told.current.q !== undefined)) return
    const next = kept ? undefined : writeDraft(settled)
    told.current = { q: next, draft: settled }
    tell.current(next)
  }, [settled, saved])

  return {
    draft,
    ask: (question: Question, look: ReportLook = draft.look) => setDraft({ ...draft, question, look }),
    show: (look: ReportLook) => setDraft({ ...draft, look }),
    call: (name: string) => setDraft({ ...draft, name }),
    /** Whether something would be lost. */
    changed: !sameDraft(draft, saved ?? opened),
    discard: () => setDraft(base),
  }
}

// Claiming and giving, of one lead or of many: what was done with its way back, and what was refused, row by row.

import { api } from "@api/client"
import type { LeadAssign, LeadOutcome, LeadRow, LeadsDone } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { type ReactNode, useState } from "react"
import { LEADS, POOLS, poolsQuery } from "../../kit/leads"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { leadsPhrases } from "./phrases"
import { Refused } from "./Refused"
import { useCodeText } from "./useCodeText"

type Row = Pick<LeadRow, "id" | "name" | "pool">
interface Asked {
  rows: Row[]
  run: () => Promise<LeadsDone>
  /** What is said of those that went through. */
  told: (n: number, rows: Row[]) => string
  /** What is said of those that did not. */
  not: (n: number) => string
}
export interface Refusals {
  rows: Row[]
  outcomes: LeadOutcome[]
  done: number
}

export function useLeadsDone(onDone?: () => void) {
  const t = usePhrases(leadsPhrases)
  const cache = useQueryClient()
  const told = useUndo()
  const codeText = useCodeText()
  const pools = useQuery(poolsQuery).data ?? []
  const [refused, setRefused] = useState<Refusals | null>(null)
  const ask = useMutation({
    mutationFn: ({ run }: Asked) => run(),
    onMutate: () => setRefused(null),
    onSuccess: async ({ outcomes, batch }, { rows, told: said, not }) => {
      const done = rows.filter(({ id }) => outcomes.some((one) => one.id === id && one.ok))
      const failed = outcomes.filter(({ ok }) => !ok)
      const rest = failed.length > 0 && done.length > 0 ? ` · ${not(failed.length)}` : ""
      if (done.length > 0) told(said(done.length, done) + rest, batch ?? undefined)
      const [first] = failed
      // One that was refused is said at once; of several each is told by name.
      if (rows.length === 1 && first) {
        const pool = pools.find(({ id }) => id === (first.pool ?? rows[0]?.pool)?.id)
        toast({ text: codeText(first, pool), tone: "bad" })
      } else if (failed.length > 0) setRefused({ rows, outcomes: failed, done: done.length })
      onDone?.()
      await Promise.all([LEADS, POOLS, ["lead"]].map((queryKey) => cache.invalidateQueries({ queryKey })))
    },
    onError: toastFailure,
  })
  const refusals: ReactNode = refused && <Refused of={refused} onClose={() => setRefused(null)} />
  return {
    busy: ask.isPending,
    refusals,
    claim: (rows: Row[]) =>
      ask.mutate({
        rows,
        run: () => api.leads.claim(rows.map(({ id }) => id)),
        told: (n, [row]) => (rows.length === 1 && row ? t("claimed", { name: row.name }) : t("claimedN", { n })),
        not: (n) => t("refusedN", { n }),
      }),
    assign: (rows: Row[], wish: Omit<LeadAssign, "ids">, said: (n: number) => string) =>
      ask.mutate({
        rows,
        run: () => api.leads.assign({ ...wish, ids: rows.map(({ id }) => id) }),
        told: said,
        not: (n) => t("refusedAssign", { n }),
      }),
  }
}

// What can be done with a quote besides writing it, each with its word afterwards and, where there is one, its way back.

import { api } from "@api/client"
import type { Changed, Quote } from "@api/contract"
import { quotes } from "@api/trade"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { QUOTES, quoteQuery } from "../../kit/quotes"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { quotePhrases } from "./quotePhrases"
import type { QuoteWriting } from "./useQuoteDraft"

export type QuoteActions = ReturnType<typeof useQuoteActions>

export function useQuoteActions(quote: Quote, writing: QuoteWriting) {
  const t = usePhrases(quotePhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { id, number, deal } = quote.row

  /** What else shows a quote: its deal, the board, the orders that came of it. */
  const outdated = () => {
    for (const key of [QUOTES, ["deals"], ["deal", deal.id], ["orders"]])
      void cache.invalidateQueries({ queryKey: key })
  }
  /** Saves what is being written, then does it. Throws what the server says, so that a dialog can show it. */
  const run = async (act: () => Promise<Changed<Quote>>): Promise<Changed<Quote> | null> => {
    if (!(await writing.flush())) return null
    const changed = await act()
    writing.arrived(changed.data)
    outdated()
    return changed
  }
  return {
    onSubmit: async (note: string) => {
      const changed = await run(() => quotes.submit(id, note))
      if (changed) told(t("asked"), changed.batch)
      return changed
    },
    onDecide: async (approve: boolean, note: string) => {
      const changed = await run(() => quotes.decide(id, approve, note))
      if (changed) told(t(approve ? "approved" : "refused"), changed.batch)
      return changed
    },
    /** What went to a customer cannot be taken back, so nothing offers to. */
    onSend: (mail: boolean) => run(() => quotes.send(id, mail)),
    onWithdraw: async (reason: string) => {
      const changed = await run(() => quotes.withdraw(id, reason))
      if (changed) toast({ text: t("withdrawn", { number }) })
      return changed
    },
    onAnswer: async (text: string) => {
      const changed = await run(() => quotes.answer(id, text))
      if (changed) toast({ text: t("answered") })
      return changed
    },
    onAccept: async (name: string, note: string) => {
      const changed = await run(() => quotes.accept(id, name, note))
      if (changed) told(t("accepted"), changed.batch)
      return changed
    },
    onRevise: async () => {
      try {
        const { data, batch } = await quotes.revise(id)
        cache.setQueryData(quoteQuery(data.row.id).queryKey, data)
        await navigate({ to: "/quotes/$quote", params: { quote: data.row.id } })
        told(t("revised", { n: data.row.version }), batch)
        void cache.invalidateQueries({ queryKey: ["quote", id] })
        outdated()
      } catch (error) {
        toastFailure(error)
      }
    },
    onRemove: async () => {
      try {
        const { batch } = await quotes.remove(id)
        const before = quote.versions.find((one) => one.id !== id)
        if (before) await navigate({ to: "/quotes/$quote", params: { quote: before.id }, replace: true })
        else await navigate({ to: "/quotes", search: {}, replace: true })
        told(t("deleted", { number }), batch)
        cache.removeQueries({ queryKey: ["quote", id] })
        void cache.invalidateQueries({ queryKey: ["quote"] })
        outdated()
      } catch (error) {
        toastFailure(error)
      }
    },
    /** Takes the last saved change back. */
    onUndo: async () => {
      if (!writing.batch) return
      try {
        await api.undo(writing.batch)
        toast({ text: t("undone") })
      } catch (error) {
        toastFailure(error)
      }
      await writing.onUndone()
    },
  }
}

// After every change: a toast that says what happened and takes it back.

import { api, Failure } from "@api/client"
import { useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useCallback } from "react"

/** `told("城市改为杭州", changed.batch)` shows the toast; its button undoes the batch and refetches what is open. */
export function useUndo(): (text: string, batch?: string) => void {
  const t = usePhrases(statePhrases)
  const cache = useQueryClient()
  return useCallback(
    (text, batch) => {
      if (batch === undefined) return toast({ text })
      const run = async () => {
        try {
          await api.undo(batch)
          toast({ text: t("undone") })
        } catch (error) {
          toast({ text: error instanceof Failure ? error.message : String(error), tone: "bad" })
        }
        await cache.invalidateQueries()
      }
      toast({ text, action: { label: t("undo"), run } })
    },
    [t, cache],
  )
}

/** Says what went wrong with a change that did not happen. */
export function toastFailure(error: unknown): void {
  const text = error instanceof Failure ? error.message : String(error)
  const request = error instanceof Failure && error.problem.request_id ? ` · ${error.problem.request_id}` : ""
  toast({ text: text + request, tone: "bad" })
}

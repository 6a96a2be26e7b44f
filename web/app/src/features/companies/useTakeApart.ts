// Takes a merge of companies apart, and says in words why it could not be.
// Values of the one that stayed that somebody changed since are in the way; they are named, and kept where one goes on.

import { api, Failure } from "@api/client"
import type { Company, Conflict } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { toastFailure } from "../../kit/useUndo"
import { mergePhrases } from "./mergePhrases"

type Merged = Company["merges"][number]

interface Wish {
  merge: Merged
  /** What was changed since stays as it is. */
  anyway: boolean
}

const isConflicts = (value: unknown): value is Conflict[] => Array.isArray(value)

/** Keys of the fields that were changed since, where that is what is in the way. */
function changedSince(error: Error): string[] | null {
  const problem = error instanceof Failure && error.problem.code === "undo_conflict" ? error.problem : null
  const conflicts = problem?.detail?.conflicts
  return isConflicts(conflicts) ? conflicts.map(({ field }) => field) : null
}

export function useTakeApart() {
  const t = usePhrases(mergePhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [changed, setChanged] = useState<{ batch: string; fields: string[] } | null>(null)
  const apart = useMutation({
    // To force nothing by name leaves everything that was changed since.
    mutationFn: ({ merge, anyway }: Wish) => api.undo(merge.batch, anyway ? [] : undefined),
    onSuccess: (_, { merge: { id, name } }) => {
      setChanged(null)
      const run = () => void navigate({ to: "/companies/$id", params: { id } })
      toast({ text: t("apartDone", { name }), action: { label: t("open"), run } })
    },
    onError: (error, { merge: { batch } }) => {
      const fields = changedSince(error)
      setChanged(fields && { batch, fields })
      if (fields) return
      const own = error instanceof Failure ? t.maybe(`apart.${error.problem.code}`) : undefined
      if (own === undefined) toastFailure(error)
      else toast({ text: own, tone: "bad" })
    },
    // Also after a refusal: somebody may have taken it apart, or merged on, meanwhile.
    onSettled: () => cache.invalidateQueries(),
  })
  return {
    takeApart: (merge: Merged, anyway = false) => apart.mutate({ merge, anyway }),
    busy: apart.isPending,
    changed,
  }
}

// Saying that a need is none, and taking that back: at once on the screen, with the way back in the toast.

import { api } from "@api/client"
import type { Need, NeedPage, NeedState } from "@api/contract"
import { type InfiniteData, type QueryClient, type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { toastFailure } from "../useUndo"
import { titleOf } from "./evidence"
import { needPhrases } from "./phrases"

export const NEEDS = ["needs"]
/** Of one person: under the person, so that whatever asks for the person anew asks for these too. */
export const needsOf = (person: string) => ["person", person, "needs"]

interface Decision {
  need: Need
  state: NeedState
  /** Takes a decision back. */
  undoes?: true
}

const ofPeople = ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] === "person" && queryKey[2] === "needs"

function show(cache: QueryClient, { need, state }: Decision) {
  cache.setQueriesData<Need[]>({ predicate: ofPeople }, (now) =>
    now?.map((one) => (one.id === need.id ? { ...one, state } : one)),
  )
  if (state === "open") return
  cache.setQueriesData<InfiniteData<NeedPage> | NeedPage>({ queryKey: NEEDS }, (now) => {
    const without = (page: NeedPage): NeedPage => {
      const rows = page.rows.filter((row) => row.id !== need.id)
      const counts = { ...page.counts, [need.kind]: Math.max(0, page.counts[need.kind] - 1) }
      return { ...page, rows, counts: need.state === "open" ? counts : page.counts }
    }
    if (!now) return now
    return "pages" in now ? { ...now, pages: now.pages.map(without) } : without(now)
  })
}

export function useDecide() {
  const t = usePhrases(needPhrases)
  const words = usePhrases(statePhrases)
  const cache = useQueryClient()
  // Told here and not where it is asked for: what asked may have gone from the screen with what it asked about.
  const decide = useMutation({
    mutationFn: ({ need, state }: Decision) => api.needs.decide(need.id, state),
    onMutate: (decision: Decision) => show(cache, decision),
    onSuccess: (_, { need, state, undoes }) => {
      const what = titleOf(need, t)
      if (undoes) return toast({ text: words("undone") })
      if (state === "open") return toast({ text: t("back", { what }) })
      const run = () => decide.mutate({ need, state: "open", undoes: true })
      toast({ text: t("dismissed", { what }), action: { label: words("undo"), run } })
    },
    onError: toastFailure,
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: NEEDS }),
        cache.invalidateQueries({ predicate: ofPeople }),
        cache.invalidateQueries({ queryKey: ["portfolio"] }),
        cache.invalidateQueries({ queryKey: ["people"] }),
      ]),
  })
  return {
    dismiss: (need: Need) => decide.mutate({ need, state: "dismissed" }),
    reopen: (need: Need) => decide.mutate({ need, state: "open" }),
  }
}

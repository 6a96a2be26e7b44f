// Whether I follow a person, and doing so or not.

import { api } from "@api/client"
import type { Person } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { toastFailure } from "../../kit/useUndo"
import { personPhrases } from "./phrases"

const KEY = ["follows"]

export function useFollow({ id, name }: Pick<Person, "id" | "name">) {
  const t = usePhrases(personPhrases)
  const cache = useQueryClient()
  const followed = useQuery({ queryKey: KEY, queryFn: api.follows.list, staleTime: 300_000 }).data?.people.includes(id)
  const follow = useMutation({
    mutationFn: (on: boolean) => api.follows.set(id, on),
    onSuccess: (now, on) => {
      cache.setQueryData(KEY, now)
      toast({ text: t(on ? "followed" : "unfollowed", { name }) })
    },
    onError: toastFailure,
  })
  return { followed: followed ?? false, follow }
}

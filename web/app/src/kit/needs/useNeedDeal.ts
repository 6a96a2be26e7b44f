// A need that is worth selling to becomes a deal with its customer, which opens; taken back by one press.

import { api } from "@api/client"
import type { Named, Need } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { toastFailure, useUndo } from "../useUndo"
import { titleOf } from "./evidence"
import { needPhrases } from "./phrases"

export function useNeedDeal() {
  const t = usePhrases(needPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const make = useMutation({
    mutationFn: ({ need, person }: { need: Need; person: Pick<Named, "id" | "name"> }) =>
      api.deals.create({ name: t("dealName", { who: person.name, what: titleOf(need, t) }), person: person.id }),
    onSuccess: async ({ data, batch }, { person }) => {
      told(t("dealMade", { who: person.name }), batch)
      await cache.invalidateQueries({ queryKey: ["deals"] })
      if (data) void navigate({ to: "/sales/$id", params: { id: data.row.id }, search: {} })
    },
    onError: toastFailure,
  })
  return { makeDeal: make.mutate, making: make.isPending }
}

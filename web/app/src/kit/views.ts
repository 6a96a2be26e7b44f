// Saved views: what the server keeps of a list's URL, by name. In: the list's search. Out: views, and calls that change them.

import { api } from "@api/client"
import type { ObjectKind, View, ViewBody } from "@api/contract"
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { readFact } from "./device/reading"
import { widthsText } from "./useColumns"
import { toastFailure } from "./useUndo"

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: () => readFact("views", api.views.list),
  staleTime: 60_000,
})

const textOf = (body: ViewBody) => [
  body.filter ?? "",
  body.q ?? "",
  body.sort ?? "",
  (body.columns ?? []).join(","),
  body.frozen ?? "",
  widthsText(body.widths) ?? "",
  body.group ? `${body.layout} ${body.group}` : "",
]

/** Whether two lists show the same rows; columns and order are how one looks at them. */
export const sameRows = (a: ViewBody, b: ViewBody): boolean =>
  (a.filter ?? "") === (b.filter ?? "") && (a.q ?? "") === (b.q ?? "")

export const sameView = (a: ViewBody, b: ViewBody): boolean => textOf(a).join("\n") === textOf(b).join("\n")

export function useViews(object: ObjectKind) {
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const views = (useQuery(viewsQuery).data ?? []).filter((view) => view.object === object)
  const settled = { onSettled: () => cache.invalidateQueries({ queryKey: ["views"] }), onError: toastFailure }
  const create = useMutation({ mutationFn: api.views.create, ...settled })
  const change = useMutation({
    mutationFn: ({ id, set }: { id: string; set: Parameters<typeof api.views.change>[1] }) => api.views.change(id, set),
    ...settled,
  })
  const restore = useMutation({ mutationFn: api.views.restore, ...settled })
  const remove = useMutation({
    mutationFn: ({ view }: { view: View; text: string }) => api.views.remove(view.id),
    onSuccess: (_, { view, text }) =>
      toast({ text, action: { label: state("undo"), run: () => restore.mutate(view.id) } }),
    ...settled,
  })
  return { views, create, change, remove }
}

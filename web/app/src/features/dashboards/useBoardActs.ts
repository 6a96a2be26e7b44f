// What is done with whole dashboards: copied, taken away, brought back.

import type { DashboardRow } from "@api/contract"
import { dashboards } from "@api/reports"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { toastFailure } from "../../kit/useUndo"
import { dashboardPhrases } from "./phrases"
import { DASHBOARDS } from "./queries"

type Row = Pick<DashboardRow, "id" | "name">

export function useBoardActs() {
  const t = usePhrases(dashboardPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const again = () => cache.invalidateQueries({ queryKey: DASHBOARDS })
  const restore = useMutation({
    mutationFn: ({ id }: Row) => dashboards.restore(id),
    onSuccess: (_, { name }) => {
      toast({ text: t("back", { name }) })
      return again()
    },
    onError: toastFailure,
  })
  const remove = useMutation({
    mutationFn: ({ id }: Row) => dashboards.remove(id),
    onSuccess: (_, row) => {
      toast({ text: t("removed", { name: row.name }), action: { label: t("undo"), run: () => restore.mutate(row) } })
      return again()
    },
    onError: toastFailure,
  })
  const copy = useMutation({
    mutationFn: async ({ id, name }: Row) => {
      const { note, tiles } = await dashboards.get(id)
      const asked = tiles.map(({ report, question, look, ...rest }) =>
        // What stands for a report keeps to it; a report that is gone cannot be copied.
        report && question ? { ...rest, report } : { ...rest, question, look },
      )
      return dashboards.create({
        name: t("copyName", { name }).slice(0, 80),
        note,
        tiles: asked.filter((tile) => "report" in tile || tile.question !== undefined),
      })
    },
    onSuccess: async (made) => {
      await again()
      toast({ text: t("made", { name: made.name }) })
      void navigate({ to: "/dashboards/$id", params: { id: made.id }, search: {} })
    },
    onError: toastFailure,
  })
  return { remove: remove.mutate, copy: copy.mutate }
}

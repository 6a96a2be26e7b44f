// What is done to a saved report from outside of it: shared, taken away, brought back.

import type { Report } from "@api/contract"
import { reports } from "@api/reports"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { toastFailure } from "../../kit/useUndo"
import { reportsPhrases } from "./phrases"
import { REPORTS } from "./queries"

export function useReportActs() {
  const t = usePhrases(reportsPhrases)
  const inStates = usePhrases(statePhrases)
  const cache = useQueryClient()
  const renew = () => cache.invalidateQueries({ queryKey: REPORTS })
  const restore = useMutation({
    mutationFn: ({ id }: Report) => reports.restore(id),
    onSuccess: ({ name }) => toast({ text: t("restored", { name }) }),
    onError: toastFailure,
    onSettled: renew,
  })
  const share = useMutation({
    mutationFn: ({ id, shared }: Report) => reports.change(id, { shared: !shared }),
    onSuccess: ({ name, shared }) => toast({ text: t(shared ? "nowShared" : "nowPrivate", { name }) }),
    onError: toastFailure,
    onSettled: renew,
  })
  const remove = useMutation({
    mutationFn: async (report: Report) => {
      await reports.remove(report.id)
      return report
    },
    onSuccess: (report) =>
      toast({
        text: t("removed", { name: report.name }),
        action: { label: inStates("undo"), run: () => restore.mutate(report) },
      }),
    onError: toastFailure,
    onSettled: renew,
  })
  return { share: share.mutate, remove: remove.mutate }
}

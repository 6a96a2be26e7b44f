// Changes of a saved report, kept.

import type { Report, ReportWish } from "@api/contract"
import { reports } from "@api/reports"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { toastFailure } from "../../kit/useUndo"
import { pagePhrases } from "./pagePhrases"
import { REPORTS, reportQuery } from "./queries"

export function useKeep(saved: Report | undefined) {
  const t = usePhrases(pagePhrases)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (change: Partial<ReportWish>) => reports.change(saved?.id ?? "", change),
    onSuccess: (report, { name }) => {
      cache.setQueryData(reportQuery(report.id).queryKey, report)
      void cache.invalidateQueries({ queryKey: [...REPORTS, "list"] })
      toast({ text: name === undefined ? t("saved", { name: report.name }) : t("renamed", { name }) })
    },
    onError: toastFailure,
  })
}

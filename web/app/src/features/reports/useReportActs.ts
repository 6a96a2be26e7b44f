// What is done to a saved report, with a way back from each.

import type { Report, ReportWish } from "@api/contract"
import { reports } from "@api/reports"
import { useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { toastFailure } from "../../kit/useUndo"
import { reportPhrases } from "./phrases"
import { reportQuery, reportsQuery } from "./queries"

export function useReportActs() {
  const t = usePhrases(reportPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const fresh = (report: Report) => {
    cache.setQueryData(reportQuery(report.id).queryKey, report)
    // Tiles show it as well.
    void cache.invalidateQueries({ queryKey: ["dashboards"] })
    return cache.invalidateQueries({ queryKey: reportsQuery.queryKey })
  }
  return {
    create: async (wish: ReportWish): Promise<Report> => {
      const made = await reports.create(wish)
      void fresh(made)
      toast({ text: t("saved", { name: made.name }) })
      return made
    },
    change: async (report: Report, set: Partial<ReportWish>): Promise<void> => {
      const was = Object.fromEntries(Object.keys(set).map((key) => [key, Reflect.get(report, key)]))
      const changed = await reports.change(report.id, set)
      void fresh(changed)
      const run = async () => {
        try {
          void fresh(await reports.change(report.id, was))
          toast({ text: state("undone") })
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("saved", { name: changed.name }), action: { label: state("undo"), run: () => void run() } })
    },
    remove: async (report: Report): Promise<void> => {
      try {
        await reports.remove(report.id)
      } catch (error) {
        return toastFailure(error)
      }
      void cache.invalidateQueries({ queryKey: reportsQuery.queryKey })
      const run = async () => {
        try {
          void fresh(await reports.restore(report.id))
          toast({ text: state("undone") })
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("deleted", { name: report.name }), action: { label: state("undo"), run: () => void run() } })
    },
  }
}

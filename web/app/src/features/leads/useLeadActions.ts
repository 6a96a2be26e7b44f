// What can be done to one lead, each with its word afterwards and its way back.

import { api } from "@api/client"
import type { Changed, Lead, LeadGuard, LeadRow } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { LEADS, leadQuery, POOLS } from "../../kit/leads"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { leadPhrases } from "./leadPhrases"
import { DISPUTES } from "./queries"

export type LeadActions = ReturnType<typeof useLeadActions>

/** The lead as it will be, as far as that is known before the server has answered. */
function guess(lead: Lead, set: Record<string, unknown>): Lead {
  const own = Object.entries(set).filter(([key]) => key.startsWith("x_"))
  const plain = Object.entries(set).filter(([key, value]) => key in lead.row && typeof value !== "object")
  const row: LeadRow = {
    ...lead.row,
    ...Object.fromEntries(plain),
    fields: { ...lead.row.fields, ...Object.fromEntries(own) },
  }
  return { ...lead, row }
}

export function useLeadActions(id: string) {
  const t = usePhrases(leadPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { queryKey } = leadQuery(id)

  const outdated = () => {
    for (const key of [LEADS, POOLS, DISPUTES, ["lead-changes", id]]) void cache.invalidateQueries({ queryKey: key })
  }
  const settle = (changed: Changed<Lead | null>, text: string) => {
    if (changed.data) cache.setQueryData(queryKey, changed.data)
    else void cache.invalidateQueries({ queryKey })
    told(text, changed.batch)
    outdated()
  }
  return {
    /** Whether it was taken. */
    onSet: async (set: Record<string, unknown>, text: string): Promise<boolean> => {
      void cache.cancelQueries({ queryKey }, { revert: false })
      const before = cache.getQueryData<Lead>(queryKey)
      if (before) cache.setQueryData(queryKey, guess(before, set))
      try {
        settle(await api.leads.set(id, set), text)
        return true
      } catch (error) {
        cache.setQueryData(queryKey, before)
        toastFailure(error)
        return false
      }
    },
    // Those that a dialog asks for throw, so that it can say what is wrong beside itself.
    onRelease: async (reason: string, pool?: string) =>
      settle(await api.leads.release(id, reason, pool), t("released", { reason })),
    onDrop: async (reason: string, name: string) =>
      settle(await api.leads.drop(id, reason), t("droppedTold", { name, reason })),
    onGuard: async (guard: LeadGuard) => settle(await api.leads.guard(id, guard), t("guarded")),
    onReopen: async (name: string) => {
      try {
        settle(await api.leads.reopen(id), t("reopened", { name }))
      } catch (error) {
        toastFailure(error)
      }
    },
    onDispute: async (text: string, who: string) => {
      await api.leads.dispute(id, text)
      told(t("disputeMade", { who }))
      await cache.invalidateQueries({ queryKey })
      outdated()
    },
    onUndo: async (batch: string) => {
      try {
        await api.undo(batch)
        told(t("undone"))
        await cache.invalidateQueries()
      } catch (error) {
        toastFailure(error)
      }
    },
    /** `away` leaves the lead before it is gone from under the reader. */
    onDelete: async (name: string, away: "panel" | "page") => {
      try {
        const changed = await api.leads.remove(id)
        if (away === "page") await navigate({ to: "/leads", search: {} })
        else await navigate({ to: ".", search: (now) => ({ ...now, panel: undefined }), replace: true })
        told(t("deleted", { name }), changed.batch)
        outdated()
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}

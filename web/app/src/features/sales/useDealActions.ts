// What can be done to a deal, each with its word afterwards and its way back. Moves have a hook of their own.

import { api } from "@api/client"
import type { Changed, Deal, DealLineWish, DealRole, DealRow } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { dealQuery } from "../../kit/deals"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { dealPhrases } from "./dealPhrases"

export type DealActions = ReturnType<typeof useDealActions>

/** The deal as it will be, as far as that is known before the server has answered. */
function guess(deal: Deal, set: Record<string, unknown>): Deal {
  const own = Object.entries(set).filter(([key]) => key.startsWith("x_"))
  const plain = Object.entries(set).filter(
    ([key, value]) => key in deal.row && typeof value !== "object" && !isLink(key),
  )
  const row: DealRow = {
    ...deal.row,
    ...Object.fromEntries(plain),
    fields: { ...deal.row.fields, ...Object.fromEntries(own) },
  }
  const steps = deal.steps.map((step) => ({
    ...step,
    missing: step.missing.filter((key) => (set[key] ?? null) === null),
  }))
  return { ...deal, row, steps }
}

/** What is set by an id and shown by a name. */
const isLink = (key: string) => ["owner", "person", "company"].includes(key)

export function useDealActions(id: string) {
  const t = usePhrases(dealPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { queryKey } = dealQuery(id)

  const outdated = () => {
    void cache.invalidateQueries({ queryKey: ["deals"] })
    void cache.invalidateQueries({ queryKey: ["deal-changes", id] })
  }
  const settle = (changed: Changed<Deal | null>, text: string) => {
    if (changed.data) cache.setQueryData(queryKey, changed.data)
    else void cache.invalidateQueries({ queryKey })
    told(text, changed.batch)
    outdated()
  }
  /** Whether it was taken. */
  const tried = async (run: () => Promise<Changed<Deal | null>>, text: string): Promise<boolean> => {
    try {
      settle(await run(), text)
      return true
    } catch (error) {
      toastFailure(error)
      return false
    }
  }

  return {
    onSet: async (set: Record<string, unknown>, text: string): Promise<boolean> => {
      void cache.cancelQueries({ queryKey }, { revert: false })
      const before = cache.getQueryData<Deal>(queryKey)
      if (before) cache.setQueryData(queryKey, guess(before, set))
      const taken = await tried(() => api.deals.set(id, set), text)
      if (!taken) cache.setQueryData(queryKey, before)
      return taken
    },
    onPerson: (person: string, role: DealRole | null, text: string) =>
      tried(() => api.deals.addPerson(id, person, role), text),
    onRemovePerson: (person: string, name: string) =>
      tried(() => api.deals.removePerson(id, person), t("personRemoved", { name })),
    /** Throws, so that the table of lines can say what is wrong beside itself. */
    onLines: async (lines: DealLineWish[]) => settle(await api.deals.setLines(id, lines), t("linesSaved")),
    onUndo: async (batch: string) => {
      try {
        await api.undo(batch)
        told(t("undone"))
        await cache.invalidateQueries()
      } catch (error) {
        toastFailure(error)
      }
    },
    /** `away` leaves the deal before it is gone from under the reader. */
    onDelete: async (name: string, away: "panel" | "page") => {
      try {
        const changed = await api.deals.remove(id)
        if (away === "page") await navigate({ to: "/sales", search: {} })
        else await navigate({ to: ".", search: (now) => ({ ...now, panel: undefined }), replace: true })
        told(t("deleted", { name }), changed.batch)
        outdated()
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}

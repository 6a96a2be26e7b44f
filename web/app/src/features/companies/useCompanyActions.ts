// What can be done to a company, each with its word afterwards and its way back.

import { api } from "@api/client"
import type { Changed, Company } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { companyQuery } from "../../kit/queries"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { companyPhrases } from "./phrases"

/** What is shown until the server has answered. */
function guess(company: Company, set: Record<string, unknown>, display: string): Company {
  const at = new Date().toISOString()
  const portrait = company.portrait.map((value) =>
    value.key in set ? { ...value, value: set[value.key], display, at } : value,
  )
  const name = typeof set.name === "string" ? set.name : company.row.name
  return { ...company, row: { ...company.row, name }, portrait: portrait.filter((value) => value.value !== null) }
}

export function useCompanyActions(id: string, name: string) {
  const t = usePhrases(companyPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { queryKey } = companyQuery(id)

  const outdated = () => {
    void cache.invalidateQueries({ queryKey: ["companies"] })
    void cache.invalidateQueries({ queryKey: ["company-changes", id] })
    void cache.invalidateQueries({ queryKey: ["files", "company", id] })
  }
  const settle = (changed: Changed<Company>, text: string) => {
    cache.setQueryData(queryKey, changed.data)
    told(text, changed.batch)
    outdated()
  }
  const again = async (text: string, batch: string) => {
    told(text, batch)
    await cache.invalidateQueries({ queryKey })
    outdated()
  }

  return {
    onSet: async (fields: Record<string, unknown>, display: string, text: string) => {
      void cache.cancelQueries({ queryKey }, { revert: false })
      const before = cache.getQueryData<Company>(queryKey)
      if (before) cache.setQueryData(queryKey, guess(before, fields, display))
      try {
        settle(await api.companies.set(id, fields), text)
      } catch (error) {
        cache.setQueryData(queryKey, before)
        toastFailure(error)
      }
    },
    onAddPerson: async (person: string, who: string, title: string | undefined) => {
      const changed = await api.edges.create("works_at", person, id, title)
      await again(t("personAdded", { name: who }), changed.batch)
    },
    onRemovePerson: async (edge: string, who: string) => {
      try {
        const changed = await api.edges.remove(edge)
        await again(t("personRemoved", { name: who }), changed.batch)
      } catch (error) {
        toastFailure(error)
      }
    },
    onJoin: async (part: string, whole: string, partName: string, wholeName: string) => {
      const changed = await api.edges.create("part_of", part, whole)
      await again(t("joined", { part: partName, whole: wholeName }), changed.batch)
    },
    onLeave: async (edge: string, part: string, whole: string) => {
      try {
        const changed = await api.edges.remove(edge)
        await again(t("left", { part, whole }), changed.batch)
      } catch (error) {
        toastFailure(error)
      }
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
    onDelete: async () => {
      try {
        const changed = await api.companies.remove(id)
        await navigate({ to: "/companies" })
        told(t("deleted", { name }), changed.batch)
        outdated()
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}

// What can be done to a company, each with its word afterwards and its way back.

import { api, Failure } from "@api/client"
import type { Changed, Company } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import type { Clash } from "../../kit/conflict/ConflictDialog"
import { conflictPhrases } from "../../kit/conflict/phrases"
import type { SetAct } from "../../kit/conflict/resolve"
import { outcomeOf } from "../../kit/device/sender"
import { companyQuery } from "../../kit/queries"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { companyPhrases } from "./phrases"

/** What is set over what its author had read, both as they were shown. */
function actOf(company: Company, set: Record<string, unknown>, display: string): SetAct {
  const held = (key: string) => company.portrait.find((value) => value.key === key)
  const keys = Object.keys(set)
  return {
    kind: "set",
    set,
    was: Object.fromEntries(keys.map((key) => [key, held(key)?.value ?? null])),
    shown: Object.fromEntries(keys.map((key) => [key, { was: held(key)?.display ?? "", mine: display }])),
  }
}

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
  const shared = usePhrases(conflictPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { queryKey } = companyQuery(id)
  // The edit that is to be decided, and what is said once it has been made.
  const [clash, setClash] = useState<(Clash & { text: string }) | null>(null)

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

  const send = async (act: SetAct, text: string) => {
    try {
      settle(await api.companies.set(id, act.set, act.was), text)
    } catch (error) {
      // What somebody else wrote stands on the page while the author decides.
      void cache.invalidateQueries({ queryKey })
      const outcome = error instanceof Failure ? outcomeOf(error.problem) : null
      if (outcome === null || typeof outcome === "string" || outcome.state !== "conflict") throw error
      setClash({ act, conflicts: outcome.conflicts, text })
      return
    }
  }

  return {
    clash,
    onDecide: async (act: SetAct | null) => {
      setClash(null)
      if (act === null) told(shared("dropped"))
      try {
        if (act && clash) await send(act, clash.text)
      } catch (error) {
        toastFailure(error)
      }
    },
    onSet: async (fields: Record<string, unknown>, display: string, text: string) => {
      void cache.cancelQueries({ queryKey }, { revert: false })
      const before = cache.getQueryData<Company>(queryKey)
      if (!before) return
      cache.setQueryData(queryKey, guess(before, fields, display))
      try {
        await send(actOf(before, fields, display), text)
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

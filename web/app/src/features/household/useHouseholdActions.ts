// Who joins a household, what they are in it, and who leaves: each with its word afterwards and its way back.

import { api } from "@api/client"
import type { Changed, HouseholdPage } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { householdQuery } from "../../kit/queries"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { householdPhrases } from "./phrases"

export function useHouseholdActions(id: string, household: HouseholdPage) {
  const t = usePhrases(householdPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const house = t("named", { name: household.head.name })

  const settle = async (changed: Changed<HouseholdPage>, text: string) => {
    told(text, changed.batch)
    cache.setQueryData(householdQuery(id).queryKey, changed.data)
    // Their own pages name whom they live with.
    await Promise.all([
      cache.invalidateQueries({ queryKey: ["household-story", id] }),
      cache.invalidateQueries({ queryKey: ["person"] }),
    ])
  }

  return {
    onAdd: async (person: string, name: string, role: string | undefined) =>
      settle(await api.households.add(id, person, role), t("added", { name, house })),
    onSay: async (person: string, name: string, role: string) => {
      try {
        await settle(
          await api.households.say(id, person, role),
          role ? t("roleSet", { name, role }) : t("roleGone", { name }),
        )
      } catch (error) {
        toastFailure(error)
      }
    },
    onRemove: async (person: string, name: string) => {
      try {
        const changed = await api.households.remove(id, person)
        // Whoever is taken out by their own page leaves it to the others.
        const stays = household.people.find((one) => one.person.id !== person)
        if (person === id && stays) {
          told(t("removed", { name, house }), changed.batch)
          await cache.invalidateQueries({ queryKey: ["household"] })
          await navigate({ to: "/people/$id/household", params: { id: stays.person.id }, replace: true })
        } else await settle(changed, t("removed", { name, house }))
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}

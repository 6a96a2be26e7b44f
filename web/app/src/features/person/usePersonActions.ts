// What can be done to a person, each with its word afterwards and its way back.

import { api } from "@api/client"
import type { Consent, Person, Relation } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { personQuery } from "../../kit/queries"
import { toastFailure, useUndo } from "../../kit/useUndo"
import type { NewRelation } from "./AddRelation"
import { personPhrases } from "./phrases"
import { struckPhrases } from "./struckPhrases"
import { usePersonChange } from "./usePersonChange"

export function usePersonActions(person: Person) {
  const t = usePhrases(personPhrases)
  const struck = usePhrases(struckPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { set, run } = usePersonChange(person.id)
  const { queryKey } = personQuery(person.id)

  return {
    onSet: (fields: Record<string, unknown>, display: string, text: string) => void set(fields, display, text),
    onAddIdentity: (kind: string, value: string) =>
      void run(api.people.addIdentity(person.id, kind, value), t("added", { what: value })),
    onRemoveIdentity: (identity: string, what: string) =>
      void run(api.people.removeIdentity(person.id, identity), t("removed", { what })),
    onSplit: async (merge: string, name: string) => {
      try {
        await api.merges.undo(merge)
        told(t("splitDone", { name }))
        await cache.invalidateQueries()
      } catch (error) {
        toastFailure(error)
      }
    },
    onAddRelation: async ({ kind, to, name, title }: NewRelation) => {
      const changed = await api.edges.create(kind, person.id, to, title)
      told(t("relationAdded", { name }), changed.batch)
      await cache.invalidateQueries({ queryKey })
    },
    onRemoveRelation: async (relation: Relation) => {
      try {
        const changed = await api.edges.remove(relation.id)
        told(t("relationRemoved", { name: relation.person.name }), changed.batch)
        await cache.invalidateQueries({ queryKey })
      } catch (error) {
        toastFailure(error)
      }
    },
    onConsent: (consent: Consent, state: "granted" | "denied", text: string) =>
      void run(api.people.consent(person.id, consent.channel, consent.purpose, state), text),
    onUndo: async (batch: string) => {
      try {
        await api.undo(batch)
        told(t("undone"))
        await cache.invalidateQueries()
      } catch (error) {
        toastFailure(error)
      }
    },
    onStrike: async (interaction: string) => {
      try {
        const changed = await api.interactions.strike(interaction)
        told(struck("struck"), changed.batch)
        await cache.invalidateQueries()
      } catch (error) {
        toastFailure(error)
      }
    },
    onDelete: async () => {
      try {
        const changed = await api.people.remove(person.id)
        await navigate({ to: "/people" })
        told(t("deleted", { name: person.name }), changed.batch)
        await cache.invalidateQueries({ queryKey: ["people"] })
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}

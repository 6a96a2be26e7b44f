// Changes to a person: shown at once, taken back when the server refuses, undone from the toast; without a connection
// they wait on this device.

import { api } from "@api/client"
import type { Changed, Person } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { useCallback } from "react"
import { keepPerson } from "../../kit/device/kept"
import { withSet, withTags } from "../../kit/device/overlay"
import { devicePhrases } from "../../kit/device/phrases"
import { sendOrWait } from "../../kit/device/sender"
import type { Act } from "../../kit/device/waiting"
import { personQuery } from "../../kit/queries"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { personPhrases } from "./phrases"

const isTags = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string")

/** What is to be kept of an edit: tags as what comes and goes, everything else with what was read. */
function actOf(person: Person, fields: Record<string, unknown>, display: string): Act {
  if (isTags(fields.tags) && Object.keys(fields).length === 1) {
    const [before, after] = [person.row.tags, fields.tags]
    const add = after.filter((tag) => !before.includes(tag))
    return { kind: "tags", add, remove: before.filter((tag) => !after.includes(tag)) }
  }
  const held = (key: string) => person.portrait.find((value) => value.key === key)
  const keys = Object.keys(fields)
  return {
    kind: "set",
    set: fields,
    was: Object.fromEntries(keys.map((key) => [key, held(key)?.value ?? null])),
    shown: Object.fromEntries(keys.map((key) => [key, { was: held(key)?.display ?? "", mine: display }])),
  }
}

function guess(person: Person, act: Act): Person {
  if (act.kind === "tags")
    return { ...person, row: { ...person.row, tags: withTags(person.row.tags, act.add, act.remove) } }
  return act.kind === "set" ? withSet(person, act.set, act.shown, new Date().toISOString()) : person
}

export function usePersonChange(id: string) {
  const cache = useQueryClient()
  const told = useUndo()
  const device = usePhrases(devicePhrases)
  const t = usePhrases(personPhrases)
  const navigate = useNavigate()
  const { queryKey } = personQuery(id)

  const settle = useCallback(
    (changed: Changed<Person | null>, text: string) => {
      if (changed.data === null) {
        // Given away, or moved out of the territory: nothing is left to show, and no way back from here.
        told(t("outOfSight", { text }))
        void navigate({ to: "/people" })
        cache.removeQueries({ queryKey })
        void cache.invalidateQueries({ queryKey: ["people"] })
        return
      }
      cache.setQueryData(queryKey, changed.data)
      void keepPerson(changed.data.id, { person: changed.data, opened: true })
      void cache.invalidateQueries({ queryKey: ["people"] })
      void cache.invalidateQueries({ queryKey: ["timeline", id] })
      void cache.invalidateQueries({ queryKey: ["files", "person", id] })
      told(text, changed.batch)
    },
    [cache, queryKey, told, id, navigate, t],
  )

  /** Sets fields; `display` is what to show until the server has answered. */
  const set = useCallback(
    async (fields: Record<string, unknown>, display: string, text: string) => {
      // Not awaited: the new value must stand in the frame after the key, and an older answer must not replace it.
      void cache.cancelQueries({ queryKey }, { revert: false })
      const before = cache.getQueryData<Person>(queryKey)
      if (!before) return
      const act = actOf(before, fields, display)
      cache.setQueryData(queryKey, guess(before, act))
      try {
        const change = { person: id, name: before.name, act }
        const answer = await sendOrWait(change, (_, once) => api.people.set(id, fields, undefined, { once }))
        if (answer === "waits") told(device("waits"))
        else settle(answer, text)
      } catch (error) {
        cache.setQueryData(queryKey, before)
        toastFailure(error)
      }
    },
    [cache, queryKey, settle, id, told, device],
  )

  /** Runs any other change that answers with the person. */
  const run = useCallback(
    async (change: Promise<Changed<Person | null>>, text: string) => {
      try {
        settle(await change, text)
      } catch (error) {
        toastFailure(error)
      }
    },
    [settle],
  )

  return { set, run }
}

// Changes to a person: shown at once, taken back when the server refuses, undone from the toast.

import { api } from "@api/client"
import type { Changed, Person } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useCallback } from "react"
import { personQuery } from "../../kit/queries"
import { toastFailure, useUndo } from "../../kit/useUndo"

function guess(person: Person, set: Record<string, unknown>, display: string): Person {
  const now = new Date().toISOString()
  const portrait = person.portrait.map((value) =>
    value.key in set ? { ...value, value: set[value.key], display, at: now } : value,
  )
  const name = typeof set.name === "string" ? set.name : person.name
  return { ...person, name, portrait: portrait.filter((value) => value.value !== null) }
}

export function usePersonChange(id: string) {
  const cache = useQueryClient()
  const told = useUndo()
  const { queryKey } = personQuery(id)

  const settle = useCallback(
    (changed: Changed<Person>, text: string) => {
      cache.setQueryData(queryKey, changed.data)
      void cache.invalidateQueries({ queryKey: ["people"] })
      void cache.invalidateQueries({ queryKey: ["timeline", id] })
      told(text, changed.batch)
    },
    [cache, queryKey, told, id],
  )

  /** Sets fields; `display` is what to show until the server has answered. */
  const set = useCallback(
    async (fields: Record<string, unknown>, display: string, text: string) => {
      // Not awaited: the new value must stand in the frame after the key, and an older answer must not replace it.
      void cache.cancelQueries({ queryKey }, { revert: false })
      const before = cache.getQueryData<Person>(queryKey)
      if (before) cache.setQueryData(queryKey, guess(before, fields, display))
      try {
        settle(await api.people.set(id, fields), text)
      } catch (error) {
        cache.setQueryData(queryKey, before)
        toastFailure(error)
      }
    },
    [cache, queryKey, settle, id],
  )

  /** Runs any other change that answers with the person. */
  const run = useCallback(
    async (change: Promise<Changed<Person>>, text: string) => {
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

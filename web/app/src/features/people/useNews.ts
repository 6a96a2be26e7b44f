// News refreshes a list that stands at its head; further down it waits for the reader's word and says how many came.

import { api, live } from "@api/client"
import { useQueryClient } from "@tanstack/react-query"
import { type RefObject, useCallback, useEffect, useState } from "react"
import type { GridHandle } from "../../kit/DataGrid"

interface NewsOf {
  grid: RefObject<GridHandle | null>
  filter: string
  q: string | undefined
  /** How many the list shows. */
  total: number
}

export function useNews({ grid, filter, q, total }: NewsOf) {
  const cache = useQueryClient()
  const [news, setNews] = useState<number | null>(null)
  const refresh = useCallback(() => {
    setNews(null)
    grid.current?.reveal(0)
    void cache.resetQueries({ queryKey: ["people"] })
  }, [cache, grid])
  useEffect(
    () =>
      live(["people"], (event) => {
        if (event.type !== "people") return
        if (grid.current?.atHead() !== false) void cache.invalidateQueries({ queryKey: ["people"] })
        else
          void api.people.list({ filter, q, limit: 1 }).then(
            (now) => setNews(Math.max(0, now.total - total)),
            () => setNews(0),
          )
      }),
    [cache, grid, filter, q, total],
  )
  return { news, refresh }
}

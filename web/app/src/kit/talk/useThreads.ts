// The talk about one record, kept up to date while it is looked at.

import { api, live } from "@api/client"
import type { Thread } from "@api/contract"
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo } from "react"

const keyOf = (record: string) => ["threads", record]

export function useThreads(record: string) {
  const cache = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: keyOf(record),
    queryFn: ({ pageParam }) => api.threads.list(record, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    staleTime: 30_000,
  })
  useEffect(
    () =>
      live([`talk:${record}`], (event) => {
        if (event.type === "talk" || event.type === "ready") {
          void cache.invalidateQueries({ queryKey: keyOf(record) })
        }
      }),
    [cache, record],
  )
  const first = query.data?.pages[0]
  const rows: Thread[] = query.data?.pages.flatMap((page) => page.rows) ?? []
  return {
    query,
    rows,
    open: first?.open ?? 0,
    mayWrite: first?.may_write ?? false,
    again: () => cache.invalidateQueries({ queryKey: keyOf(record) }),
  }
}

/** Open discussions by the item of the timeline that they are about. */
export function useTalked(record: string) {
  const { query, mayWrite } = useThreads(record)
  const pages = query.data?.pages
  const counts = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { item, resolved_at } of pages?.flatMap((page) => page.rows) ?? []) {
      if (item && resolved_at === null) counts.set(item.id, (counts.get(item.id) ?? 0) + 1)
    }
    return counts
  }, [pages])
  return { counts, mayWrite }
}

// Several paged lists at once, one a group: each is read when it is wanted, page by page. The hook for one list cannot
// be called in a loop; this holds an observer for each instead.

import type { Page } from "@api/contract"
import {
  InfiniteQueryObserver,
  type InfiniteQueryObserverOptions,
  type QueryKey,
  useQueryClient,
} from "@tanstack/react-query"
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react"

export interface Paged<Row> {
  rows: Row[]
  /** Whether a first page has come. */
  ready: boolean
  more: boolean
  onMore: () => void
}

export interface PagedOptions<Row> {
  queryKey: QueryKey
  queryFn: (context: { pageParam: string; signal: AbortSignal }) => Promise<Page<Row>>
  initialPageParam: string
  getNextPageParam: (page: Page<Row>) => string | null
}

type Observer<Row> = InfiniteQueryObserver<Page<Row>, Error, { pages: Page<Row>[] }, QueryKey, string>
type Options<Row> = InfiniteQueryObserverOptions<Page<Row>, Error, { pages: Page<Row>[] }, QueryKey, string>

/** The lists of these keys; those without options are not read. */
export function useInfiniteMany<Row>(wanted: Map<string, PagedOptions<Row>>): Map<string, Paged<Row>> {
  const client = useQueryClient()
  const observers = useRef(new Map<string, { observer: Observer<Row>; key: string }>())
  const told = useRef(() => {})
  const version = useRef(0)
  const stops = useRef(new Map<string, () => void>())

  useEffect(() => {
    for (const [name, options] of wanted) {
      const key = JSON.stringify(options.queryKey)
      const held = observers.current.get(name)
      const full: Options<Row> = { ...options, initialPageParam: options.initialPageParam }
      if (held) {
        if (held.key !== key) held.observer.setOptions(full)
        held.key = key
        continue
      }
      const observer: Observer<Row> = new InfiniteQueryObserver(client, full)
      observers.current.set(name, { observer, key })
      stops.current.set(
        name,
        observer.subscribe(() => {
          version.current += 1
          told.current()
        }),
      )
      version.current += 1
      told.current()
    }
    for (const name of [...observers.current.keys()]) {
      if (wanted.has(name)) continue
      stops.current.get(name)?.()
      stops.current.delete(name)
      observers.current.delete(name)
    }
  }, [wanted, client])
  useEffect(
    () => () => {
      for (const stop of stops.current.values()) stop()
      stops.current.clear()
      observers.current.clear()
    },
    [],
  )

  const watch = useCallback((watcher: () => void) => {
    told.current = watcher
    return () => {
      told.current = () => {}
    }
  }, [])
  const now = useSyncExternalStore(watch, () => version.current)
  // The version says when an observer has something new.
  return useMemo(() => {
    const out = new Map<string, Paged<Row>>()
    for (const [name, { observer }] of observers.current) {
      const { data, hasNextPage, isFetchingNextPage } = observer.getCurrentResult()
      out.set(name, {
        rows: data?.pages.flatMap((page) => page.rows) ?? [],
        ready: data !== undefined,
        more: hasNextPage,
        onMore: () => {
          if (!isFetchingNextPage) void observer.fetchNextPage({ cancelRefetch: false })
        },
      })
    }
    return out
  }, [now])
}

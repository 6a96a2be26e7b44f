// Pages of a timeline, and what arrives while one looks at it.

import { live } from "@api/client"
import type { Timeline, TimelineItem } from "@api/contract"
import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQueryClient,
} from "@tanstack/react-query"
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { readTimeline } from "../../kit/device/reading"
import { groupOf } from "./story"

export interface TimelineSearch {
  group?: string
  find?: string
}

/** Milliseconds between an arrival and the question what it changed about the person. */
const REST = 300

type Pages = InfiniteData<Timeline, string>

const fits = (item: TimelineItem, group: string, find: string) =>
  (group === "all" || groupOf(item.kind) === group) &&
  (find === "" || `${item.title ?? ""}${item.text ?? ""}`.includes(find))

function withItem(pages: Pages, item: TimelineItem, group: string, find: string): Pages {
  const [first, ...rest] = pages.pages
  if (!first || pages.pages.some((page) => page.items.some((known) => known.id === item.id))) return pages
  const own = groupOf(item.kind)
  const counts = { ...first.counts, all: (first.counts.all ?? 0) + 1, [own]: (first.counts[own] ?? 0) + 1 }
  const items = fits(item, group, find) ? [item, ...first.items] : first.items
  return { ...pages, pages: [{ ...first, counts, items }, ...rest] }
}

const timelineQuery = (person: string, group: string, find: string) =>
  infiniteQueryOptions({
    queryKey: ["timeline", person, group, find],
    queryFn: ({ pageParam, signal }) => readTimeline(person, { group, q: find, before: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })

/** The newest items of the whole story, whatever part of it is being read. */
export function useNewest(person: string): TimelineItem[] {
  const query = useInfiniteQuery(timelineQuery(person, "all", ""))
  return useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
}

export function useTimeline(person: string, { group = "all", find = "" }: TimelineSearch) {
  const cache = useQueryClient()
  const queryKey = useMemo(() => timelineQuery(person, group, find).queryKey, [person, group, find])
  const query = useInfiniteQuery({ ...timelineQuery(person, group, find), placeholderData: keepPreviousData })

  // Arrivals wait while somebody reads further up; `atEnd` is set by the scroller.
  const atEnd = useRef(true)
  const [waiting, setWaiting] = useState<TimelineItem[]>([])
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())

  const insert = useCallback(
    (items: TimelineItem[], highlight: boolean) => {
      cache.setQueryData<Pages>(queryKey, (pages) =>
        pages ? items.reduce((all, item) => withItem(all, item, group, find), pages) : pages,
      )
      if (highlight) setFresh((now) => new Set([...now, ...items.map((item) => item.id)]))
    },
    [cache, queryKey, group, find],
  )

  // A page on its way may have been read before something arrived, and would write over it.
  const overtaking = useRef<TimelineItem[]>([])
  useEffect(() => {
    if (query.isFetching || overtaking.current.length === 0) return
    insert(overtaking.current, true)
    overtaking.current = []
  }, [query.isFetching, query.dataUpdatedAt, insert])

  useEffect(() => {
    // What arrives changes more than the timeline: orders, identities, the portrait. Asked for once per burst.
    let asked: ReturnType<typeof setTimeout> | undefined
    const stop = live([`person:${person}`], (event) => {
      if (event.type === "interaction" && event.person === person) {
        asked ??= setTimeout(() => {
          asked = undefined
          void cache.invalidateQueries({ queryKey: ["person", person] })
        }, REST)
        // Whoever reads a part still sees at the side what the whole asks for.
        if (group !== "all" || find !== "")
          void cache.invalidateQueries({ queryKey: timelineQuery(person, "all", "").queryKey })
        if (atEnd.current) {
          insert([event.item], true)
          if (cache.isFetching({ queryKey }) > 0) overtaking.current.push(event.item)
        } else setWaiting((now) => (now.some((item) => item.id === event.item.id) ? now : [...now, event.item]))
      }
      if (event.type === "person" && event.person === person) {
        void cache.invalidateQueries({ queryKey: ["person", person] })
        void cache.invalidateQueries({ queryKey: ["files", "person", person] })
      }
      if (event.type === "ready" && atEnd.current) void cache.invalidateQueries({ queryKey: ["timeline", person] })
    })
    return () => {
      clearTimeout(asked)
      stop()
      // The next story is read after this.
      overtaking.current = []
    }
  }, [person, insert, cache, queryKey, group, find])

  const release = useCallback(() => {
    setWaiting((now) => {
      if (now.length > 0) insert(now, true)
      return []
    })
  }, [insert])

  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { query, items, counts: query.data?.pages[0]?.counts ?? {}, atEnd, waiting, fresh, release, insert }
}

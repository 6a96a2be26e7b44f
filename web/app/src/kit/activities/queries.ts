// What is asked about what is to be done, under the keys by which it is read anew.

import { activities } from "@api/activities"
import type { ActivityRow } from "@api/contract"
import { keepPreviousData, type QueryClient, type QueryKey, queryOptions } from "@tanstack/react-query"
import type { PagedOptions } from "../layout/useInfiniteMany"
import type { PeopleSearch } from "../peopleQuery"

/** Lists, calendars, what is due: all that shows more than one. */
export const ACTIVITIES = ["activities"]
/** The open ones, each by itself. */
export const ACTIVITY = ["activity"]
/** What is read anew when a colleague did something. */
export const NEWS: readonly QueryKey[] = [ACTIVITIES, ACTIVITY]

export const activityQuery = (id: string, turn?: string | null) =>
  queryOptions({
    queryKey: [...ACTIVITY, id, turn ?? ""],
    queryFn: () => activities.get(id, turn ?? undefined),
  })

/** Pages of the list, shared by the list and the page that steps through it. */
export const activitiesQuery = ({ filter, q, sort }: PeopleSearch): PagedOptions<ActivityRow> => ({
  queryKey: [...ACTIVITIES, "list", filter ?? "", q ?? "", sort ?? ""],
  queryFn: ({ pageParam, signal }) => activities.list({ filter, q, sort, limit: 100, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

export const aboutQuery = (record: string) =>
  queryOptions({
    queryKey: [...ACTIVITIES, "about", record],
    queryFn: () => activities.about(record),
    staleTime: 30_000,
  })

export const todayQuery = (who?: string) =>
  queryOptions({
    queryKey: [...ACTIVITIES, "today", who ?? ""],
    queryFn: () => activities.today(who),
    staleTime: 30_000,
  })

export interface CalendarAsked {
  from: string
  to: string
  /** Ids of colleagues; without any, whoever asks. */
  who: readonly string[]
  kinds: readonly string[]
}

export const calendarQuery = ({ from, to, who, kinds }: CalendarAsked) =>
  queryOptions({
    queryKey: [...ACTIVITIES, "calendar", from, to, who.join(), kinds.join()],
    queryFn: ({ signal }) =>
      activities.calendar({ from, to, who: who.join() || undefined, kinds: kinds.join() || undefined }, signal),
    placeholderData: keepPreviousData,
  })

export const busyQuery = (who: readonly string[], from: string, to: string) =>
  queryOptions({
    queryKey: [...ACTIVITIES, "busy", who.join(), from, to],
    queryFn: ({ signal }) => activities.busy([...who], from, to, signal),
    placeholderData: keepPreviousData,
  })

export const routeQuery = (day: string, who?: string) =>
  queryOptions({ queryKey: [...ACTIVITIES, "route", day, who ?? ""], queryFn: () => activities.route(day, who) })

/** After something was done: all that shows it, and the records whose clock follows from it. */
export function readAnew(cache: QueryClient): void {
  for (const queryKey of [
    ACTIVITIES,
    ACTIVITY,
    ["deals"],
    ["deal"],
    ["leads"],
    ["lead"],
    ["timeline"],
    ["activity-changes"],
  ])
    void cache.invalidateQueries({ queryKey })
}

/** What the address keeps of an activity that is open beside a page: its id, and which turn of its series. */
export const panelOf = (id: string, turn?: string | null): string => (turn ? `${id}@${turn}` : id)
export const readPanel = (panel: string): { id: string; turn: string | null } => {
  const [id = "", turn] = panel.split("@")
  return { id, turn: turn || null }
}

// Which activities are shown, as the URL says it: mine, those that are late, of today, of the week, or all that I see.
// A saved view keeps a filter and no tab, so the tab goes into the filter there and comes out of it again.

import type { View, ViewBody } from "@api/contract"
import { type ColumnsSearch, columnsOfView } from "../useColumns"

export const ACTIVITY_TABS = ["overdue", "today", "week", "all"] as const
export type ActivityTab = (typeof ACTIVITY_TABS)[number] | "mine"

export interface ActivitiesSearch extends ColumnsSearch {
  /** Without it, all of mine that are to be done. */
  tab?: (typeof ACTIVITY_TABS)[number]
  filter?: string
  q?: string
  sort?: string
  view?: string
}

export const CALENDAR_VIEWS = ["day", "workweek", "week", "month", "agenda", "route"] as const
export type CalendarLook = (typeof CALENDAR_VIEWS)[number]

export interface CalendarSearch {
  view?: CalendarLook
  /** The day that is looked at; today without it. */
  at?: string
  /** Ids of colleagues, or "team"; without it, mine. */
  who?: string
  kinds?: string
}

const MINE = 'owner = me and state = "open"'
/** Whole days are late once they are over, times once they have passed. */
const BASES: Record<ActivityTab, string> = {
  mine: MINE,
  overdue: `${MINE} and (at < today or (at < now and all_day = false))`,
  today: `${MINE} and at = today`,
  week: `${MINE} and at >= today and at <= today + 7 days`,
  all: "",
}

/** A filter within the tab where it is looked at, as one text. */
export function withinTab({ tab, filter = "" }: Pick<ActivitiesSearch, "tab" | "filter">): string {
  const base = BASES[tab ?? "mine"]
  // What joins alternatives would otherwise let in what lies elsewhere.
  const rest = base !== "" && /\bor\b/.test(filter) ? `(${filter})` : filter
  return [base, rest].filter(Boolean).join(" and ")
}

/** The tab that a filter holds to, and the rest of it. */
export function splitTab(filter = ""): Pick<ActivitiesSearch, "tab" | "filter"> {
  for (const tab of ["overdue", "today", "week", "mine"] as const) {
    const base = BASES[tab]
    if (filter !== base && !filter.startsWith(`${base} and `)) continue
    const rest = filter.slice(base.length + 5)
    // Brackets around the whole rest say nothing once it stands alone.
    const bare = /^\(([^()]*)\)$/.exec(rest)?.[1] ?? (rest || undefined)
    return { tab: tab === "mine" ? undefined : tab, filter: bare }
  }
  return { tab: "all", filter: filter || undefined }
}

/** What the URL says of a saved view; mine, where none is chosen. */
export function searchOfActivityView(view: View | null): ActivitiesSearch {
  if (!view) return {}
  return { ...splitTab(view.filter), q: view.q, sort: view.sort, ...columnsOfView(view), view: view.id }
}

/** What a saved view keeps of the URL. */
export function bodyOfActivities(search: ActivitiesSearch): ViewBody {
  return {
    filter: withinTab(search) || undefined,
    q: search.q,
    sort: search.sort,
  }
}

/** What is asked for; without a word of it, what is due first stands first, and of all what was planned last. */
export const askedOf = ({
  tab,
  filter,
  q,
  sort,
}: ActivitiesSearch): Pick<ActivitiesSearch, "filter" | "q" | "sort"> => ({
  filter: withinTab({ tab, filter }),
  q,
  sort: sort ?? (tab === "all" ? "-at" : "at"),
})

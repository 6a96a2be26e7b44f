// Where leads are shown, as the URL says it: mine, those that wait in pools, or all that I see.
// A saved view keeps a filter and no place, so the place goes into the filter there and comes out of it again.

import { api } from "@api/client"
import type { LeadRow, View, ViewBody } from "@api/contract"
import { queryOptions } from "@tanstack/react-query"
import type { PagedOptions } from "./layout/useInfiniteMany"
import type { PeopleSearch } from "./peopleQuery"
import { type ColumnsSearch, columnsOfView } from "./useColumns"

export const LEAD_PLACES = ["pool", "all"] as const
export interface LeadsSearch extends ColumnsSearch {
  /** Without it, those of whoever looks. */
  place?: (typeof LEAD_PLACES)[number]
  /** The id of a pool; without it, all that I am in. */
  pool?: string
  filter?: string
  q?: string
  sort?: string
  view?: string
  /** "create" opens the form at once. */
  act?: string
}

export const LEADS = ["leads"]

export const leadQuery = (id: string) => queryOptions({ queryKey: ["lead", id], queryFn: () => api.leads.get(id) })

/** Pages of the list of leads, shared by the list and the page that steps through it. */
export const leadsQuery = ({ filter, q, sort }: PeopleSearch): PagedOptions<LeadRow> => ({
  queryKey: [...LEADS, filter ?? "", q ?? "", sort ?? ""],
  queryFn: ({ pageParam, signal }) => api.leads.list({ filter, q, sort, limit: 100, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

export const POOLS = ["pools"]
export const poolsQuery = queryOptions({ queryKey: POOLS, queryFn: api.pools.list, staleTime: 15_000 })

export const leadReasonsQuery = queryOptions({
  queryKey: ["lead-reasons"],
  queryFn: api.leads.reasons,
  staleTime: 300_000,
})

const OPEN = 'state in ("new", "working")'
const BASES = { mine: `owner = me and ${OPEN}`, pool: `owner is empty and ${OPEN}`, all: "" } as const
const OF_POOL = /^pool = "([\w-]+)"(?: and |$)/

/** A filter within the place where it is looked at, as one text. */
export function withinPlace({ place, pool, filter = "" }: Pick<LeadsSearch, "place" | "pool" | "filter">): string {
  const base = BASES[place ?? "mine"]
  // Whatever waits without an owner and without a pool is on nobody's shelf.
  const inPool = place !== "pool" ? "" : pool ? `pool = "${pool}"` : "pool is not empty"
  // What joins alternatives would otherwise let in what lies elsewhere.
  const rest = base !== "" && /\bor\b/.test(filter) ? `(${filter})` : filter
  return [base, inPool, rest].filter(Boolean).join(" and ")
}

/** The place that a filter holds to, and the rest of it. */
export function splitPlace(filter = ""): Pick<LeadsSearch, "place" | "pool" | "filter"> {
  const after = (text: string, start: string) =>
    text === start ? "" : text.startsWith(`${start} and `) ? text.slice(start.length + 5) : undefined
  // Brackets around the whole rest say nothing once it stands alone.
  const bare = (text: string) => /^\(([^()]*)\)$/.exec(text)?.[1] ?? (text || undefined)
  const mine = after(filter, BASES.mine)
  if (mine !== undefined) return { place: undefined, filter: bare(mine) }
  const waiting = after(filter, BASES.pool)
  if (waiting === undefined) return { place: "all", filter: filter || undefined }
  const pool = OF_POOL.exec(waiting)
  if (pool) return { place: "pool", pool: pool[1], filter: bare(waiting.slice(pool[0].length)) }
  const any = after(waiting, "pool is not empty")
  return any === undefined ? { place: "all", filter } : { place: "pool", filter: bare(any) }
}

/** What the URL says of a saved view; mine, where none is chosen. */
export function searchOfLeadView(view: View | null): LeadsSearch {
  if (!view) return {}
  return { ...splitPlace(view.filter), q: view.q, sort: view.sort, ...columnsOfView(view), view: view.id }
}

/** What a saved view keeps of the URL; the columns are told by whoever shows them. */
export function bodyOfLeads(search: LeadsSearch): ViewBody {
  return {
    filter: withinPlace(search) || undefined,
    q: search.q,
    sort: search.sort,
  }
}

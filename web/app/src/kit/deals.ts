// Where deals are shown, as the URL says it: a board, a list or a forecast over one filter of one pipeline.
// A saved view keeps a filter and no pipeline, so the pipeline goes into the filter there and comes out of it again.

import { api } from "@api/client"
import type { DealRow, View, ViewBody } from "@api/contract"
import { queryOptions } from "@tanstack/react-query"
import type { PagedOptions } from "./layout/useInfiniteMany"
import type { PeopleSearch } from "./peopleQuery"
import { type ColumnsSearch, columnsOfView } from "./useColumns"

export const SHOWN = ["list", "forecast"] as const
export interface DealsSearch extends ColumnsSearch {
  /** Without it, the board. */
  show?: (typeof SHOWN)[number]
  /** The id of a pipeline; without it, the first. */
  pipeline?: string
  /** 2026-Q4, 2026-11 or 2026; without it, this quarter. */
  period?: string
  filter?: string
  q?: string
  sort?: string
  view?: string
  /** The stage that the board shows on a phone. */
  stage?: string
}
/** In place of a pipeline: all of them, which a list and a forecast can show. */
export const ALL_PIPELINES = "all"

const OF_PIPELINE = /^pipeline = "([\w-]+)"$/

export const pipelinesQuery = queryOptions({
  queryKey: ["pipelines"],
  queryFn: api.pipelines.list,
  staleTime: 60_000,
})

export const dealQuery = (id: string) => queryOptions({ queryKey: ["deal", id], queryFn: () => api.deals.get(id) })

/** Pages of the list of deals, shared by the list, the columns of the board and the page that steps through it. */
export const dealsQuery = ({ filter, q, sort }: PeopleSearch): PagedOptions<DealRow> => ({
  queryKey: ["deals", filter ?? "", q ?? "", sort ?? ""],
  queryFn: ({ pageParam, signal }) => api.deals.list({ filter, q, sort, limit: 100, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

/** A filter within a pipeline, as one text. */
export function inPipeline(pipeline: string | undefined, filter = ""): string {
  if (pipeline === undefined || pipeline === ALL_PIPELINES) return filter
  // What joins alternatives would otherwise let in the deals of other pipelines.
  const rest = /\bor\b/.test(filter) ? `(${filter})` : filter
  return [`pipeline = "${pipeline}"`, rest].filter(Boolean).join(" and ")
}

/** The filter without what stands in quotes and in brackets. */
function outside(filter: string): string {
  let bare = filter.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  while (/\([^()]*\)/.test(bare)) bare = bare.replace(/\([^()]*\)/g, "")
  return bare
}

/** The pipeline that a filter holds to, and the rest of it; a filter of alternatives is left whole. */
export function splitPipeline(filter = ""): { pipeline: string | undefined; filter: string | undefined } {
  const whole = { pipeline: undefined, filter: filter || undefined }
  if (/\bor\b/.test(outside(filter))) return whole
  const parts = filter.trim().split(" and ")
  const at = parts.findIndex((part) => OF_PIPELINE.test(part))
  const pipeline = OF_PIPELINE.exec(parts[at] ?? "")?.[1]
  if (pipeline === undefined) return whole
  const rest = parts.filter((_, other) => other !== at).join(" and ")
  // Brackets around the whole rest say nothing once it stands alone.
  const bare = /^\(([^()]*)\)$/.exec(rest)?.[1] ?? rest
  return { pipeline, filter: bare || undefined }
}

/** What the URL says of a saved view; of all deals, where none is chosen. */
export function searchOfView(view: View | null): DealsSearch {
  const { pipeline, filter } = splitPipeline(view?.filter)
  return {
    show: view && view.layout !== "board" ? "list" : undefined,
    pipeline,
    filter,
    q: view?.q,
    sort: view?.sort,
    ...columnsOfView(view),
    view: view?.id,
  }
}

/** What a saved view keeps of the URL, but for the columns, which whoever shows them tells. A forecast is kept as the list of its deals. */
export function bodyOfSearch({ show, pipeline, filter, q, sort }: DealsSearch): ViewBody {
  return {
    filter: inPipeline(pipeline, filter) || undefined,
    q,
    sort,
    ...(show === undefined && { layout: "board", group: "stage" }),
  }
}

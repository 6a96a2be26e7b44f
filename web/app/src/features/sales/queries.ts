// What the screens of selling ask the server, under the keys by which it is read anew.

import { api } from "@api/client"
import { queryOptions } from "@tanstack/react-query"

interface Within {
  pipeline: string | undefined
  filter: string | undefined
  q: string | undefined
}

export const BOARD = ["deals", "board"]
/** Cards of a column that come with the board; more are read by its cursor. */
export const EACH = 30

export const boardQuery = ({ pipeline, filter, q, sort }: Within & { sort: string | undefined }) =>
  queryOptions({
    queryKey: [...BOARD, pipeline ?? "", filter ?? "", q ?? "", sort ?? ""],
    queryFn: ({ signal }) => api.deals.board({ pipeline, filter, q, sort, each: EACH }, signal),
  })

export const forecastQuery = ({ pipeline, filter, q, period }: Within & { period: string }) =>
  queryOptions({
    queryKey: ["deals", "forecast", pipeline ?? "", filter ?? "", q ?? "", period],
    queryFn: ({ signal }) => api.deals.forecast({ pipeline, filter, q, period }, signal),
  })

export const reasonsQuery = queryOptions({
  queryKey: ["deal-reasons"],
  queryFn: api.deals.reasons,
  staleTime: 300_000,
})

// What the screens of leads ask the server besides the leads themselves, under the keys by which it is read anew.

import { api } from "@api/client"
import { queryOptions } from "@tanstack/react-query"

export const DISPUTES = ["disputes"]
export const REGISTRATIONS = ["registrations"]

/** How many disputes are open, for the tab. */
export const openDisputesQuery = queryOptions({
  queryKey: [...DISPUTES, { count: "open" }],
  queryFn: () => api.disputes.list({ state: "open", limit: 1 }),
  staleTime: 60_000,
})

export const disputeQuery = (id: string) =>
  queryOptions({ queryKey: ["dispute", id], queryFn: () => api.disputes.get(id) })

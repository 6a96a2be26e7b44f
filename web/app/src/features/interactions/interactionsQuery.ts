// Pages of the list of interactions, shared by the list, its groups and its board.

import { api } from "@api/client"
import type { InteractionRow } from "@api/contract"
import type { PagedOptions } from "../../kit/layout/useInfiniteMany"
import type { PeopleSearch } from "../../kit/peopleQuery"

export const interactionsQuery = ({ filter, q, sort }: PeopleSearch): PagedOptions<InteractionRow> => ({
  queryKey: ["interactions", filter ?? "", q ?? "", sort ?? ""],
  queryFn: ({ pageParam, signal }) => api.interactions.list({ filter, q, sort, limit: 100, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

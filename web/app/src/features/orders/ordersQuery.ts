// Pages of the list of orders, shared by the list and its groups.

import { api } from "@api/client"
import type { OrderRow } from "@api/contract"
import type { PagedOptions } from "../../kit/layout/useInfiniteMany"
import type { PeopleSearch } from "../../kit/peopleQuery"

export const ordersQuery = ({ filter, q, sort }: PeopleSearch): PagedOptions<OrderRow> => ({
  queryKey: ["orders", filter ?? "", q ?? "", sort ?? ""],
  queryFn: ({ pageParam, signal }) => api.orders.list({ filter, q, sort, limit: 100, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

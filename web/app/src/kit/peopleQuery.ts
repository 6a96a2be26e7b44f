// Pages of the people list, shared by the list and by the person page that steps through it.

import { api } from "@api/client"
import { infiniteQueryOptions } from "@tanstack/react-query"

export interface PeopleSearch {
  filter?: string
  q?: string
  sort?: string
}

export const peopleQuery = ({ filter, q, sort }: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: ["people", filter ?? "", q ?? "", sort ?? ""],
    queryFn: ({ pageParam, signal }) => api.people.list({ filter, q, sort, limit: 100, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })

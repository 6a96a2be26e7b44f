// Pages of the people list, shared by the list and by the person page that steps through it.

import { infiniteQueryOptions } from "@tanstack/react-query"
import { readPeople } from "./device/reading"

export interface PeopleSearch {
  filter?: string
  q?: string
  sort?: string
}

export const peopleQuery = ({ filter, q, sort }: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: ["people", filter ?? "", q ?? "", sort ?? ""],
    queryFn: ({ pageParam, signal }) => readPeople({ filter, q, sort, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })

// Pages of the people list, shared by the list, its groups and the person page that steps through it.

import type { PersonRow } from "@api/contract"
import { readPeople } from "./device/reading"
import type { PagedOptions } from "./layout/useInfiniteMany"

export interface PeopleSearch {
  filter?: string
  q?: string
  sort?: string
}

export const peopleQuery = ({ filter, q, sort }: PeopleSearch): PagedOptions<PersonRow> => ({
  queryKey: ["people", filter ?? "", q ?? "", sort ?? ""],
  queryFn: ({ pageParam, signal }) => readPeople({ filter, q, sort, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

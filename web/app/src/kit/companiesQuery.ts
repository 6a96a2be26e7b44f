// Pages of the list of companies, shared by the list, its groups and the page that steps through it.

import { api } from "@api/client"
import type { CompanyRow } from "@api/contract"
import type { PagedOptions } from "./layout/useInfiniteMany"
import type { PeopleSearch } from "./peopleQuery"

export const companiesQuery = ({ filter, q, sort }: PeopleSearch): PagedOptions<CompanyRow> => ({
  queryKey: ["companies", filter ?? "", q ?? "", sort ?? ""],
  queryFn: ({ pageParam, signal }) => api.companies.list({ filter, q, sort, limit: 100, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

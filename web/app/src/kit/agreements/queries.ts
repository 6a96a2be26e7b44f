// Pages of agreements: all, of one person, of one company.

import type { Agreement } from "@api/contract"
import { agreements } from "@api/trade"
import type { PagedOptions } from "../layout/useInfiniteMany"

export const AGREEMENTS = ["agreements"]

export interface AgreementsAsked {
  person?: string
  company?: string
  state?: Agreement["state"]
  /** Those that end within so many days. */
  due?: number
  q?: string
}

export const agreementsQuery = (asked: AgreementsAsked): PagedOptions<Agreement> => ({
  queryKey: [...AGREEMENTS, asked],
  queryFn: ({ pageParam, signal }) => agreements.list({ ...asked, limit: 50, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

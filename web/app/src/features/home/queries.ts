// What the first page asks beside what other pages ask too.

import { api } from "@api/client"
import type { Whose } from "@api/contract"
import { queryOptions } from "@tanstack/react-query"

/** How many people a filter finds. */
export const countQuery = (filter: string, enabled: boolean) =>
  queryOptions({
    queryKey: ["people", { count: [filter, ""] }],
    queryFn: async ({ signal }) => {
      const { total, total_at_least } = await api.people.list({ filter, limit: 1 }, signal)
      return { total, total_at_least }
    },
    staleTime: 60_000,
    retry: false,
    enabled,
  })

const WHOSE: Record<Whose, string> = { me: "owner = me", team: "owner in my_team", all: "" }

export const CLOSING_SHOWN = 5
/** Open deals that are expected to close within two weeks. */
export const closingFilter = (whose: Whose): string =>
  ['state = "open" and expected_on in the next 14 days', WHOSE[whose]].filter(Boolean).join(" and ")

export const closingQuery = (whose: Whose) =>
  queryOptions({
    queryKey: ["deals", "closing", whose],
    queryFn: ({ signal }) =>
      api.deals.list({ filter: closingFilter(whose), sort: "expected_on", limit: CLOSING_SHOWN }, signal),
    staleTime: 60_000,
  })

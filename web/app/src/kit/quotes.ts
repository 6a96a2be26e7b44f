// Quotes, as several pages ask for them, under the keys by which they are read anew. It brings the client of what is sold
// along, so only pages that are fetched when they are opened may use it.

import type { QuoteRow, QuoteState } from "@api/contract"
import { quotes } from "@api/trade"
import { queryOptions } from "@tanstack/react-query"
import type { PagedOptions } from "./layout/useInfiniteMany"

export const QUOTES = ["quotes"]

export interface QuotesAsked {
  state?: QuoteState
  deal?: string
  mine?: boolean
  q?: string
}

export const quotesQuery = ({ state, deal, mine, q }: QuotesAsked): PagedOptions<QuoteRow> => ({
  queryKey: [...QUOTES, state ?? "", deal ?? "", mine ? "mine" : "", q ?? ""],
  queryFn: ({ pageParam, signal }) =>
    quotes.list({ state, deal, mine: mine || undefined, q, limit: 100, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

export const quoteQuery = (id: string) => queryOptions({ queryKey: ["quote", id], queryFn: () => quotes.get(id) })

export const quoteRulesQuery = queryOptions({
  queryKey: ["quote-rules"],
  queryFn: quotes.rules,
  staleTime: 300_000,
})

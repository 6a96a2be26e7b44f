// The tabs of the list of quotes, and what each asks for.

import type { QuoteState } from "@api/contract"

export const QUOTE_TABS = ["todo", "drafts", "sent", "accepted", "lost", "all"] as const
export type QuoteTab = (typeof QUOTE_TABS)[number]
/** Quotes that came to nothing, each kind by itself. */
export const LOST_QUOTES = ["declined", "expired", "withdrawn", "replaced"] as const satisfies readonly QuoteState[]

const STATES: Partial<Record<QuoteTab, QuoteState>> = { drafts: "draft", sent: "sent", accepted: "accepted" }

export interface QuotesSearch {
  tab?: QuoteTab
  lost?: (typeof LOST_QUOTES)[number]
  mine?: "yes"
  q?: string
}

/** The state that a tab asks for; none for all, and none for what is to be done, which asks for several. */
export const stateOf = ({ tab = "todo", lost = "declined" }: QuotesSearch): QuoteState | undefined =>
  tab === "lost" ? lost : STATES[tab]

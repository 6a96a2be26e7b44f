// The calls of the first page of a day, of what has gone stale, of how colleagues do.
// In: calls of those pages, which load it with them. Out: as client.ts.

import { call } from "./client"
import type { StaleOf, StaleRules, Whose } from "./contract"

export const home = {
  today: (whose: Whose, signal?: AbortSignal) => call("GET /api/home", { query: { whose }, signal }),
}

interface StaleAsked {
  of: StaleOf
  whose?: Whose
  limit?: number
  cursor?: string | null
}

export const stale = {
  list: (asked: StaleAsked, signal?: AbortSignal) => call("GET /api/stale", { query: { ...asked }, signal }),
  rules: () => call("GET /api/stale/rules"),
  setRules: (rules: StaleRules) => call("PUT /api/stale/rules", { body: rules }),
}

export type Compare = "before" | "year"

export const performance = {
  get: (asked: { period: string; compare: Compare }, signal?: AbortSignal) =>
    call("GET /api/performance", { query: asked, signal }),
  why: (asked: { period: string; compare: Compare; who?: string; team?: string }, signal?: AbortSignal) =>
    call("GET /api/performance/why", { query: asked, signal }),
}

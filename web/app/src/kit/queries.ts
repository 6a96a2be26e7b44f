// The query cache and the queries that several features share.

import { api, Failure } from "@api/client"
import { MutationCache, QueryCache, QueryClient, queryOptions } from "@tanstack/react-query"
import { readFact, readPerson, readSession } from "./device/reading"

// Whoever is told in the middle of their work that a second factor is demanded now is led through setting one up:
// the frame follows the session.
const onError = (error: Error) => {
  if (error instanceof Failure && error.problem.code === "factor_needed") {
    void queryClient.invalidateQueries({ queryKey: ["session"] })
  }
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // A question is asked also without a network: this device may know the answer.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 15_000,
      retry: (count, error) => count < 2 && (!(error instanceof Failure) || error.problem.status >= 500),
    },
  },
})

export const RULES = ["rules"]

/** The rules of quality that the caller sees. */
export const rulesQuery = queryOptions({ queryKey: RULES, queryFn: api.rules.list })

export const MEMBERSHIP = ["membership"]

/** The tiers by name, for their colours. */
export const membershipQuery = queryOptions({
  queryKey: MEMBERSHIP,
  queryFn: api.membership.get,
  staleTime: 300_000,
})

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: readSession,
  staleTime: 300_000,
  retry: false,
})
export const welcomeQuery = queryOptions({
  queryKey: ["welcome"],
  queryFn: () => readFact("welcome", api.welcome),
  staleTime: 60_000,
})
export const objectsQuery = queryOptions({
  queryKey: ["objects"],
  queryFn: () => readFact("objects", api.objects),
  staleTime: 60_000,
})
export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: () => readFact("users", api.users),
  staleTime: 60_000,
})
export const personQuery = (id: string) =>
  queryOptions({ queryKey: ["person", id], queryFn: ({ signal }) => readPerson(id, signal) })
export const companyQuery = (id: string) =>
  queryOptions({ queryKey: ["company", id], queryFn: () => api.companies.get(id) })
/** The household of whoever is named, by any of their ids. */
export const householdQuery = (of: string) =>
  queryOptions({ queryKey: ["household", of], queryFn: ({ signal }) => api.households.get(of, signal) })

// What the screens of lead assignment read, under the names by which they are read anew.

import { api } from "@api/client"
import type { Pool } from "@api/contract"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { poolsQuery } from "../../../kit/leads"

export const assignmentQuery = queryOptions({ queryKey: ["assignment"], queryFn: api.assignment.get })
export const seatsQuery = queryOptions({ queryKey: ["assignment", "seats"], queryFn: api.assignment.seats })
export const capturesQuery = queryOptions({ queryKey: ["lead-captures"], queryFn: api.leads.captures })
export const teamsQuery = queryOptions({ queryKey: ["teams"], queryFn: api.teams.list })

/** The pools; none while they are read. */
export const usePools = (): Pool[] => useQuery(poolsQuery).data ?? []

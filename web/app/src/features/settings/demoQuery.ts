import { api } from "@api/client"
import { queryOptions } from "@tanstack/react-query"

export const demoQuery = queryOptions({ queryKey: ["demo"], queryFn: api.demo.get, staleTime: 60_000 })

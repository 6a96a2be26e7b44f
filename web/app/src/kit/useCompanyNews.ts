// Open pages and lists of companies follow what colleagues do: at most once in a while, however much happens.

import { live } from "@api/client"
import { type QueryKey, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"

/** In milliseconds. */
const REST = 1500

/** The list of companies, and the page of one where its id is given, read anew when they change. */
export function useCompanyNews(company?: string): void {
  const cache = useQueryClient()
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const keys: QueryKey[] = company
      ? [
          ["company", company],
          ["company-changes", company],
          ["company-story", company],
          ["files", "company", company],
        ]
      : [["companies"]]
    const read = () => {
      waiting = undefined
      for (const queryKey of keys) void cache.invalidateQueries({ queryKey })
    }
    const stop = live([company ? `company:${company}` : "companies"], (event) => {
      const mine = event.type === "company" && event.company === company
      if (event.type === "companies" || event.type === "ready" || mine) waiting ??= setTimeout(read, REST)
    })
    return () => {
      clearTimeout(waiting)
      stop()
    }
  }, [cache, company])
}

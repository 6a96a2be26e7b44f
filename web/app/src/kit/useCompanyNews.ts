// Open pages and lists of companies follow what colleagues do.

import type { QueryKey } from "@tanstack/react-query"
import { useLiveReading } from "./useLiveReading"

/** The list of companies, and the page of one where its id is given, read anew when they change. */
export function useCompanyNews(company?: string): void {
  const keys: QueryKey[] = company
    ? [
        ["company", company],
        ["company-changes", company],
        ["company-story", company],
        ["files", "company", company],
      ]
    : [["companies"]]
  useLiveReading({
    topics: [company ? `company:${company}` : "companies"],
    keysOf: (event) => {
      const mine = event.type === "company" && event.company === company
      return event.type === "companies" || event.type === "ready" || mine ? keys : []
    },
  })
}

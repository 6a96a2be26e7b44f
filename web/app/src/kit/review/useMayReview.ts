// Whether whoever is signed in may say that files were gone through: their role must let them write both dates.

import { useQuery } from "@tanstack/react-query"
import { objectsQuery } from "../queries"

export const REVIEW_KEYS = ["reviewed_on", "review_on"] as const

export function useMayReview(mayEdit: boolean): boolean {
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "person")?.fields ?? []
  return mayEdit && REVIEW_KEYS.every((key) => fields.some((field) => field.key === key && field.editable))
}

// Sums of money in words: each currency by itself, since amounts of two currencies have no sum.

import type { Sum } from "@api/contract"
import { useFormat } from "@ui/format"

/** "¥12,300 · US$40"; empty where there is nothing to add up. */
export function useSums(): (sums: Sum[] | undefined, whole?: boolean) => string {
  const format = useFormat()
  return (sums = [], whole = false) =>
    sums
      .map(({ currency, total }) =>
        /^[A-Z]{3}$/.test(currency) ? format.money(total, currency, whole) : format.decimal(total),
      )
      .join(" · ")
}

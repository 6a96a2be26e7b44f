// What a product costs, in a few words: one price, from which it starts, or that one has to ask.

import type { ProductRow } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { productsPhrases } from "./phrases"

type Priced = Pick<ProductRow, "price_from" | "price_to" | "currency">

export function usePriceText(): (row: Priced) => string {
  const t = usePhrases(productsPhrases)
  const format = useFormat()
  return ({ price_from: from, price_to: to, currency }) => {
    if (from === null) return t("onRequest")
    const price = format.money(from, currency)
    return to === null || Number(to) === Number(from) ? price : t("from", { price })
  }
}

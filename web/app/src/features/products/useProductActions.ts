// What can be done to a product, each with its word afterwards and its way back.

import type { Product, ProductWish } from "@api/contract"
import { products } from "@api/trade"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { PRODUCT_CATEGORIES, PRODUCTS, productQuery } from "../../kit/products"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { takenBy } from "./CreateProduct"
import { productPhrases } from "./productPhrases"

export type ProductActions = ReturnType<typeof useProductActions>

export function useProductActions(id: string) {
  const t = usePhrases(productPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const { queryKey } = productQuery(id)
  const outdated = () => {
    void cache.invalidateQueries({ queryKey: PRODUCTS })
    void cache.invalidateQueries({ queryKey: PRODUCT_CATEGORIES })
  }
  return {
    /** Whether it was taken. `guess` is what stands until the server has answered. */
    onSet: async (wish: ProductWish, text: string, guess?: Partial<Product>): Promise<boolean> => {
      await cache.cancelQueries({ queryKey })
      const before = cache.getQueryData<Product>(queryKey)
      if (before && guess) cache.setQueryData(queryKey, { ...before, ...guess })
      try {
        const changed = await products.change(id, wish)
        cache.setQueryData(queryKey, changed.data)
        told(text, changed.batch)
        outdated()
        return true
      } catch (error) {
        cache.setQueryData(queryKey, before)
        const other = takenBy(error)
        if (other) toast({ text: t("taken", { name: other.name }), tone: "bad" })
        else toastFailure(error)
        return false
      }
    },
    /** `away` leaves the product before it is gone from under the reader. */
    onDelete: async (name: string, away: "panel" | "page") => {
      try {
        const changed = await products.remove(id)
        if (away === "page") await navigate({ to: "/products", search: {} })
        else await navigate({ to: ".", search: (now) => ({ ...now, panel: undefined }), replace: true })
        told(t("deleted", { name }), changed.batch)
        outdated()
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}

// What is sold, as several pages ask for it, under the keys by which it is read anew. It brings the client of what is
// sold along, so only pages that are fetched when they are opened may use it.

import type { ProductKind, ProductRow, ProductVariant } from "@api/contract"
import { products } from "@api/trade"
import { queryOptions } from "@tanstack/react-query"
import type { PagedOptions } from "./layout/useInfiniteMany"

export const KINDS = ["goods", "service", "subscription"] as const satisfies readonly ProductKind[]
export const kindOf = (text: string | undefined) => KINDS.find((one) => one === text)
export const PRODUCTS = ["products"]
export const PRODUCT_CATEGORIES = ["product-categories"]

export interface ProductsSearch {
  q?: string
  category?: string
  kind?: ProductKind
  /** Without it, what is sold still. */
  live?: "off" | "all"
}

export const productsQuery = ({ q, category, kind, live }: ProductsSearch): PagedOptions<ProductRow> => ({
  queryKey: [...PRODUCTS, q ?? "", category ?? "", kind ?? "", live ?? ""],
  queryFn: ({ pageParam, signal }) =>
    products.list(
      { q, category, kind, live: live === "all" ? undefined : live !== "off", limit: 100, cursor: pageParam },
      signal,
    ),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

export const productQuery = (id: string) =>
  queryOptions({ queryKey: ["product", id], queryFn: () => products.get(id), staleTime: 60_000 })

export const categoriesQuery = queryOptions({
  queryKey: PRODUCT_CATEGORIES,
  queryFn: products.categories,
  staleTime: 60_000,
})

/** What tells a variant from the others of its product: "山茶 60 g"; empty where there is one only. */
export const choiceOf = ({ choice }: Pick<ProductVariant, "choice">): string => Object.values(choice).join(" ")

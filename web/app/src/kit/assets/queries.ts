// What customers own: all, of one person, of one company; one with its records.

import type { Asset } from "@api/contract"
import { assets } from "@api/trade"
import { queryOptions } from "@tanstack/react-query"
import type { PagedOptions } from "../layout/useInfiniteMany"

export const ASSETS = ["assets"]

export interface AssetsAsked {
  person?: string
  company?: string
  q?: string
}

export const assetsQuery = (asked: AssetsAsked): PagedOptions<Asset> => ({
  queryKey: [...ASSETS, asked],
  queryFn: ({ pageParam, signal }) => assets.list({ ...asked, limit: 50, cursor: pageParam }, signal),
  initialPageParam: "",
  getNextPageParam: (page) => page.next,
})

export const assetQuery = (id: string) => queryOptions({ queryKey: ["asset", id], queryFn: () => assets.get(id) })

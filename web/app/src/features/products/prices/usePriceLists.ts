// The price lists as staff change them: each change at once, with its word afterwards and its way back.

import type { ListPrice, ListPriceWish, Page, PriceList, PriceListWish } from "@api/contract"
import { priceLists } from "@api/trade"
import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { toastFailure } from "../../../kit/useUndo"

export const priceListsQuery = queryOptions({
  queryKey: ["price-lists"],
  queryFn: priceLists.list,
  staleTime: 60_000,
})

export const pricesQuery = (list: string, q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["list-prices", list, q ?? ""],
    queryFn: ({ pageParam, signal }) => priceLists.prices(list, { q, limit: 200, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page<ListPrice>) => page.next,
  })

/** As it was before, for the way back. */
function before(lists: PriceList[], list: PriceList, wish: PriceListWish): PriceListWish {
  const { name, currency, filter, starts, ends, live } = list
  const held: PriceListWish = { name, currency, filter, starts, ends, live }
  const at = lists.findIndex(({ id }) => id === list.id)
  const back = Object.fromEntries(Object.keys(wish).map((key) => [key, Reflect.get(held, key)]))
  return "before" in wish ? { ...back, before: lists[at + 1]?.id ?? "" } : back
}

export function usePriceLists() {
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const arrived = (now: PriceList[]) => {
    cache.setQueryData(priceListsQuery.queryKey, now)
    void cache.invalidateQueries({ queryKey: ["prices"] })
  }
  /** Runs a change and offers its way back. Whether it was taken. */
  const tried = async (run: () => Promise<PriceList[]>, text: string, back?: () => Promise<PriceList[]>) => {
    try {
      arrived(await run())
      const undo = back && {
        label: state("undo"),
        run: () => void tried(back, state("undone")),
      }
      toast({ text, action: undo })
      return true
    } catch (error) {
      toastFailure(error)
      return false
    } finally {
      void cache.invalidateQueries({ queryKey: ["list-prices"] })
    }
  }
  return {
    /** `guess` is what stands until the server has answered. */
    onChange: async (list: PriceList, wish: PriceListWish, text: string, guess?: PriceList[]) => {
      const { queryKey } = priceListsQuery
      const lists = cache.getQueryData(queryKey) ?? []
      const back = before(lists, list, wish)
      if (guess) cache.setQueryData(queryKey, guess)
      const taken = await tried(
        () => priceLists.change(list.id, wish),
        text,
        () => priceLists.change(list.id, back),
      )
      if (!taken) cache.setQueryData(queryKey, lists)
      return taken
    },
    onRemove: (list: PriceList, text: string) => tried(() => priceLists.remove(list.id), text),
    /** `back` are the same prices as they were. */
    onPrices: (list: string, prices: ListPriceWish[], back: ListPriceWish[], text: string) =>
      tried(
        () => priceLists.setPrices(list, prices),
        text,
        () => priceLists.setPrices(list, back),
      ),
  }
}

export type PriceActions = ReturnType<typeof usePriceLists>

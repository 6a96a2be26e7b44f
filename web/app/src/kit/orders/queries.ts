// One order as it is handled, under the keys by which it is read anew.

import { handling } from "@api/trade"
import { queryOptions } from "@tanstack/react-query"

/** The list of orders, whatever its filter. */
export const ORDERS = ["orders"]

export const orderQuery = (id: string) =>
  queryOptions({ queryKey: ["order", id], queryFn: ({ signal }) => handling.get(id, signal) })

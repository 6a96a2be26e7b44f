// What is asked about the first page of a day; what may be asked for of whom comes with the answer.

import type { Whose } from "@api/contract"
import { home } from "@api/home"
import { queryOptions } from "@tanstack/react-query"

export const HOME = ["home"]

export const homeQuery = (whose: Whose) =>
  queryOptions({
    queryKey: [...HOME, whose],
    queryFn: ({ signal }) => home.today(whose, signal),
    staleTime: 60_000,
  })

// Whose rows a page shows, and what of them is new and stale. Whoever leads is asked about once more when it is known
// what they may ask for; nothing is shown before that.

import type { HomeToday, Whose } from "@api/contract"
import { type UseQueryResult, useQuery } from "@tanstack/react-query"
import { useCan, useSession } from "../session"
import { homeQuery } from "./queries"
import { isLeading, whoseOf } from "./whose"

export interface WhoseNow {
  /** Undefined until it is known. */
  whose: Whose | undefined
  offered: readonly Whose[]
  today: UseQueryResult<HomeToday>
}

export function useWhose(asked: string | undefined): WhoseNow {
  const may = useCan("person.see")
  const leading = isLeading(useSession())
  const own = useQuery({ ...homeQuery("me"), enabled: may })
  const offered = own.data?.whoses ?? []
  const whose = own.data && whoseOf(asked, offered, leading)
  const wanted = useQuery({ ...homeQuery(whose ?? "me"), enabled: may && whose !== undefined && whose !== "me" })
  return { whose, offered, today: whose === undefined || whose === "me" ? own : wanted }
}

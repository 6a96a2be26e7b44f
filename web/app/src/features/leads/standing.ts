// What is said of a lead by its dates and of an attempt by its code, without any words.

import type { LeadOutcome, Pool } from "@api/contract"

/** Days ahead at which a return is worth saying, and at which it is urgent. */
const [SOON, URGENT] = [3, 1]

export type ReturnTone = "bad" | "waiting" | null

/** How near it is that a lead goes back, by the days until then. */
export function returnTone(days: number): ReturnTone {
  return days <= URGENT ? "bad" : days <= SOON ? "waiting" : null
}

export interface CodeWords {
  key:
    | "taken"
    | "takenPlain"
    | "not_member"
    | "daily_cap"
    | "daily_capOf"
    | "holding_cap"
    | "holding_capOf"
    | "cooling"
    | "coolingUntil"
    | "locked"
    | "closed"
    | "not_found"
    | "out_of_reach"
    | "other"
  who?: string
  n?: number
  until?: string
}

type Attempt = Pick<LeadOutcome, "code" | "until"> & { owner?: LeadOutcome["owner"] }

/** Which words say why an attempt came to nothing: with who was quicker, which limit, from when again, where that is known. */
export function wordsOfCode({ code, until, owner }: Attempt, pool: Pool | undefined): CodeWords {
  if (code === "taken") return owner ? { key: "taken", who: owner.name } : { key: "takenPlain" }
  if (code === "daily_cap" && pool?.daily_cap) return { key: "daily_capOf", n: pool.daily_cap }
  if (code === "holding_cap" && pool?.holding_cap) return { key: "holding_capOf", n: pool.holding_cap }
  if (code === "cooling" && until !== null) return { key: "coolingUntil", until }
  const plain = [
    "not_member",
    "daily_cap",
    "holding_cap",
    "cooling",
    "locked",
    "closed",
    "not_found",
    "out_of_reach",
  ] as const
  return { key: plain.find((one) => one === code) ?? "other" }
}

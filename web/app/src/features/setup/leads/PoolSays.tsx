// A pool in a few sentences, as one colleague would tell another.

import type { Named, PoolWish } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { usersQuery } from "../../../kit/queries"
import { poolPhrases } from "./poolPhrases"
import { teamsQuery } from "./queries"

export function PoolSays({ pool, named }: { pool: PoolWish; named: Named[] }) {
  const t = usePhrases(poolPhrases)
  const format = useFormat()
  // Chinese sentences follow one another without a space.
  const apart = useLocale() === "en" ? " " : ""
  const known = [...named, ...(useQuery(usersQuery).data ?? []), ...(useQuery(teamsQuery).data ?? [])]
  const names = [...(pool.teams ?? []), ...(pool.users ?? [])].map(
    (id) => known.find((one) => one.id === id)?.name ?? id,
  )
  const bold = (key: string, text: string): Record<string, ReactNode> => ({ [key]: <b key={key}>{text}</b> })
  const days = (key: string, n: number) => bold(key, t("daysN", { n }))
  const {
    daily_cap: daily,
    holding_cap: holding,
    silent_days: silent,
    deal_days: deal,
    remind_days: remind = [],
  } = pool
  const slots = {
    ...bold("who", names.length > 0 ? format.list(names) : t("everybody")),
    ...(daily != null && bold("daily", t("leadsN", { n: daily }))),
    ...(holding != null && bold("holding", t("leadsN", { n: holding }))),
    ...(silent != null && days("silent", silent)),
    ...(deal != null && days("deal", deal)),
  }
  const claims = daily != null ? (holding != null ? "both" : "daily") : holding != null ? "holding" : "free"
  const back = silent != null ? (deal != null ? "both" : "silent") : deal != null ? "deal" : "never"
  const sentences: [string, ReactNode][] = [
    ["claim", t.rich(`says.${claims}`, slots)],
    ["back", t.rich(`back.${back}`, slots)],
  ]
  if (back !== "never" && pool.protect_days)
    sentences.push(["protect", t.rich("says.protect", days("n", pool.protect_days))])
  if (back !== "never" && remind.length > 0)
    sentences.push(["remind", t.rich("says.remind", bold("days", `${format.list(remind.map(String))} `))])
  if (pool.cool_days) sentences.push(["cool", t.rich("says.cool", days("n", pool.cool_days))])
  if (pool.customers) sentences.push(["customers", t("says.customers")])
  return (
    <p className="pool-says">
      {sentences.map(([key, text]) => (
        <span key={key}>
          {text}
          {apart}
        </span>
      ))}
    </p>
  )
}

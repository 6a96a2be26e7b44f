// The pages of leads beside each other: mine, the pools, all, registrations, disputes, fairness.

import { useQuery } from "@tanstack/react-query"
import { Link, useLocation } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useEffect, useRef } from "react"
import { type LeadsSearch, poolsQuery } from "../../kit/leads"
import { leadsPhrases } from "./phrases"
import { openDisputesQuery } from "./queries"

const SHOWN = [
  { label: "mine", search: {}, icon: "person" },
  { label: "pool", search: { place: "pool" }, icon: "sprout" },
  { label: "all", search: { place: "all" }, icon: "list" },
] as const satisfies { label: string; search: LeadsSearch; icon: string }[]

export function LeadTabs({ place }: { place?: LeadsSearch["place"] }) {
  const t = usePhrases(leadsPhrases)
  const format = useFormat()
  const { pathname } = useLocation()
  const waiting = useQuery(poolsQuery).data?.reduce((sum, pool) => sum + (pool.member ? pool.waiting : 0), 0)
  const disputes = useQuery(openDisputesQuery).data?.total
  const onLeads = pathname === "/leads"
  const bar = useRef<HTMLElement>(null)
  // On a phone the tabs scroll; the one that is open must be among those in sight, also when the counts have come and
  // made those before it wider.
  useEffect(() => {
    bar.current?.querySelector("[data-here]")?.scrollIntoView({ inline: "center", block: "nearest" })
  }, [waiting, disputes])
  const of = (label: string) => {
    const n = label === "pool" ? waiting : label === "disputes" ? disputes : undefined
    return n ? <small>{format.number(n)}</small> : null
  }
  return (
    <nav ref={bar} className="lead-tabs" aria-label={t("tabs")}>
      {SHOWN.map(({ label, search, icon }) => {
        const here = onLeads && (place ?? "mine") === label
        return (
          <Link
            key={label}
            to="/leads"
            search={search}
            activeOptions={{ exact: true }}
            className="lead-tab"
            aria-current={here ? "page" : undefined}
            data-here={here || undefined}
          >
            <Icon name={icon} size={14} />
            {t(label)}
            {of(label)}
          </Link>
        )
      })}
      {(["registrations", "disputes"] as const).map((label) => (
        <Link
          key={label}
          to={`/${label}`}
          search={{}}
          className="lead-tab"
          data-here={pathname === `/${label}` || undefined}
        >
          <Icon name={label === "disputes" ? "scales" : "flag"} size={14} />
          {t(label)}
          {of(label)}
        </Link>
      ))}
      <Link
        to="/leads/fairness"
        search={{}}
        className="lead-tab"
        data-here={pathname === "/leads/fairness" || undefined}
      >
        <Icon name="report" size={14} />
        {t("fairness")}
      </Link>
    </nav>
  )
}

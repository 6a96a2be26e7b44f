// The pinned lists in the navigation, each with how many are in it now.

import { api } from "@api/client"
import type { Page, View } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { searchOfActivityView } from "../kit/activities/search"
import { searchOfView } from "../kit/deals"
import { bodyLayout } from "../kit/layout/layout"
import { searchOfLeadView } from "../kit/leads"
import { columnsOfView } from "../kit/useColumns"
import { viewsQuery } from "../kit/views"
import { framePhrases } from "./phrases"

/** Where the lists of each kind are, and how one of them is counted. */
const PLACES = {
  person: { key: "people", list: api.people.list, to: "/people" },
  company: { key: "companies", list: api.companies.list, to: "/companies" },
  order: { key: "orders", list: api.orders.list, to: "/orders" },
  interaction: { key: "interactions", list: api.interactions.list, to: "/interactions" },
  deal: { key: "deals", list: api.deals.list, to: "/sales" },
  lead: { key: "leads", list: api.leads.list, to: "/leads" },
  activity: {
    key: "activities",
    // Its calls come with its pages, not with the frame.
    list: async (...asked: Parameters<typeof api.leads.list>) =>
      (await import("@api/activities")).activities.list(...asked),
    to: "/activities",
  },
} as const

export function PinnedViews() {
  const t = usePhrases(framePhrases)
  const pinned = (useQuery(viewsQuery).data ?? []).filter((view) => view.pinned)
  if (pinned.length === 0) return null
  return (
    <>
      <h2 className="nav-label">{t("pinned")}</h2>
      {pinned.map((view) => (
        <Pinned key={view.id} view={view} />
      ))}
    </>
  )
}

function Pinned({ view }: { view: View }) {
  const format = useFormat()
  const { filter, q, sort } = view
  const { key, list } = PLACES[view.object]
  const count = useQuery({
    queryKey: [key, { count: [filter ?? "", q ?? ""] }],
    queryFn: ({ signal }): Promise<Page<unknown>> => list({ filter, q, limit: 1 }, signal),
    staleTime: 60_000,
    retry: false,
  }).data
  const look = { className: "nav-item is-pinned", activeOptions: { exact: true }, title: view.name }
  const body = (
    <>
      <Icon name="bookmark" />
      <span className="cut">{view.name}</span>
      {count && (
        <span className="nav-count">
          {format.number(count.total)}
          {count.total_at_least && "+"}
        </span>
      )}
    </>
  )
  if (view.object === "deal") {
    return (
      <Link to={PLACES.deal.to} search={searchOfView(view)} {...look}>
        {body}
      </Link>
    )
  }
  if (view.object === "lead") {
    return (
      <Link to={PLACES.lead.to} search={searchOfLeadView(view)} {...look}>
        {body}
      </Link>
    )
  }
  if (view.object === "activity") {
    return (
      <Link to={PLACES.activity.to} search={searchOfActivityView(view)} {...look}>
        {body}
      </Link>
    )
  }
  const search = { filter, q, sort, ...columnsOfView(view), view: view.id, ...bodyLayout(view) }
  return (
    <Link to={PLACES[view.object].to} search={search} {...look}>
      {body}
    </Link>
  )
}

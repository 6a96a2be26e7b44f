// Disputes: those that wait for a decision, those decided, all. Each line says who against whom, and how it stands.

import "../leads.css"
import "./disputes.css"
import { api } from "@api/client"
import type { Dispute } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { LeadTabs } from "../LeadTabs"
import { leadsPhrases } from "../phrases"
import { DISPUTES } from "../queries"
import { DisputeStateTag } from "./DisputeStateTag"
import { disputePhrases } from "./phrases"

const route = getRouteApi("/frame/disputes")
const STATES = ["open", "decided", "all"] as const

export function DisputesPage() {
  const t = usePhrases(disputePhrases)
  const leads = usePhrases(leadsPhrases)
  const may = useCan("person.see")
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const state = STATES.find((one) => one === search.state) ?? "open"
  const list = useInfiniteQuery({
    queryKey: [...DISPUTES, state],
    queryFn: ({ pageParam }) => api.disputes.list({ state, limit: 50, cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled: may,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  if (!may) return <Forbidden permission="person.see" />
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {total !== undefined && <span className="small quiet">{t("count", { n: total })}</span>}
      </PageHead>
      <div className="bar lead-bar">
        <LeadTabs />
        <fieldset className="row quick-chips dispute-states" aria-label={t("states")}>
          {STATES.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === state}
              onClick={() => void navigate({ search: { state: one === "open" ? undefined : one }, replace: true })}
            >
              {t(one)}
            </button>
          ))}
        </fieldset>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="dispute-list scroll" tabIndex={0}>
        {list.isPending ? (
          <SkeletonRows rows={6} height={72} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <Empty title={t(state === "open" ? "emptyOpen" : "emptyAll")} text={t("emptyOpenText")} drawing="paper">
            <Link to="/leads" search={{ place: "all" }} className="button">
              {leads("title")}
            </Link>
          </Empty>
        ) : (
          <ul>
            {rows.map((dispute) => (
              <Line key={dispute.id} of={dispute} />
            ))}
          </ul>
        )}
        {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>…</Button>}
      </div>
    </div>
  )
}

function Line({ of }: { of: Dispute }) {
  const t = usePhrases(disputePhrases)
  const format = useFormat()
  const { claimant, holder } = of
  const first = of.words[0]?.text
  const side = (who: Dispute["claimant"]["who"]) => (
    <span className="row dispute-who">
      <Avatar id={who.id} initial={who.initial ?? who.name.slice(0, 1)} size={20} />
      {who.name}
    </span>
  )
  return (
    <li>
      <Link to="/disputes/$id" params={{ id: of.id }} className="dispute-line">
        <span className="stack grow">
          <span className="row dispute-about">
            <span className="strong cut">{of.lead.name}</span>
            <DisputeStateTag of={of} />
          </span>
          {first && <span className="small quiet cut">{first}</span>}
        </span>
        <span className="row dispute-sides">
          {side(claimant.who)}
          <span className="small quiet">{t("versus")}</span>
          {side(holder.who)}
        </span>
        <span className="small quiet nowrap dispute-when">
          {of.decided_at
            ? t("decidedAgo", { ago: format.ago(of.decided_at) })
            : t("openedAgo", { ago: format.ago(of.opened_at) })}
        </span>
      </Link>
    </li>
  )
}

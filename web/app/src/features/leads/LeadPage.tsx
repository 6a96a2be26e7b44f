// A lead as a page: who and what they want, by what they came, how it went from hand to hand; its values beside it.

import "../../kit/portrait/portrait.css"
import "./leads.css"
import "./lead.css"
import type { Lead } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { aboutLead } from "../../kit/activities/about"
import { TodoSection } from "../../kit/activities/TodoSection"
import { useOpened } from "../../kit/device/recent"
import { ListSteps } from "../../kit/ListSteps"
import { leadQuery, leadsQuery, splitPlace } from "../../kit/leads"
import { PageHead } from "../../kit/PageHead"
import { useLeadFields } from "../../kit/useLeadFields"
import { LeadActs } from "./LeadActs"
import { LeadFacts } from "./LeadFacts"
import { LeadHead } from "./LeadHead"
import { LeadHistory } from "./LeadHistory"
import { LeadMoves } from "./LeadMoves"
import { LeadTouches } from "./LeadTouches"
import { LeadWork } from "./LeadWork"
import { leadPhrases } from "./leadPhrases"
import { leadsPhrases } from "./phrases"
import { useLeadActions } from "./useLeadActions"

const route = getRouteApi("/frame/leads/$id")

export function LeadPage() {
  const t = usePhrases(leadPhrases)
  const inList = usePhrases(leadsPhrases)
  const { id } = route.useParams()
  const { filter, q, sort, act } = route.useSearch()
  const navigate = route.useNavigate()
  const lead = useQuery(leadQuery(id))
  const row = lead.data?.row
  useOpened("lead", id, row?.name, [row?.number, row?.company].filter(Boolean).join(" · "), lead.error)
  return (
    <div className="pane">
      <PageHead title={row?.name ?? t("lead")}>
        <nav className="crumbs">
          <Link to="/leads" search={filter === undefined ? {} : { ...splitPlace(filter), q, sort }}>
            {inList("title")}
          </Link>
          <Icon name="right" size={14} />
          <span className="strong cut">{row?.number}</span>
        </nav>
        <ListSteps
          options={leadsQuery({ filter, q, sort })}
          wanted={Boolean(filter || q)}
          idOf={(one) => one.id}
          id={id}
          onStep={(one) => void navigate({ params: { id: one.id }, search: { filter, q, sort } })}
        />
      </PageHead>
      {lead.isPending ? (
        <SkeletonRows rows={8} />
      ) : lead.isError ? (
        <Failed error={lead.error} retry={() => void lead.refetch()} />
      ) : (
        <Loaded key={id} lead={lead.data} disputes={act === "dispute"} />
      )}
    </div>
  )
}

function Loaded({ lead, disputes }: { lead: Lead; disputes: boolean }) {
  const t = usePhrases(leadPhrases)
  const format = useFormat()
  const fields = useLeadFields()
  const actions = useLeadActions(lead.row.id)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="lead-page scroll" tabIndex={0}>
      <div className="lead-main">
        <p className="row small quiet">
          <span>{lead.row.number}</span>
          <span>{t("since", { date: format.date(lead.row.created_at) })}</span>
        </p>
        <LeadHead lead={lead} fields={fields} actions={actions}>
          <LeadActs lead={lead} actions={actions} from="page" asked={disputes ? "dispute" : undefined} />
        </LeadHead>
        <TodoSection record={lead.row.id} about={aboutLead(lead)} className="lead-part" />
        <LeadTouches lead={lead} />
        <LeadMoves lead={lead} />
        <LeadWork lead={lead} />
        <LeadHistory lead={lead} actions={actions} />
      </div>
      <div className="lead-aside">
        <LeadFacts lead={lead} fields={fields} actions={actions} />
      </div>
    </div>
  )
}

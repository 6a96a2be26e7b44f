// A lead beside the list or whatever is on screen. The list stays; up and down walk along it.

import "../../kit/sidePanel.css"
import "../../kit/portrait/portrait.css"
import "./leads.css"
import "./lead.css"
import { useQuery } from "@tanstack/react-query"
import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { aboutLead } from "../../kit/activities/about"
import { TodoSection } from "../../kit/activities/TodoSection"
import { ListSteps } from "../../kit/ListSteps"
import { leadQuery, leadsQuery, withinPlace } from "../../kit/leads"
import { useLeadFields } from "../../kit/useLeadFields"
import { LeadActs } from "./LeadActs"
import { LeadFacts } from "./LeadFacts"
import { LeadHead } from "./LeadHead"
import { LeadHistory } from "./LeadHistory"
import { LeadMoves } from "./LeadMoves"
import { LeadTouches } from "./LeadTouches"
import { LeadWork } from "./LeadWork"
import { leadPhrases } from "./leadPhrases"
import { useLeadActions } from "./useLeadActions"

export function LeadPanel({ id }: { id: string }) {
  const t = usePhrases(leadPhrases)
  const navigate = useNavigate()
  const lead = useQuery(leadQuery(id))
  const fields = useLeadFields()
  const actions = useLeadActions(id)
  const open = (panel: string | undefined) =>
    void navigate({ to: ".", search: (now) => ({ ...now, panel }), replace: true })
  useKeys({ Escape: () => open(undefined) })
  const { pathname } = useLocation()
  const { place, pool, filter, q, sort } = useSearch({ strict: false })
  const list = { filter: withinPlace({ place, pool, filter }), q, sort }
  const onList = pathname === "/leads"
  return (
    <aside className="side-panel lead-panel" aria-label={lead.data?.row.name ?? t("lead")}>
      <div className="lead-side-bar row">
        <Icon name="sprout" />
        <span className="quiet">{t("lead")}</span>
        <span className="small quiet">{lead.data?.row.number}</span>
        <span className="end" />
        {onList && (
          <ListSteps
            options={leadsQuery(list)}
            wanted={false}
            idOf={(row) => row.id}
            id={id}
            onStep={(row) => open(row.id)}
          />
        )}
        <Link
          to="/leads/$id"
          params={{ id }}
          search={onList ? list : {}}
          className="icon-button"
          aria-label={t("fullPage")}
          title={t("fullPage")}
        >
          <Icon name="out" />
        </Link>
        <IconButton icon="close" label={t("close")} onClick={() => open(undefined)} />
      </div>
      {lead.isPending ? (
        <SkeletonRows rows={8} />
      ) : lead.isError ? (
        <Failed error={lead.error} retry={() => void lead.refetch()} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="side-body scroll" tabIndex={0}>
          <LeadHead lead={lead.data} fields={fields} actions={actions}>
            <LeadActs lead={lead.data} actions={actions} from="panel" />
          </LeadHead>
          <LeadFacts lead={lead.data} fields={fields} actions={actions} />
          <TodoSection record={id} about={aboutLead(lead.data)} className="lead-part" />
          <LeadTouches lead={lead.data} />
          <LeadMoves lead={lead.data} />
          <LeadWork lead={lead.data} />
          <LeadHistory lead={lead.data} actions={actions} />
        </div>
      )}
    </aside>
  )
}

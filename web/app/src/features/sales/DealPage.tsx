// A deal as a page: where it stands and what is sold; beside it with whom, by when, what was changed.

import "../../kit/portrait/portrait.css"
import "./sales.css"
import "./deal.css"
import type { Deal } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { aboutDeal } from "../../kit/activities/about"
import { TodoSection } from "../../kit/activities/TodoSection"
import { dealQuery, dealsQuery, splitPipeline } from "../../kit/deals"
import { useOpened } from "../../kit/device/recent"
import { ListSteps } from "../../kit/ListSteps"
import { PageHead } from "../../kit/PageHead"
import { objectsQuery } from "../../kit/queries"
import { DealFacts } from "./DealFacts"
import { DealHead } from "./DealHead"
import { DealHistory } from "./DealHistory"
import { DealLines } from "./DealLines"
import { DealMenu } from "./DealMenu"
import { DealPeople } from "./DealPeople"
import { DealQuotes } from "./DealQuotes"
import { dealPhrases } from "./dealPhrases"
import { salesPhrases } from "./phrases"
import { useDealActions } from "./useDealActions"
import { useMoves } from "./useMoves"

const route = getRouteApi("/frame/sales/$id")

export function DealPage() {
  const t = usePhrases(dealPhrases)
  const sales = usePhrases(salesPhrases)
  const { id } = route.useParams()
  const { filter, q, sort } = route.useSearch()
  const navigate = route.useNavigate()
  const deal = useQuery(dealQuery(id))
  const row = deal.data?.row
  useOpened("deal", id, row?.name, [row?.number, row?.person?.name].filter(Boolean).join(" · "), deal.error)
  return (
    <div className="pane">
      <PageHead title={row?.name ?? t("deal")}>
        <nav className="crumbs">
          <Link to="/sales" search={{ ...splitPipeline(filter), q, sort }}>
            {row?.pipeline.name ?? sales("title")}
          </Link>
          <Icon name="right" size={14} />
          <span className="strong cut">{row?.number}</span>
        </nav>
        <ListSteps
          options={dealsQuery({ filter, q, sort })}
          wanted={Boolean(filter || q)}
          idOf={(one) => one.id}
          id={id}
          onStep={(one) => void navigate({ params: { id: one.id }, search: { filter, q, sort } })}
        />
      </PageHead>
      {deal.isPending ? (
        <SkeletonRows rows={8} />
      ) : deal.isError ? (
        <Failed error={deal.error} retry={() => void deal.refetch()} />
      ) : (
        <Loaded key={id} deal={deal.data} />
      )}
    </div>
  )
}

function Loaded({ deal }: { deal: Deal }) {
  const t = usePhrases(dealPhrases)
  const format = useFormat()
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "deal")?.fields ?? []
  const actions = useDealActions(deal.row.id)
  const moves = useMoves()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="deal-page scroll" tabIndex={0}>
      <div className="deal-main">
        <div className="row small quiet">
          <span>{deal.row.number}</span>
          <span>{t("since", { date: format.date(deal.row.created_at) })}</span>
          <span className="end" />
          <DealMenu deal={deal} actions={actions} from="page" />
        </div>
        <DealHead deal={deal} fields={fields} actions={actions} moves={moves} />
        <TodoSection record={deal.row.id} about={aboutDeal(deal)} className="deal-part" />
        <DealLines deal={deal} actions={actions} />
        <DealQuotes deal={deal} />
        <DealHistory deal={deal} actions={actions} />
      </div>
      <div className="deal-aside">
        <DealFacts deal={deal} fields={fields} actions={actions} />
        <DealPeople deal={deal} actions={actions} />
      </div>
      {moves.dialog}
    </div>
  )
}

// A deal beside the board or whatever is on screen. The board stays; up and down walk along its column.

import "../../kit/sidePanel.css"
import "../../kit/portrait/portrait.css"
import "./sales.css"
import "./deal.css"
import type { DealBoard } from "@api/contract"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { aboutDeal } from "../../kit/activities/about"
import { TodoSection } from "../../kit/activities/TodoSection"
import { dealQuery, dealsQuery, inPipeline, pipelinesQuery } from "../../kit/deals"
import { ListSteps } from "../../kit/ListSteps"
import { objectsQuery } from "../../kit/queries"
import { DealFacts } from "./DealFacts"
import { DealHead } from "./DealHead"
import { DealHistory } from "./DealHistory"
import { DealLines } from "./DealLines"
import { DealMenu } from "./DealMenu"
import { DealPeople } from "./DealPeople"
import { DealQuotes } from "./DealQuotes"
import { dealPhrases } from "./dealPhrases"
import { BOARD } from "./queries"
import { useDealActions } from "./useDealActions"
import { useMoves } from "./useMoves"

export function DealPanel({ id }: { id: string }) {
  const t = usePhrases(dealPhrases)
  const navigate = useNavigate()
  const deal = useQuery(dealQuery(id))
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "deal")?.fields ?? []
  const actions = useDealActions(id)
  const moves = useMoves()
  const open = (panel: string | undefined) =>
    void navigate({ to: ".", search: (now) => ({ ...now, panel }), replace: true })
  useKeys({ Escape: () => open(undefined) })
  const { pathname } = useLocation()
  const { show, pipeline, filter, q, sort } = useSearch({ strict: false })
  const first = useQuery({ ...pipelinesQuery, enabled: pathname === "/sales" }).data?.[0]?.id
  const list = { filter: inPipeline(pipeline ?? first, filter), q, sort }
  return (
    <aside className="side-panel deal-panel" aria-label={deal.data?.row.name ?? t("deal")}>
      <div className="deal-bar row">
        <Icon name="deal" />
        <span className="quiet">{t("deal")}</span>
        <span className="small quiet">{deal.data?.row.number}</span>
        <span className="end" />
        {pathname === "/sales" &&
          (show === "list" ? (
            <ListSteps
              options={dealsQuery(list)}
              wanted={false}
              idOf={(row) => row.id}
              id={id}
              onStep={(row) => open(row.id)}
            />
          ) : (
            <BoardSteps id={id} onStep={open} />
          ))}
        {deal.data && <DealMenu deal={deal.data} actions={actions} from="panel" />}
        <Link
          to="/sales/$id"
          params={{ id }}
          search={pathname === "/sales" ? list : {}}
          className="icon-button"
          aria-label={t("fullPage")}
          title={t("fullPage")}
        >
          <Icon name="out" />
        </Link>
        <IconButton icon="close" label={t("close")} onClick={() => open(undefined)} />
      </div>
      {deal.isPending ? (
        <SkeletonRows rows={8} />
      ) : deal.isError ? (
        <Failed error={deal.error} retry={() => void deal.refetch()} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="side-body scroll" tabIndex={0}>
          <DealHead deal={deal.data} fields={fields} actions={actions} moves={moves} />
          <DealFacts deal={deal.data} fields={fields} actions={actions} />
          <TodoSection record={id} about={aboutDeal(deal.data)} className="deal-part" />
          <DealPeople deal={deal.data} actions={actions} />
          <DealLines deal={deal.data} actions={actions} />
          <DealQuotes deal={deal.data} />
          <DealHistory deal={deal.data} actions={actions} />
        </div>
      )}
      {moves.dialog}
    </aside>
  )
}

/** To the card above or below, as the board shows them. */
function BoardSteps({ id, onStep }: { id: string; onStep: (id: string) => void }) {
  const t = usePhrases(dealPhrases)
  const cache = useQueryClient()
  const boards = cache.getQueriesData<DealBoard>({ queryKey: BOARD, type: "active" })
  const column = boards
    .flatMap(([, board]) => board?.columns ?? [])
    .find(({ rows }) => rows.some((row) => row.id === id))
  const rows = column?.rows ?? []
  const at = rows.findIndex((row) => row.id === id)
  const step = (to: number) => {
    const row = rows[to]
    if (row) onStep(row.id)
  }
  useKeys({ "[": () => step(at - 1), "]": () => step(at + 1) }, at >= 0)
  if (at < 0) return null
  return (
    <>
      <IconButton icon="up" small label={t("previous")} disabled={at === 0} onClick={() => step(at - 1)} />
      <IconButton icon="down" small label={t("next")} disabled={at === rows.length - 1} onClick={() => step(at + 1)} />
    </>
  )
}

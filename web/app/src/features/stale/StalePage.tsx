// What has gone stale or silent: deals, leads, customers; whose. In: the URL (of, whose). Out: something planned about
// a row, the record beside the list, and from when on a thing is stale.

import "../../kit/grid.css"
import "./stale.css"
import type { StaleOf, StaleRow } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link, useRouter } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useState } from "react"
import { GridSkeleton } from "../../kit/GridSkeleton"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { HOME } from "../../kit/whose/queries"
import { useWhose } from "../../kit/whose/useWhose"
import { WhoseSwitch } from "../../kit/whose/WhoseSwitch"
import { stalePhrases } from "./phrases"
import { STALE, STALE_OF } from "./queries"
import { aboutOf, pageOf } from "./record"
import { StaleList } from "./StaleList"

const PlanDialog = lazy(async () => ({ default: (await import("../../kit/activities/PlanDialog")).PlanDialog }))
const RulesDialog = lazy(async () => ({ default: (await import("./RulesDialog")).RulesDialog }))
const route = getRouteApi("/frame/stale")
const ICONS: Record<StaleOf, IconName> = { deals: "deal", leads: "sprout", people: "person" }

export function StalePage() {
  const t = usePhrases(stalePhrases)
  const format = useFormat()
  const may = useCan("person.see")
  const search = route.useSearch()
  const { panel } = getRouteApi("/frame").useSearch()
  const navigate = route.useNavigate()
  const router = useRouter()
  const cache = useQueryClient()
  const { whose, offered, today } = useWhose(search.whose)
  const [planned, setPlanned] = useState<StaleRow | null>(null)
  const [rules, setRules] = useState(false)
  const of = STALE_OF.find((one) => one === search.of) ?? "deals"
  const onPlan = useCallback((row: StaleRow) => startTransition(() => setPlanned(row)), [])
  const onOpen = useCallback(
    (row: StaleRow) => void navigate({ search: (now) => ({ ...now, panel: row.id }), replace: true }),
    [navigate],
  )
  const onFull = useCallback((row: StaleRow) => router.history.push(`${pageOf(row)}/${row.id}`), [router])
  const readAnew = () => {
    for (const queryKey of [STALE, HOME]) void cache.invalidateQueries({ queryKey })
  }
  if (!may) return <Forbidden permission="person.see" />
  const countOf = (one: StaleOf) => today.data?.stale.find((figure) => figure.of === one)
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar stale-bar">
        <nav className="row" aria-label={t("tabs")}>
          {STALE_OF.map((one) => {
            const figure = countOf(one)
            return (
              <Link
                key={one}
                to="/stale"
                search={{ of: one === "deals" ? undefined : one, whose: search.whose }}
                className={one === of ? "chip is-on" : "chip"}
                aria-current={one === of ? "page" : undefined}
              >
                <Icon name={ICONS[one]} size={14} />
                {t(`of.${one}`)}
                {figure && (
                  <small>
                    {format.number(figure.count)}
                    {figure.more && "+"}
                  </small>
                )}
              </Link>
            )
          })}
        </nav>
        <span className="row end stale-whose">
          <button type="button" className="why" onClick={() => startTransition(() => setRules(true))}>
            {t("rules")}
          </button>
          {whose && (
            <WhoseSwitch
              now={whose}
              offered={offered}
              onPick={(picked) => void navigate({ search: (now) => ({ ...now, whose: picked }), replace: true })}
            />
          )}
        </span>
      </div>
      {whose === undefined && today.isError ? (
        <Failed error={today.error} retry={() => void today.refetch()} />
      ) : whose === undefined ? (
        <GridSkeleton />
      ) : (
        <StaleList key={of} of={of} whose={whose} openId={panel} onOpen={onOpen} onFull={onFull} onPlan={onPlan} />
      )}
      <Suspense>
        {planned && (
          <PlanDialog
            prefill={{ kind: "call", about: aboutOf(planned) }}
            onDone={readAnew}
            onClose={() => setPlanned(null)}
          />
        )}
        {rules && <RulesDialog onSaved={readAnew} onClose={() => setRules(false)} />}
      </Suspense>
    </div>
  )
}

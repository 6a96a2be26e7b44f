// Selling: one filter of one pipeline, looked at as a board, a list or a forecast.
// In: the URL. Out: one answer for the whole board, pages of rows, the figures of a period.

import "../../kit/grid.css"
import "./sales.css"
import type { Stage, View } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, Skeleton } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useMemo, useState } from "react"
import { ALL_PIPELINES, bodyOfSearch, inPipeline, pipelinesQuery, searchOfView, splitPipeline } from "../../kit/deals"
import { GridSkeleton } from "../../kit/GridSkeleton"
import { FilterBar } from "../../kit/list/FilterBar"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { ListTools } from "../../kit/list/ListTools"
import { listPhrases } from "../../kit/list/phrases"
import { useListFilter } from "../../kit/list/useListFilter"
import { Views } from "../../kit/list/Views"
import { PageHead } from "../../kit/PageHead"
import { objectsQuery } from "../../kit/queries"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { useColumns } from "../../kit/useColumns"
import { useFirstView } from "../../kit/useFirstView"
import { usePhone } from "../../kit/usePhone"
import { useSoldNews } from "../../kit/useSoldNews"
import { SHOWN_FIRST, useDealColumns } from "./columns"
import { DealBoard } from "./DealBoard"
import { ForecastBar } from "./ForecastBar"
import { PeriodPicker, PipelinePicker } from "./Pickers"
import { readPeriod, thisQuarter } from "./periods"
import { salesPhrases } from "./phrases"
import { boardQuery, forecastQuery } from "./queries"

const CreateDeal = lazy(async () => ({ default: (await import("./CreateDeal")).CreateDeal }))
const DealList = lazy(async () => ({ default: (await import("./DealList")).DealList }))
const Forecast = lazy(async () => ({ default: (await import("./Forecast")).Forecast }))
const route = getRouteApi("/frame/sales")

const LOOKS: { show: "list" | "forecast" | undefined; icon: IconName; label: "board" | "list" | "forecast" }[] = [
  { show: undefined, icon: "deal", label: "board" },
  { show: "list", icon: "list", label: "list" },
  { show: "forecast", icon: "trend", label: "forecast" },
]

/** What is read anew when a colleague did something about a deal. */
const NEWS = [["deals"], ["deal"]]

export function SalesPage() {
  useSoldNews("deal", NEWS)
  const t = usePhrases(salesPhrases)
  const inList = usePhrases(listPhrases)
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const phone = usePhone()
  const [may, mayEdit, maySetUp] = [useCan("person.see"), useCan("person.edit"), useCan("users")]
  const { show, filter, q, sort } = search
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const written = useListFilter("deal", filter ?? "")
  const openView = (view: View | null) => {
    const next = searchOfView(view)
    written.show(next.filter ?? "")
    change({ ...next, ...(!view && { show, pipeline: search.pipeline }) })
  }
  const waits = useFirstView("deal", search, openView)

  const pipelines = useQuery({ ...pipelinesQuery, enabled: may })
  const all = show !== undefined && search.pipeline === ALL_PIPELINES
  const pipeline = all ? undefined : (pipelines.data?.find((one) => one.id === search.pipeline) ?? pipelines.data?.[0])
  const period = readPeriod(search.period) && search.period ? search.period : thisQuarter(format.today())
  const ready = may && !waits && (all || pipeline !== undefined)
  const board = useQuery({
    ...boardQuery({ pipeline: pipeline?.id, filter, q, sort }),
    enabled: ready && show === undefined,
    placeholderData: keepPreviousData,
  })
  const forecast = useQuery({
    ...forecastQuery({ pipeline: pipeline?.id, filter, q, period }),
    enabled: ready && show !== "list",
    placeholderData: keepPreviousData,
  })
  const objects = useQuery(objectsQuery).data
  const fields = useMemo(() => objects?.find((object) => object.object === "deal")?.fields ?? [], [objects])
  const [named, others] = useDealColumns(fields, mayEdit)
  const known = others.map((column) => column.key)
  const columns = useColumns({
    list: "deals",
    known,
    first: SHOWN_FIRST,
    asked: search,
    onAsked: change,
  })
  const [creating, setCreating] = useState<{ stage?: string } | null>(null)
  const openCreate = (stage?: Stage) => startTransition(() => setCreating({ stage: stage?.id }))

  /** Shows the deals behind a figure. */
  const openFigure = (text: string) => {
    const { pipeline: of, filter: rest } = splitPipeline(text)
    written.show(rest ?? "")
    change({ show: "list", pipeline: of ?? (all ? ALL_PIPELINES : search.pipeline), filter: rest })
  }
  const narrowed = Boolean(filter || q)
  if (!may) return <Forbidden permission="person.see" />
  const head = (
    <PageHead title={t("title")}>
      <nav className="crumbs">
        <span className="not-phone">{t("sales")}</span>
        <span className="not-phone">
          <Icon name="right" size={14} />
        </span>
        <h1 className="strong cut">{pipeline?.name ?? t("title")}</h1>
      </nav>
      {mayEdit && pipeline && (
        <Button look="primary" small icon="plus" className="end" onClick={() => openCreate()}>
          {t("create")}
        </Button>
      )}
    </PageHead>
  )
  if (pipelines.data?.length === 0) {
    return (
      <div className="pane">
        {head}
        <Empty title={t("noPipeline")} text={t("noPipelineText")} drawing="road">
          {maySetUp && (
            <Link to="/settings/pipelines" className="button is-primary">
              {t("setUp")}
            </Link>
          )}
        </Empty>
      </div>
    )
  }
  return (
    <div className="pane">
      {head}
      <div className="bar sales-bar">
        <fieldset className="looks" aria-label={t("looks")}>
          {LOOKS.map((look) => (
            <button
              key={look.label}
              type="button"
              aria-pressed={look.show === show}
              onClick={() => change({ show: look.show })}
            >
              <Icon name={look.icon} size={14} />
              {t(look.label)}
            </button>
          ))}
        </fieldset>
        {pipelines.data && (
          <PipelinePicker
            pipelines={pipelines.data}
            now={all ? ALL_PIPELINES : (pipeline?.id ?? "")}
            all={show !== undefined}
            onPick={(picked) => change({ pipeline: picked, stage: undefined })}
          />
        )}
        {show !== "list" && <PeriodPicker now={period} onPick={(picked) => change({ period: picked })} />}
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="deal"
          now={{ ...bodyOfSearch(search), ...(show === "list" && columns.body) }}
          openId={search.view}
          onOpen={openView}
        />
        <span className="end not-phone" />
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        {show === "list" && (
          <ListTools
            columns={columns}
            known={known}
            fields={fields}
            sorts={[named, ...others]}
            sort={sort}
            onSort={(next) => change({ sort: next })}
          />
        )}
      </div>
      {written.open && (
        <FilterBar
          object="deal"
          filter={filter ?? ""}
          fields={fields}
          check={written.check}
          draft={written.draft}
          onDraft={written.onDraft}
          onApply={(text) => {
            written.onDraft(text)
            change({ filter: text === "" ? undefined : text })
          }}
        />
      )}
      {pipelines.isError ? (
        <Failed error={pipelines.error} retry={() => void pipelines.refetch()} />
      ) : show === "list" ? (
        <Suspense fallback={<GridSkeleton />}>
          <DealList
            filter={inPipeline(all ? ALL_PIPELINES : pipeline?.id, filter)}
            narrowed={narrowed}
            q={q}
            sort={sort}
            fields={fields}
            columns={columns}
            openId={search.panel}
            phone={phone}
            waits={!ready}
            onSort={(next) => change({ sort: next })}
            onOpen={(id) => change({ panel: id })}
            onFull={(id) => void navigate({ to: "/sales/$id", params: { id }, search: {} })}
            onShowAll={() => change({ filter: undefined, q: undefined })}
            onDropFilter={() => change({ filter: undefined })}
          />
        </Suspense>
      ) : show === "forecast" ? (
        <ListAnswer asked={[forecast]} empty={false} onDropFilter={() => change({ filter: undefined })}>
          {forecast.data && (
            <Suspense fallback={<GridSkeleton />}>
              <Forecast of={forecast.data} onOpen={openFigure} />
            </Suspense>
          )}
        </ListAnswer>
      ) : (
        <>
          {forecast.data ? (
            <ForecastBar of={forecast.data} onOpen={openFigure} />
          ) : (
            forecast.isPending && (
              <div className="forecast-bar">
                <Skeleton height={60} />
              </div>
            )
          )}
          {board.isPending ? (
            <BoardSkeleton />
          ) : (
            <ListAnswer asked={[board]} empty={false} onDropFilter={() => change({ filter: undefined })}>
              {board.data && (
                <DealBoard
                  key={board.data.pipeline.id}
                  board={board.data}
                  q={q}
                  sort={sort}
                  openId={search.panel}
                  phone={phone}
                  stage={search.stage}
                  onStage={(stage) => change({ stage })}
                  onCreate={mayEdit ? openCreate : undefined}
                />
              )}
            </ListAnswer>
          )}
        </>
      )}
      <Suspense>
        {creating && pipeline && (
          <CreateDeal pipeline={pipeline} stage={creating.stage} onClose={() => setCreating(null)} />
        )}
      </Suspense>
    </div>
  )
}

function BoardSkeleton() {
  return (
    <div className="deal-board" aria-hidden="true">
      {[4, 3, 3, 2].map((cards, column) => (
        <div key={column} className="deal-column">
          <div className="deal-head">
            <Skeleton width="60%" height={20} />
            <Skeleton height={20} />
          </div>
          <div className="deal-cards">
            {Array.from({ length: cards }, (_, card) => (
              <Skeleton key={card} height={84} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

// The list of all interactions; each opens its person. In: the URL. Out: pages of rows, and what staff note beside them.
// It must never change what happened.

import { api } from "@api/client"
import type { InteractionRow, View } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { lazy, Suspense, useCallback, useMemo, useRef } from "react"
import { useCellWrites } from "../../kit/cells/useCellWrites"
import { DataGrid, type GridHandle } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { GridSkeleton } from "../../kit/GridSkeleton"
import { FoldAll } from "../../kit/layout/FoldAll"
import { LayoutPicker } from "../../kit/layout/LayoutPicker"
import { addsUp, bodyLayout, layoutBody, layoutOf, layoutSearch } from "../../kit/layout/layout"
import { useGroups } from "../../kit/layout/useGroups"
import { FilterBar } from "../../kit/list/FilterBar"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { ListCount } from "../../kit/list/ListCount"
import { ListTools } from "../../kit/list/ListTools"
import { OwnBulkBar } from "../../kit/list/OwnBulkBar"
import { listPhrases } from "../../kit/list/phrases"
import { pickColumn } from "../../kit/list/pickColumn"
import { useListFilter } from "../../kit/list/useListFilter"
import { usePicks } from "../../kit/list/usePicks"
import { Views } from "../../kit/list/Views"
import { PageHead } from "../../kit/PageHead"
import { PrintList } from "../../kit/print/PrintList"
import { objectsQuery, usersQuery } from "../../kit/queries"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { columnsOfView, useColumns } from "../../kit/useColumns"
import { useFilterWords } from "../../kit/useFilterWords"
import { useFirstView } from "../../kit/useFirstView"
import { useListKeys } from "../../kit/useListKeys"
import { usePhone } from "../../kit/usePhone"
import { channelLabel, useWords } from "../../kit/words"
import { saidIn, useInteractionColumns } from "./columns"
import { interactionsQuery } from "./interactionsQuery"
import { interactionPhrases } from "./phrases"

const InteractionBoard = lazy(async () => ({ default: (await import("./InteractionBoard")).InteractionBoard }))
const InteractionCalendar = lazy(async () => ({ default: (await import("./InteractionCalendar")).InteractionCalendar }))
const route = getRouteApi("/frame/interactions")
/** What everybody sees first, beside the time. */
const SHOWN_FIRST = ["who", "kind", "channel", "title", "amount"]
/** What people say and do to us, for a press of the thumb. */
const KINDS = ["message", "call", "visit", "note", "review", "repair"] as const

const idOf = (row: InteractionRow) => row.id

export function InteractionsPage() {
  const t = usePhrases(interactionPhrases)
  const words = useWords()
  const phone = usePhone()
  const [mayEdit, mayExport] = [useCan("person.edit"), useCan("export")]
  const users = useQuery(usersQuery).data ?? []
  const search = route.useSearch()
  const { q, sort, filter, view: viewId } = search
  const inList = usePhrases(listPhrases)
  const objects = useQuery(objectsQuery).data
  const fields = useMemo(() => objects?.find((object) => object.object === "interaction")?.fields ?? [], [objects])
  const written = useListFilter("interaction", filter ?? "")
  const openView = (view: View | null) => {
    written.show(view?.filter ?? "")
    change({
      filter: view?.filter,
      q: view?.q,
      sort: view?.sort,
      ...columnsOfView(view),
      view: view?.id,
      ...bodyLayout(view ?? {}),
    })
  }
  useFirstView("interaction", search, openView)
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const list = useInfiniteQuery({ ...interactionsQuery({ filter, q, sort }), placeholderData: keepPreviousData })
  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const layout = layoutOf(search)
  const layoutField = fields.find((field) => field.key === layout?.field)
  const textOf = useFieldText()
  // Fields of one's own say themselves what their values are called.
  const labelOf = (value: string) => {
    if (layoutField?.custom) return textOf(layoutField, value)
    return layoutField?.key === "channel"
      ? channelLabel(words, value)
      : (words.maybe(`${layoutField?.key}.${value}`) ?? value)
  }
  const [timed, all] = useInteractionColumns(fields, mayEdit)
  const known = all.map((column) => column.key)
  const chosen = useColumns({
    list: "interactions",
    known,
    first: SHOWN_FIRST,
    asked: search,
    onAsked: change,
  })
  const groupedBy = layout?.kind === "groups" ? layoutField : undefined
  const groups = useGroups<InteractionRow>({
    field: groupedBy,
    filter: filter ?? "",
    q,
    queryKey: "interactions",
    sums: fields.filter((field) => chosen.keys.includes(field.key) && addsUp(field)).map((field) => field.key),
    labelOf,
    groups: api.interactions.groups,
    list: useCallback((part: string) => interactionsQuery({ filter: part, q, sort }), [q, sort]),
  })
  const rows = groupedBy ? groups.rows : listed
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const first = list.data?.pages[0]
  const nameOf = useFilterWords("interaction")
  const own = fields.filter((field) => field.custom)
  const picks = usePicks(rows)
  const grid = useRef<GridHandle>(null)
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onPick: (row) => own.length > 0 && picks.pick(row.id),
    onOpen: (row) => row.who && void navigate({ search: (now) => ({ ...now, panel: row.who?.id }), replace: true }),
    onFull: (row) => row.who && void navigate({ to: "/people/$id", params: { id: row.who.id }, search: {} }),
  })
  useKeys({ Escape: picks.clear }, picks.picked.size > 0 && !Reflect.has(search, "panel"))
  const write = useCellWrites<InteractionRow>({ object: "interaction", users, idOf, nameOf: saidIn })
  const shown = [
    timed,
    ...chosen.keys.flatMap((key) => all.find((column) => column.key === key) ?? []).map((c) => ({ ...c, loose: true })),
  ]
  const columns =
    own.length === 0
      ? shown
      : [
          pickColumn({
            rows,
            picked: picks.picked,
            onPick: picks.pick,
            onPickAll: picks.pickAll,
            nameOf: saidIn,
            t: inList,
          }),
          ...shown,
        ]
  const picker = (
    <LayoutPicker
      fields={fields}
      now={layout}
      kinds={["board", "calendar", "groups"]}
      onLayout={(next) => change(layoutSearch(next))}
    />
  )
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <ListCount page={first}>{(n) => t(first?.total_at_least ? "countAtLeast" : "count", { n })}</ListCount>
        {phone && picker}
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="interaction"
          now={{ filter, q, sort, ...chosen.body, ...layoutBody(search) }}
          openId={viewId}
          onOpen={openView}
        />
        {!phone && picker}
        {groupedBy && <FoldAll groups={groups} />}
        <div className="row quick-chips">
          <button type="button" className="chip" aria-pressed={!filter} onClick={() => change({ filter: undefined })}>
            {t("any")}
          </button>
          {KINDS.map((kind) => {
            const text = `kind = "${kind}"`
            return (
              <button
                key={kind}
                type="button"
                className="chip"
                aria-pressed={filter === text}
                onClick={() => {
                  written.onDraft(text)
                  change({ filter: text })
                }}
              >
                {words(`kind.${kind}`)}
              </button>
            )
          })}
        </div>
        <span className="end not-phone" />
        <PrintList
          title={t("title")}
          about={nameOf(filter, q) ?? filter}
          options={interactionsQuery({ filter, q, sort })}
          columns={shown}
          rowKey={idOf}
        />
        <ListTools
          columns={chosen}
          known={known}
          fields={fields}
          sorts={[timed, ...all]}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          exportPath={mayExport ? (format) => api.interactions.exportPath({ filter, q, sort }, format) : undefined}
          rows={layout === null || groupedBy !== undefined}
        />
      </div>
      {written.open && (
        <FilterBar
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
      {layout?.kind === "board" && layoutField ? (
        <Suspense fallback={<GridSkeleton />}>
          <InteractionBoard
            filter={filter ?? ""}
            q={q}
            sort={sort}
            field={layoutField}
            mayEdit={mayEdit}
            labelOf={labelOf}
          />
        </Suspense>
      ) : layout?.kind === "calendar" && layoutField ? (
        <Suspense fallback={<GridSkeleton />}>
          <InteractionCalendar
            field={layoutField}
            filter={filter ?? ""}
            q={q}
            look={search}
            phone={phone}
            mayEdit={mayEdit}
            write={write}
            onLook={change}
            onOpenDay={(day) => {
              written.show(day)
              change({ filter: day, ...layoutSearch(null) })
            }}
          />
        </Suspense>
      ) : (
        <ListAnswer
          asked={groupedBy ? [list, groups.query] : [list]}
          onDropFilter={() => change({ filter: undefined })}
          empty={
            listed.length === 0 && (
              <Empty
                title={t(q || filter ? "nothingTitle" : "emptyTitle")}
                text={t(q || filter ? "nothingText" : "emptyText")}
                drawing={q || filter ? "search" : "paper"}
              >
                {(q || filter) && (
                  <Button onClick={() => change({ q: undefined, filter: undefined })}>{t("showAll")}</Button>
                )}
              </Empty>
            )
          }
        >
          <DataGrid
            handle={grid}
            current={current}
            onCurrent={setCurrent}
            label={t("title")}
            rows={rows}
            lines={groupedBy && groups.lines}
            rowKey={idOf}
            write={write}
            columns={columns}
            picked={picks.picked}
            chosen={chosen}
            pinned={own.length === 0 ? 1 : 2}
            phone={phone}
            total={first?.total ?? rows.length}
            more={list.hasNextPage}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            onEnd={onEnd}
            card={(row) => <InteractionCard row={row} />}
          />
        </ListAnswer>
      )}
      {picks.rows.length > 0 && (
        <OwnBulkBar
          queryKey="interactions"
          count={picks.everybody ? (first?.total ?? 0) : picks.rows.length}
          who={picks.everybody ? { filter: filter ?? "", q: q ?? "" } : { ids: picks.rows.map(idOf) }}
          all={
            !picks.everybody &&
            first &&
            !first.total_at_least &&
            picks.rows.length === rows.length &&
            first.total > rows.length
              ? first.total
              : null
          }
          onAll={picks.pickEverybody}
          bulk={api.interactions.bulk}
          fields={own}
          users={users}
          mayEdit={mayEdit}
          onClear={picks.clear}
        />
      )}
    </div>
  )
}

/** An interaction on a phone; the whole card opens its person. */
function InteractionCard({ row }: { row: InteractionRow }) {
  const t = usePhrases(interactionPhrases)
  const words = useWords()
  const format = useFormat()
  const { who } = row
  const kind = words.maybe(`kind.${row.kind}`) ?? row.kind
  const body = (
    <>
      <span className="stack grow">
        <span className="row-card-name cut">{who?.name ?? t("hidden")}</span>
        <span className="small cut">{[kind, saidIn(row)].filter(Boolean).join(" · ")}</span>
      </span>
      <span className="row-card-end small">
        <span>{channelLabel(words, row.channel)}</span>
        <time title={format.moment(row.occurred_at)}>{format.shortDate(row.occurred_at)}</time>
      </span>
    </>
  )
  if (!who) return <span className="row-card">{body}</span>
  return (
    <Link to="/people/$id" params={{ id: who.id }} search={{}} className="row-card">
      {body}
    </Link>
  )
}

// The people list: find, filter, sort, choose columns, select, open beside.
// In: the URL. Out: pages of rows, read as the reader scrolls. It must never hold a state that a copied link would lose.

import "../../kit/grid.css"
import "./people.css"
import { api } from "@api/client"
import type { PersonRow, View } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Forbidden } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useMemo, useRef, useState } from "react"
import { useCellWrites } from "../../kit/cells/useCellWrites"
import type { GridHandle } from "../../kit/DataGrid"
import { isKept } from "../../kit/device/reading"
import { useFieldText } from "../../kit/fieldText"
import { GridSkeleton } from "../../kit/GridSkeleton"
import { FoldAll } from "../../kit/layout/FoldAll"
import { LayoutPicker } from "../../kit/layout/LayoutPicker"
import { addsUp, bodyLayout, layoutBody, layoutOf, layoutSearch, mapLook } from "../../kit/layout/layout"
import { useGroups } from "../../kit/layout/useGroups"
import { KeptNote } from "../../kit/list/KeptNote"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { ListCount } from "../../kit/list/ListCount"
import { ListTools } from "../../kit/list/ListTools"
import { listPhrases } from "../../kit/list/phrases"
import { useListFilter } from "../../kit/list/useListFilter"
import { usePicks } from "../../kit/list/usePicks"
import { Views } from "../../kit/list/Views"
import { PageHead } from "../../kit/PageHead"
import { peopleQuery } from "../../kit/peopleQuery"
import { objectsQuery, usersQuery } from "../../kit/queries"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { columnsOfView, useColumns } from "../../kit/useColumns"
import { useFirstView } from "../../kit/useFirstView"
import { useListKeys } from "../../kit/useListKeys"
import { usePage } from "../../kit/usePage"
import { usePhone } from "../../kit/usePhone"
import { BulkBar } from "./BulkBar"
import { COLUMNS, customColumn, SHOWN_FIRST } from "./columns"
import { PeopleGrid } from "./PeopleGrid"
import { peoplePhrases } from "./phrases"
import { useCellAside } from "./useCellAside"
import { useNews } from "./useNews"

// Paper comes after the screen.
const PeoplePrint = lazy(async () => ({ default: (await import("./PeoplePrint")).PeoplePrint }))

// It is much of a page that opens without a filter.
const FilterBar = lazy(async () => ({ default: (await import("../../kit/list/FilterBar")).FilterBar }))
const MergeDialog = lazy(async () => ({ default: (await import("./MergeDialog")).MergeDialog }))
const CreatePerson = lazy(async () => ({ default: (await import("./CreatePerson")).CreatePerson }))
const PeopleCalendar = lazy(async () => ({ default: (await import("./PeopleCalendar")).PeopleCalendar }))
const PeopleMap = lazy(async () => ({ default: (await import("./PeopleMap")).PeopleMap }))
const PeopleBoard = lazy(async () => ({ default: (await import("./PeopleBoard")).PeopleBoard }))
const SORTS: { key: string; sortable: boolean }[] = [{ key: "name", sortable: true }]
const route = getRouteApi("/frame/people")

export function PeoplePage() {
  const t = usePhrases(peoplePhrases)
  const inList = usePhrases(listPhrases)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const imports = usePage("/imports")
  const phone = usePhone()
  const [may, mayExport, mayMerge] = [useCan("person.see"), useCan("export"), useCan("person.merge")]
  const [mayEdit, mayDelete] = [useCan("person.edit"), useCan("delete")]
  const users = useQuery(usersQuery).data ?? []
  const { filter = "", sort } = search
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )

  const onSearch = useCallback((q: string | undefined) => change({ q }), [change])

  const objects = useQuery(objectsQuery).data
  const fields = useMemo(() => objects?.find((object) => object.object === "person")?.fields ?? [], [objects])

  const textOf = useFieldText()
  const written = useListFilter("person", filter)
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
  const waits = useFirstView("person", search, openView)
  const list = useInfiniteQuery({
    ...peopleQuery({ filter, q: search.q, sort }),
    enabled: may && !waits,
    placeholderData: keepPreviousData,
  })
  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const first = list.data?.pages[0]
  const kept = isKept(first)
  const layout = layoutOf(search)
  const layoutField = fields.find((field) => field.key === layout?.field)
  const allColumns = useMemo(
    () => [...COLUMNS, ...fields.filter((field) => field.custom).map((field) => customColumn(field, textOf))],
    [fields, textOf],
  )
  const known = allColumns.map((column) => column.key)
  const columns = useColumns({
    list: "people",
    known,
    first: SHOWN_FIRST,
    asked: search,
    onAsked: change,
  })
  const groupedBy = layout?.kind === "groups" ? layoutField : undefined
  const groups = useGroups<PersonRow>({
    field: groupedBy,
    filter,
    q: search.q,
    queryKey: "people",
    sums: fields.filter((field) => columns.keys.includes(field.key) && addsUp(field)).map((field) => field.key),
    groups: api.people.groups,
    list: useCallback((part: string) => peopleQuery({ filter: part, q: search.q, sort }), [search.q, sort]),
  })
  const rows = groupedBy ? groups.rows : listed

  const picks = usePicks(rows)
  const [dialog, setDialog] = useState<"merge" | "create" | null>(null)
  const write = useCellWrites<PersonRow>({
    object: "person",
    users,
    idOf: (row) => row.id,
    nameOf: (row) => row.name,
    aside: useCellAside(),
  })
  const grid = useRef<GridHandle>(null)
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onPick: (row) => picks.pick(row.id),
    onOpen: (row) => change({ panel: row.id }),
    onMove: (row) => search.panel && change({ panel: row.id }),
    onFull: (row) =>
      void navigate({
        to: "/people/$id",
        params: { id: row.id },
        search: { filter: search.filter, q: search.q, sort },
      }),
  })

  useKeys({ Escape: picks.clear }, picks.picked.size > 0 && !search.panel)

  const total = first?.total ?? 0
  const { news, refresh } = useNews({ grid, filter, q: search.q, total })
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const narrowed = filter !== "" || search.q !== undefined
  // On a phone it stands beside the title, where there is room.
  const picker = (
    <LayoutPicker
      fields={fields}
      now={layout}
      kinds={["board", "calendar", "map", "groups"]}
      onLayout={(next) => change(layoutSearch(next))}
    />
  )
  if (!may) return <Forbidden permission="person.see" />

  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <ListCount page={first}>{(n) => t(first?.total_at_least ? "countAtLeast" : "count", { n })}</ListCount>
        {phone && picker}
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={search.q ?? ""} label={t("search")} onSearch={onSearch} />
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="person"
          now={{ filter: search.filter, q: search.q, sort, ...columns.body, ...layoutBody(search) }}
          openId={search.view}
          onOpen={openView}
        />
        {!phone && picker}
        {groupedBy && <FoldAll groups={groups} />}
        <span className="end not-phone" />
        <Suspense>
          <PeoplePrint
            known={allColumns}
            columns={columns.keys}
            fields={fields}
            filter={filter}
            q={search.q}
            sort={sort}
          />
        </Suspense>
        <ListTools
          columns={columns}
          known={known}
          fields={fields}
          sorts={SORTS.concat(allColumns)}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          exportPath={mayExport ? (format) => api.people.exportPath({ filter, q: search.q, sort }, format) : undefined}
          rows={layout === null || groupedBy !== undefined}
        />
      </div>
      {kept && <KeptNote filtered={filter !== ""} sorted={sort !== undefined} />}
      {written.open && (
        <Suspense fallback={<div className="bar filter-bar" />}>
          <FilterBar
            filter={filter}
            fields={fields}
            check={written.check}
            draft={written.draft}
            idle={kept}
            onDraft={written.onDraft}
            onApply={(text) => {
              written.onDraft(text)
              change({ filter: text === "" ? undefined : text })
            }}
          />
        </Suspense>
      )}
      {layout?.kind === "board" && layoutField ? (
        <Suspense fallback={<GridSkeleton />}>
          <PeopleBoard filter={filter} q={search.q} sort={sort} field={layoutField} mayEdit={mayEdit} />
        </Suspense>
      ) : layout?.kind === "calendar" && layoutField ? (
        <Suspense fallback={<GridSkeleton />}>
          <PeopleCalendar
            field={layoutField}
            filter={filter}
            q={search.q}
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
      ) : layout?.kind === "map" ? (
        <Suspense fallback={<GridSkeleton />}>
          <PeopleMap
            filter={filter}
            q={search.q}
            look={mapLook(search.map)}
            at={search.at}
            phone={phone}
            onLook={change}
            onOpenFilter={(part) => {
              written.show(part)
              change({ filter: part, ...layoutSearch(null) })
            }}
          />
        </Suspense>
      ) : (
        <ListAnswer
          asked={groupedBy ? [list, groups.query] : [list]}
          onDropFilter={() => change({ filter: undefined })}
          empty={
            listed.length > 0 ? null : narrowed ? (
              <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
                <Button onClick={() => change({ filter: undefined, q: undefined })}>{inList("clearAll")}</Button>
              </Empty>
            ) : (
              <Empty title={t("emptyTitle")} text={t("emptyText")} drawing="people">
                {imports ? (
                  <Button look="primary" icon="upload" onClick={() => imports()}>
                    {t("emptyImport")}
                  </Button>
                ) : (
                  <Button look="primary" icon="plus" onClick={() => startTransition(() => setDialog("create"))}>
                    {t("emptyAction")}
                  </Button>
                )}
              </Empty>
            )
          }
        >
          <PeopleGrid
            handle={grid}
            rows={rows}
            lines={groupedBy && groups.lines}
            more={list.hasNextPage}
            total={total}
            known={allColumns}
            chosen={columns}
            fields={fields}
            mayEdit={mayEdit}
            write={write}
            sort={sort}
            phone={phone}
            current={current}
            openId={search.panel}
            picked={picks.picked}
            onSort={(next) => change({ sort: next })}
            onPick={picks.pick}
            onPickAll={picks.pickAll}
            onCurrent={setCurrent}
            onEnd={onEnd}
          />
        </ListAnswer>
      )}
      {news !== null && (
        <button type="button" className="fresh-list" onClick={refresh}>
          <Icon name="arrowUp" size={14} />
          {news > 0 ? t("freshCount", { n: news }) : t("fresh")}
        </button>
      )}
      {picks.rows.length > 0 && (
        <BulkBar
          count={picks.everybody ? total : picks.rows.length}
          who={picks.everybody ? { filter, q: search.q ?? "" } : { ids: picks.rows.map((row) => row.id) }}
          all={
            !picks.everybody &&
            first &&
            !first.total_at_least &&
            picks.rows.length === rows.length &&
            total > rows.length
              ? total
              : null
          }
          onAll={picks.pickEverybody}
          users={users}
          fields={fields}
          mayEdit={mayEdit}
          mayMerge={mayMerge}
          mayDelete={mayDelete}
          onMerge={() => startTransition(() => setDialog("merge"))}
          onClear={picks.clear}
        />
      )}
      <Suspense>
        {dialog === "merge" && (
          <MergeDialog
            ids={picks.rows.map((row) => row.id)}
            onClose={() => setDialog(null)}
            onMerged={() => {
              picks.clear()
              setDialog(null)
            }}
          />
        )}
        {dialog === "create" && <CreatePerson onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  )
}

// The list of companies. In: the URL. Out: pages of rows. It must never show people; a company's page does.

import { api } from "@api/client"
import type { CompanyRow, View } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useMemo, useRef, useState } from "react"
import { useCellWrites } from "../../kit/cells/useCellWrites"
import { companiesQuery } from "../../kit/companiesQuery"
import { DataGrid, type GridHandle } from "../../kit/DataGrid"
import { GridSkeleton } from "../../kit/GridSkeleton"
import { FoldAll } from "../../kit/layout/FoldAll"
import { LayoutPicker } from "../../kit/layout/LayoutPicker"
import { addsUp, bodyLayout, layoutBody, layoutOf, layoutSearch, mapLook } from "../../kit/layout/layout"
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
import { useCompanyNews } from "../../kit/useCompanyNews"
import { useFilterWords } from "../../kit/useFilterWords"
import { useFirstView } from "../../kit/useFirstView"
import { useListKeys } from "../../kit/useListKeys"
import { usePhone } from "../../kit/usePhone"
import { CreateCompany } from "./CreateCompany"
import { useCompanyColumns } from "./columns"
import { companyPhrases } from "./phrases"

const CompanyCalendar = lazy(async () => ({ default: (await import("./CompanyCalendar")).CompanyCalendar }))
const CompanyMap = lazy(async () => ({ default: (await import("./CompanyMap")).CompanyMap }))
const MergeCompanies = lazy(async () => ({ default: (await import("./MergeCompanies")).MergeCompanies }))
const route = getRouteApi("/frame/companies")
const SHOWN_FIRST = ["industry", "city", "domain", "phone", "size", "people_count", "owner"]

const idOf = (row: CompanyRow) => row.id

export function CompaniesPage() {
  const t = usePhrases(companyPhrases)
  const format = useFormat()
  const phone = usePhone()
  const [mayEdit, mayExport, mayDelete] = [useCan("person.edit"), useCan("export"), useCan("delete")]
  const mayMerge = useCan("person.merge")
  const [creating, setCreating] = useState(false)
  const [merging, setMerging] = useState<readonly [string, string] | null>(null)
  const search = route.useSearch()
  const { q, sort, filter = "" } = search
  const inList = usePhrases(listPhrases)
  const objects = useQuery(objectsQuery).data
  const users = useQuery(usersQuery).data ?? []
  const fields = useMemo(() => objects?.find((object) => object.object === "company")?.fields ?? [], [objects])
  const written = useListFilter("company", filter)
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
  const waits = useFirstView("company", search, openView)
  useCompanyNews()
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const list = useInfiniteQuery({
    ...companiesQuery({ filter, q, sort }),
    enabled: !waits,
    placeholderData: keepPreviousData,
  })
  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const layout = layoutOf(search)
  const layoutField = fields.find((field) => field.key === layout?.field)
  const groupedBy = layout?.kind === "groups" ? layoutField : undefined
  const groups = useGroups<CompanyRow>({
    field: groupedBy,
    filter,
    q,
    queryKey: "companies",
    sums: fields.filter(addsUp).map((field) => field.key),
    groups: api.companies.groups,
    list: useCallback((part: string) => companiesQuery({ filter: part, q, sort }), [q, sort]),
  })
  const rows = groupedBy ? groups.rows : listed
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const first = list.data?.pages[0]
  const total = first?.total
  const picks = usePicks(rows)
  const [one, another, third] = picks.rows
  const pair = one && another && !third && !picks.everybody ? ([one.id, another.id] as const) : null
  const nameOf = useFilterWords("company")
  const grid = useRef<GridHandle>(null)
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onPick: (row) => mayEdit && picks.pick(row.id),
    onOpen: (row) =>
      void navigate({ to: "/companies/$id", params: { id: row.id }, search: { filter: search.filter, q, sort } }),
  })

  useKeys({ Escape: picks.clear }, picks.picked.size > 0)
  const write = useCellWrites<CompanyRow>({ object: "company", users, idOf, nameOf: (row) => row.name })
  const [named, all] = useCompanyColumns({ fields, mayEdit, list: { filter: search.filter, q, sort } })
  const known = all.map((column) => column.key)
  const chosen = useColumns({
    list: "companies",
    known,
    first: SHOWN_FIRST,
    asked: search,
    onAsked: change,
  })
  const shown = [
    named,
    ...chosen.keys.flatMap((key) => all.find((column) => column.key === key) ?? []).map((c) => ({ ...c, loose: true })),
  ]
  const columns = !mayEdit
    ? shown
    : [
        pickColumn({
          rows,
          picked: picks.picked,
          onPick: picks.pick,
          onPickAll: picks.pickAll,
          nameOf: (row) => row.name,
          t: inList,
        }),
        ...shown,
      ]
  const narrowed = filter !== "" || q !== undefined
  const picker = (
    <LayoutPicker
      fields={fields}
      now={layout}
      kinds={["calendar", "map", "groups"]}
      onLayout={(next) => change(layoutSearch(next))}
    />
  )

  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <ListCount page={first}>{(n) => t("count", { n })}</ListCount>
        {phone && picker}
        {phone && mayEdit && (
          <Button
            look="primary"
            small
            icon="plus"
            className="end"
            aria-label={t("create")}
            title={t("create")}
            onClick={() => setCreating(true)}
          />
        )}
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="company"
          now={{ filter: search.filter, q, sort, ...chosen.body, ...layoutBody(search) }}
          openId={search.view}
          onOpen={openView}
        />
        {!phone && picker}
        {groupedBy && <FoldAll groups={groups} />}
        <span className="end not-phone" />
        <PrintList
          title={t("title")}
          about={nameOf(filter, q) ?? filter}
          options={companiesQuery({ filter, q, sort })}
          columns={shown}
          rowKey={idOf}
        />
        <ListTools
          columns={chosen}
          known={known}
          fields={fields}
          sorts={[named, ...all]}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          exportPath={mayExport ? (format) => api.companies.exportPath({ filter, q, sort }, format) : undefined}
          rows={layout === null || groupedBy !== undefined}
        />
        {mayEdit && !phone && (
          <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
            {t("create")}
          </Button>
        )}
      </div>
      {written.open && (
        <FilterBar
          object="company"
          filter={filter}
          fields={fields}
          check={written.check}
          draft={written.draft}
          onDraft={written.onDraft}
          onApply={(next) => {
            written.onDraft(next)
            change({ filter: next === "" ? undefined : next })
          }}
        />
      )}
      {layout?.kind === "calendar" && layoutField ? (
        <Suspense fallback={<GridSkeleton />}>
          <CompanyCalendar
            field={layoutField}
            filter={filter}
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
      ) : layout?.kind === "map" ? (
        <Suspense fallback={<GridSkeleton />}>
          <CompanyMap
            filter={filter}
            q={q}
            look={mapLook(search.map)}
            at={search.at}
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
            listed.length === 0 && (
              <Empty
                title={t(narrowed ? "nothingTitle" : "emptyTitle")}
                text={t(narrowed ? "nothingText" : "emptyText")}
                drawing={narrowed ? "search" : "paper"}
              >
                {narrowed && (
                  <Button onClick={() => change({ q: undefined, filter: undefined })}>{inList("clearAll")}</Button>
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
            pinned={mayEdit ? 2 : 1}
            phone={phone}
            total={total ?? rows.length}
            more={list.hasNextPage}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            onEnd={onEnd}
            card={(row) => (
              <Link
                to="/companies/$id"
                params={{ id: row.id }}
                search={{ filter: search.filter, q, sort }}
                className="row-card"
              >
                <Avatar id={row.id} initial={row.name.slice(0, 1)} size={36} square />
                <span className="stack grow">
                  <span className="strong cut">{row.name}</span>
                  <span className="small cut">{[row.industry, row.city].filter(Boolean).join(" · ")}</span>
                </span>
                <span className="small">{format.number(row.people_count)}</span>
              </Link>
            )}
          />
        </ListAnswer>
      )}
      {picks.rows.length > 0 && (
        <OwnBulkBar
          queryKey="companies"
          count={picks.everybody ? (total ?? 0) : picks.rows.length}
          who={picks.everybody ? { filter, q: q ?? "" } : { ids: picks.rows.map(idOf) }}
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
          bulk={(who, set) => api.companies.bulk(who, { set })}
          tag={api.companies.bulk}
          onMerge={mayMerge && pair ? () => startTransition(() => setMerging(pair)) : undefined}
          remove={mayDelete ? (who) => api.companies.bulk(who, { delete: true }) : undefined}
          fields={fields}
          users={users}
          mayEdit={mayEdit}
          onClear={picks.clear}
        />
      )}
      <Suspense>
        {merging && (
          <MergeCompanies
            ids={merging}
            onClose={() => setMerging(null)}
            onMerged={() => {
              picks.clear()
              setMerging(null)
            }}
          />
        )}
      </Suspense>
      {creating && <CreateCompany onClose={() => setCreating(false)} />}
    </div>
  )
}

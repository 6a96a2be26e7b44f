// The list of companies. In: the URL. Out: pages of rows. It must never show people; a company's page does.

import { api } from "@api/client"
import type { CompanyRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { useCallback, useMemo, useRef, useState } from "react"
import { displayPhone } from "../../kit/contact"
import { DataGrid, type GridColumn, type GridHandle } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { ColumnsMenu } from "../../kit/list/ColumnsMenu"
import { FilterBar } from "../../kit/list/FilterBar"
import { listPhrases } from "../../kit/list/phrases"
import { useListFilter } from "../../kit/list/useListFilter"
import { Views } from "../../kit/list/Views"
import { ownCell, ownColumn } from "../../kit/ownColumn"
import { PageHead } from "../../kit/PageHead"
import { objectsQuery } from "../../kit/queries"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { useColumns } from "../../kit/useColumns"
import { useListKeys } from "../../kit/useListKeys"
import { usePhone } from "../../kit/usePhone"
import { fieldLabel, useWords } from "../../kit/words"
import { CreateCompany } from "./CreateCompany"
import { companyPhrases } from "./phrases"

const route = getRouteApi("/frame/companies")
const SHOWN_FIRST = ["industry", "city", "domain", "phone", "size", "people_count", "owner"]

export function CompaniesPage() {
  const t = usePhrases(companyPhrases)
  const words = useWords()
  const format = useFormat()
  const phone = usePhone()
  const mayEdit = useCan("person.edit")
  const [creating, setCreating] = useState(false)
  const search = route.useSearch()
  const { q, sort, filter = "" } = search
  const inList = usePhrases(listPhrases)
  const textOf = useFieldText()
  const objects = useQuery(objectsQuery).data
  const fields = useMemo(() => objects?.find((object) => object.object === "company")?.fields ?? [], [objects])
  const written = useListFilter("company", filter)
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const list = useInfiniteQuery({
    queryKey: ["companies", q ?? "", sort ?? "", filter],
    queryFn: ({ pageParam, signal }) => api.companies.list({ q, sort, filter, limit: 100, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const total = list.data?.pages[0]?.total
  const grid = useRef<GridHandle>(null)
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onOpen: (row) => void navigate({ to: "/companies/$id", params: { id: row.id } }),
  })

  const text = (key: keyof CompanyRow & string, width: string): GridColumn<CompanyRow> => ({
    key,
    width,
    sortable: true,
    label: words.maybe(`field.${key}`) ?? key,
    cell: (row) => {
      const value = row[key]
      return typeof value === "string" ? value : null
    },
  })
  const named: GridColumn<CompanyRow> = {
    ...text("name", "minmax(180px, 2fr)"),
    label: t("name"),
    cell: (row) => (
      <span className="name">
        <Avatar id={row.id} initial={row.name.slice(0, 1)} square />
        <Link to="/companies/$id" params={{ id: row.id }}>
          {row.name}
        </Link>
      </span>
    ),
  }
  const all: GridColumn<CompanyRow>[] = [
    text("industry", "minmax(80px, 1fr)"),
    text("city", "minmax(72px, .8fr)"),
    text("domain", "minmax(120px, 1.2fr)"),
    { ...text("phone", "minmax(120px, 1fr)"), cell: (row) => row.phone && displayPhone(row.phone) },
    {
      ...text("size", "minmax(56px, .5fr)"),
      figure: true,
      cell: (row) => row.size !== null && format.number(row.size),
    },
    {
      key: "people_count",
      label: words("field.people_count"),
      width: "minmax(64px, .5fr)",
      figure: true,
      cell: (row) => format.number(row.people_count),
    },
    {
      key: "owner",
      label: words("field.owner"),
      width: "minmax(92px, .8fr)",
      sortable: true,
      cell: (row) => row.owner?.name,
    },
    text("region", "minmax(72px, .8fr)"),
    {
      key: "created_at",
      label: words("field.created_at"),
      width: "minmax(88px, .8fr)",
      sortable: true,
      cell: (row) => format.date(row.created_at),
    },
    ...fields
      .filter((field) => field.custom)
      .map(
        (field): GridColumn<CompanyRow> => ({
          ...ownColumn(field),
          label: fieldLabel(words, field),
          cell: (row) => ownCell(field, row.fields[field.key], textOf),
        }),
      ),
  ]
  const known = all.map((column) => column.key)
  const chosen = useColumns({
    list: "companies",
    known,
    first: SHOWN_FIRST,
    asked: search.columns,
    onAsked: (columns) => change({ columns }),
  })
  const columns = [
    named,
    ...chosen.keys.flatMap((key) => all.find((column) => column.key === key) ?? []).map((c) => ({ ...c, loose: true })),
  ]
  const narrowed = filter !== "" || q !== undefined

  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <span className="small quiet">{total !== undefined && t("count", { n: total })}</span>
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="company"
          now={{ filter: search.filter, q, sort, columns: search.columns?.split(",") }}
          openId={search.view}
          onOpen={(view) => {
            written.show(view?.filter ?? "")
            change({
              filter: view?.filter,
              q: view?.q,
              sort: view?.sort,
              columns: view?.columns?.join(","),
              view: view?.id,
            })
          }}
        />
        <span className="end not-phone" />
        <ColumnsMenu columns={chosen} known={known} fields={fields} />
        {mayEdit &&
          // Beside the search there is no room for words on a phone.
          (phone ? (
            <IconButton icon="plus" label={t("create")} onClick={() => setCreating(true)} />
          ) : (
            <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
              {t("create")}
            </Button>
          ))}
      </div>
      {written.open && (
        <FilterBar
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
      {list.isPending ? (
        <SkeletonRows rows={20} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty
          title={t(narrowed ? "nothingTitle" : "emptyTitle")}
          text={t(narrowed ? "nothingText" : "emptyText")}
          drawing={narrowed ? "search" : "paper"}
        />
      ) : (
        <DataGrid
          handle={grid}
          current={current}
          onCurrent={setCurrent}
          label={t("title")}
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          widths={chosen.widths}
          onResize={chosen.resize}
          onMove={chosen.move}
          pinned={1}
          phone={phone}
          total={total ?? rows.length}
          more={list.hasNextPage}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onEnd={onEnd}
          card={(row) => (
            <Link to="/companies/$id" params={{ id: row.id }} className="row-card">
              <Avatar id={row.id} initial={row.name.slice(0, 1)} size={36} square />
              <span className="stack grow">
                <span className="strong cut">{row.name}</span>
                <span className="small cut">{[row.industry, row.city].filter(Boolean).join(" · ")}</span>
              </span>
              <span className="small">{format.number(row.people_count)}</span>
            </Link>
          )}
        />
      )}
      {creating && <CreateCompany onClose={() => setCreating(false)} />}
    </div>
  )
}

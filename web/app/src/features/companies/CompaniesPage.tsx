// The list of companies. In: the URL. Out: pages of rows. It must never show people; a company's page does.

import { api } from "@api/client"
import type { CompanyRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { useCallback, useMemo, useRef, useState } from "react"
import { DataGrid, type GridColumn, type GridHandle } from "../../kit/DataGrid"
import { PageHead } from "../../kit/PageHead"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { useListKeys } from "../../kit/useListKeys"
import { usePhone } from "../../kit/usePhone"
import { useWords } from "../../kit/words"
import { CreateCompany } from "./CreateCompany"
import { companyPhrases } from "./phrases"

const route = getRouteApi("/frame/companies")

export function CompaniesPage() {
  const t = usePhrases(companyPhrases)
  const words = useWords()
  const format = useFormat()
  const phone = usePhone()
  const mayEdit = useCan("person.edit")
  const [creating, setCreating] = useState(false)
  const { q, sort, filter } = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: { q?: string; sort?: string }) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const list = useInfiniteQuery({
    queryKey: ["companies", q ?? "", sort ?? "", filter ?? ""],
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
  const columns: GridColumn<CompanyRow>[] = [
    {
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
    },
    text("industry", "minmax(80px, 1fr)"),
    text("city", "minmax(72px, .8fr)"),
    text("domain", "minmax(120px, 1.2fr)"),
    text("phone", "minmax(120px, 1fr)"),
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
  ]

  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <span className="small quiet">{total !== undefined && t("count", { n: total })}</span>
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        {mayEdit &&
          // Beside the search there is no room for words on a phone.
          (phone ? (
            <IconButton icon="plus" label={t("create")} onClick={() => setCreating(true)} />
          ) : (
            <Button look="primary" icon="plus" className="end" onClick={() => setCreating(true)}>
              {t("create")}
            </Button>
          ))}
      </div>
      {list.isPending ? (
        <SkeletonRows rows={20} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty
          title={t(q ? "nothingTitle" : "emptyTitle")}
          text={t(q ? "nothingText" : "emptyText")}
          drawing={q ? "search" : "paper"}
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

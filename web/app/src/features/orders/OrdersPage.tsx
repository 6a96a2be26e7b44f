// The list of orders; each opens the person who placed it. In: the URL. Out: pages of rows.

import "./orders.css"
import { api } from "@api/client"
import type { OrderRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed } from "@ui/States"
import { useCallback, useMemo, useRef } from "react"
import { DataGrid, type GridColumn, type GridHandle } from "../../kit/DataGrid"
import { GridSkeleton } from "../../kit/GridSkeleton"
import { FilterBar } from "../../kit/list/FilterBar"
import { listPhrases } from "../../kit/list/phrases"
import { useListFilter } from "../../kit/list/useListFilter"
import { Views } from "../../kit/list/Views"
import { OrderStatus } from "../../kit/OrderStatus"
import { PageHead } from "../../kit/PageHead"
import { PersonLink } from "../../kit/PersonLink"
import { objectsQuery } from "../../kit/queries"
import { SearchBox } from "../../kit/SearchBox"
import { useListKeys } from "../../kit/useListKeys"
import { usePhone } from "../../kit/usePhone"
import { channelLabel, useWords } from "../../kit/words"
import { orderPhrases } from "./phrases"

const route = getRouteApi("/frame/orders")
const STATUSES = ["paid", "shipped", "delivered", "completed", "returned", "cancelled"] as const

export function OrdersPage() {
  const t = usePhrases(orderPhrases)
  const words = useWords()
  const format = useFormat()
  const phone = usePhone()
  const { q, sort, filter, view: viewId } = route.useSearch()
  const inList = usePhrases(listPhrases)
  const fields = useQuery(objectsQuery).data?.find((object) => object.object === "order")?.fields ?? []
  const written = useListFilter("order", filter ?? "")
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: { q?: string; sort?: string; filter?: string; view?: string }) =>
      void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const list = useInfiniteQuery({
    queryKey: ["orders", q ?? "", sort ?? "", filter ?? ""],
    queryFn: ({ pageParam, signal }) => api.orders.list({ q, sort, filter, limit: 100, cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const first = list.data?.pages[0]
  const grid = useRef<GridHandle>(null)
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onOpen: (row) =>
      row.person && void navigate({ search: (now) => ({ ...now, panel: row.person?.id }), replace: true }),
    onFull: (row) => row.person && void navigate({ to: "/people/$id", params: { id: row.person.id }, search: {} }),
  })
  const items = (row: OrderRow) => {
    const [line] = row.lines
    if (!line) return null
    return row.lines.length === 1 ? line.name : t("linesMore", { name: line.name, n: row.lines.length })
  }

  const columns: GridColumn<OrderRow>[] = [
    {
      key: "number",
      label: words("field.number"),
      width: "minmax(132px, 1fr)",
      sortable: true,
      cell: (row) => (
        <span className="medium" title={row.number}>
          {row.number}
        </span>
      ),
    },
    {
      key: "person",
      label: words("field.person"),
      width: "minmax(120px, 1fr)",
      cell: (row) => row.person && <PersonLink person={row.person} avatar={20} className="name" />,
    },
    {
      key: "status",
      label: words("field.status"),
      width: "minmax(80px, .7fr)",
      sortable: true,
      cell: (row) => <OrderStatus status={row.status} />,
    },
    {
      key: "channel",
      label: words("field.channel"),
      width: "minmax(72px, .7fr)",
      sortable: true,
      cell: (row) => channelLabel(words, row.channel),
    },
    {
      key: "lines",
      label: t("lines"),
      width: "minmax(160px, 2fr)",
      cell: (row) => <span title={row.lines.map((line) => line.name).join(" · ")}>{items(row)}</span>,
    },
    {
      key: "quantity",
      label: words("field.quantity"),
      width: "minmax(48px, .4fr)",
      figure: true,
      sortable: true,
      cell: (row) => row.quantity !== null && format.number(row.quantity),
    },
    {
      key: "amount",
      label: words("field.amount"),
      width: "minmax(96px, .8fr)",
      figure: true,
      sortable: true,
      cell: (row) => <span className="medium">{format.money(row.amount, row.currency)}</span>,
    },
    {
      key: "placed_at",
      label: words("field.placed_at"),
      width: "minmax(120px, 1fr)",
      sortable: true,
      cell: (row) => (
        <time
          title={format.moment(row.placed_at)}
        >{`${format.shortDate(row.placed_at)} ${format.time(row.placed_at)}`}</time>
      ),
    },
  ]

  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <span className="small quiet">
          {first && t(first.total_at_least ? "countAtLeast" : "count", { n: first.total })}
        </span>
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="order"
          now={{ filter, q, sort }}
          openId={viewId}
          onOpen={(view) => {
            written.show(view?.filter ?? "")
            change({ filter: view?.filter, q: view?.q, sort: view?.sort, view: view?.id })
          }}
        />
        <div className="row order-states">
          <button type="button" className="chip" aria-pressed={!filter} onClick={() => change({ filter: undefined })}>
            {t("any")}
          </button>
          {STATUSES.map((status) => {
            const text = `status = "${status}"`
            return (
              <button
                key={status}
                type="button"
                className="chip"
                aria-pressed={filter === text}
                onClick={() => {
                  written.onDraft(text)
                  change({ filter: text })
                }}
              >
                {words.maybe(`order.${status}`)}
              </button>
            )
          })}
        </div>
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
      {list.isPending ? (
        <GridSkeleton />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty
          title={t(q || filter ? "nothingTitle" : "emptyTitle")}
          text={t(q || filter ? "nothingText" : "emptyText")}
          drawing={q || filter ? "search" : "paper"}
        >
          {(q || filter) && <Button onClick={() => change({ q: undefined, filter: undefined })}>{t("showAll")}</Button>}
        </Empty>
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
          total={first?.total ?? rows.length}
          more={list.hasNextPage}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onEnd={onEnd}
          card={(row) => <OrderCard row={row} items={items(row)} />}
        />
      )}
    </div>
  )
}

/** An order on a phone; the whole card opens who placed it. */
function OrderCard({ row, items }: { row: OrderRow; items: string | null }) {
  const format = useFormat()
  const body = (
    <>
      <span className="stack grow">
        <span className="row" style={{ gap: 6 }}>
          <span className="row-card-name cut">{row.person?.name ?? row.number}</span>
          <OrderStatus status={row.status} />
        </span>
        <span className="small cut">{items ?? row.number}</span>
      </span>
      <span className="row-card-end small">
        <span className="order-amount">{format.money(row.amount, row.currency)}</span>
        <time title={format.moment(row.placed_at)}>{format.shortDate(row.placed_at)}</time>
      </span>
    </>
  )
  const { person } = row
  if (!person) return <span className="row-card">{body}</span>
  return (
    <Link to="/people/$id" params={{ id: person.id }} search={{ group: "order" }} className="row-card">
      {body}
    </Link>
  )
}

// The list of orders; each opens beside it. In: the URL. Out: pages of rows, a new order.

import "./orders.css"
import { api } from "@api/client"
import type { OrderRow, View } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useMemo, useRef, useState } from "react"
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
import { takePhrases } from "../../kit/orders/phrases"
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
import { useItems, useOrderColumns } from "./columns"
import { OrderCard } from "./OrderCard"
import { ordersQuery } from "./ordersQuery"
import { orderPhrases } from "./phrases"

const CreateOrder = lazy(async () => ({ default: (await import("../../kit/orders/CreateOrder")).CreateOrder }))
const OrderBoard = lazy(async () => ({ default: (await import("./OrderBoard")).OrderBoard }))
const OrderCalendar = lazy(async () => ({ default: (await import("./OrderCalendar")).OrderCalendar }))
const route = getRouteApi("/frame/orders")
/** What everybody sees first, beside the number. */
const SHOWN_FIRST = ["person", "status", "channel", "lines", "quantity", "amount", "placed_at"]
/** The life of an order, for groups in its order. */
const LIFE = [
  "placed",
  "pending",
  "paid",
  "shipped",
  "delivered",
  "completed",
  "cancelled",
  "returned",
  "refunded",
] as const
const STATUSES = ["paid", "shipped", "delivered", "completed", "returned", "cancelled"] as const

const idOf = (row: OrderRow) => row.id

export function OrdersPage() {
  const t = usePhrases(orderPhrases)
  const taking = usePhrases(takePhrases)
  const words = useWords()
  const phone = usePhone()
  const [mayEdit, mayExport] = [useCan("person.edit"), useCan("export")]
  const users = useQuery(usersQuery).data ?? []
  const search = route.useSearch()
  const { q, sort, filter, view: viewId } = search
  const inList = usePhrases(listPhrases)
  const objects = useQuery(objectsQuery).data
  const fields = useMemo(() => objects?.find((object) => object.object === "order")?.fields ?? [], [objects])
  const written = useListFilter("order", filter ?? "")
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
  const waits = useFirstView("order", search, openView)
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const list = useInfiniteQuery({
    ...ordersQuery({ filter, q, sort }),
    enabled: !waits,
    placeholderData: keepPreviousData,
  })
  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const layout = layoutOf(search)
  const layoutField = fields.find((field) => field.key === layout?.field)
  const textOf = useFieldText()
  // Fields of one's own say themselves what their values are called.
  const labelOf = (value: string) => {
    if (layoutField?.custom) return textOf(layoutField, value)
    return layoutField?.key === "channel" ? channelLabel(words, value) : (words.maybe(`order.${value}`) ?? value)
  }
  const [numbered, all] = useOrderColumns(fields, mayEdit)
  const known = all.map((column) => column.key)
  const chosen = useColumns({
    list: "orders",
    known,
    first: SHOWN_FIRST,
    asked: search,
    onAsked: change,
  })
  const groupedBy = layout?.kind === "groups" ? layoutField : undefined
  const groups = useGroups<OrderRow>({
    field: groupedBy,
    filter: filter ?? "",
    q,
    queryKey: "orders",
    sums: fields.filter((field) => chosen.keys.includes(field.key) && addsUp(field)).map((field) => field.key),
    choices: groupedBy?.key === "status" ? LIFE : undefined,
    labelOf,
    groups: api.orders.groups,
    list: useCallback((part: string) => ordersQuery({ filter: part, q, sort }), [q, sort]),
  })
  const rows = groupedBy ? groups.rows : listed
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const first = list.data?.pages[0]
  const nameOf = useFilterWords("order")
  const own = fields.filter((field) => field.custom)
  const picks = usePicks(rows)
  const grid = useRef<GridHandle>(null)
  const open = (id: string) => void navigate({ search: (now) => ({ ...now, panel: id }), replace: true })
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onPick: (row) => own.length > 0 && picks.pick(row.id),
    onOpen: (row) => open(row.id),
    onMove: (row) => search.panel !== undefined && open(row.id),
    onFull: (row) => void navigate({ to: "/orders/$order", params: { order: row.id }, search: { filter, q, sort } }),
  })
  const items = useItems()
  const [creating, setCreating] = useState(false)
  const openCreate = () => startTransition(() => setCreating(true))
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        openCreate()
      },
    },
    mayEdit,
    true,
  )
  useKeys({ Escape: picks.clear }, picks.picked.size > 0 && !Reflect.has(search, "panel"))
  const write = useCellWrites<OrderRow>({ object: "order", users, idOf, nameOf: (row) => row.number })
  const shown = [
    numbered,
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
            nameOf: (row) => row.number,
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
        {mayEdit && (
          <Button
            look="primary"
            small
            icon="plus"
            className="end"
            title={`${taking("create")} (C)`}
            aria-label={taking("create")}
            onClick={openCreate}
          >
            {!phone && taking("create")}
          </Button>
        )}
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="order"
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
        <span className="end not-phone" />
        <PrintList
          title={t("title")}
          about={nameOf(filter, q) ?? filter}
          options={ordersQuery({ filter, q, sort })}
          columns={shown}
          rowKey={idOf}
        />
        <ListTools
          columns={chosen}
          known={known}
          fields={fields}
          sorts={[numbered, ...all]}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          exportPath={mayExport ? (format) => api.orders.exportPath({ filter, q, sort }, format) : undefined}
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
          <OrderBoard
            filter={filter ?? ""}
            q={q}
            sort={sort}
            field={layoutField}
            mayEdit={mayEdit}
            labelOf={labelOf}
            choices={layoutField.key === "status" ? LIFE : undefined}
          />
        </Suspense>
      ) : layout?.kind === "calendar" && layoutField ? (
        <Suspense fallback={<GridSkeleton />}>
          <OrderCalendar
            field={layoutField}
            filter={filter ?? ""}
            q={q}
            look={search}
            phone={phone}
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
            openKey={search.panel}
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
            card={(row) => <OrderCard row={row} items={items(row)} />}
          />
        </ListAnswer>
      )}
      {picks.rows.length > 0 && (
        <OwnBulkBar
          queryKey="orders"
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
          bulk={api.orders.bulk}
          fields={own}
          users={users}
          mayEdit={mayEdit}
          onClear={picks.clear}
        />
      )}
      <Suspense>{creating && <CreateOrder onClose={() => setCreating(false)} />}</Suspense>
    </div>
  )
}

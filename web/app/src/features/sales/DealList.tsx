// The deals of the filter as a table: sorted, edited where they stand, each opened beside it.

import { api } from "@api/client"
import type { DealRow, Field } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useCallback, useMemo, useRef } from "react"
import { useCellByCell } from "../../kit/cells/useCellByCell"
import { Clock } from "../../kit/clock/Clock"
import { DataGrid, type GridHandle } from "../../kit/DataGrid"
import { dealQuery, dealsQuery } from "../../kit/deals"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { usersQuery } from "../../kit/queries"
import { useCan } from "../../kit/session"
import type { Columns } from "../../kit/useColumns"
import { useListKeys } from "../../kit/useListKeys"
import { useDealColumns } from "./columns"
import { DealState } from "./DealState"
import { namesOf } from "./naming"
import { salesPhrases } from "./phrases"

interface DealListProps {
  /** The whole filter, the pipeline in it. */
  filter: string
  narrowed: boolean
  q: string | undefined
  sort: string | undefined
  fields: Field[]
  columns: Columns
  openId: string | undefined
  phone: boolean
  waits: boolean
  onSort: (sort: string | undefined) => void
  onOpen: (id: string) => void
  onFull: (id: string) => void
  onShowAll: () => void
  onDropFilter: () => void
}

const idOf = (row: DealRow) => row.id
const WRITES = {
  object: "deal" as const,
  write: api.deals.set,
  keys: (row: DealRow) => [["deals"], dealQuery(row.id).queryKey],
}
const NOBODY: never[] = []

export function DealList(props: DealListProps) {
  const { filter, q, sort, fields, columns: chosen, openId, phone } = props
  const t = usePhrases(salesPhrases)
  const mayEdit = useCan("person.edit")
  const users = useQuery(usersQuery).data ?? NOBODY
  const options = dealsQuery({ filter, q, sort })
  const list = useInfiniteQuery({ ...options, enabled: !props.waits, placeholderData: keepPreviousData })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const [named, others] = useDealColumns(fields, mayEdit)
  const columns = useMemo(
    () => [
      named,
      ...chosen.keys
        .flatMap((key) => others.find((column) => column.key === key) ?? [])
        .map((c) => ({ ...c, loose: true })),
    ],
    [named, others, chosen.keys],
  )
  const key = useMemo(() => ["deals", filter, q ?? "", sort ?? ""], [filter, q, sort])
  const write = useCellByCell(WRITES, users, key)
  const grid = useRef<GridHandle>(null)
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onOpen: (row) => props.onOpen(row.id),
    onMove: (row) => openId && props.onOpen(row.id),
    onFull: (row) => props.onFull(row.id),
  })
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const card = useCallback((row: DealRow) => <DealLine row={row} />, [])
  return (
    <ListAnswer
      asked={[list]}
      onDropFilter={props.onDropFilter}
      empty={
        rows.length === 0 && (
          <Empty
            title={t(props.narrowed ? "nothingTitle" : "emptyTitle")}
            text={t(props.narrowed ? "nothingText" : "emptyText")}
            drawing={props.narrowed ? "search" : "paper"}
          >
            {props.narrowed && <Button onClick={props.onShowAll}>{t("showAll")}</Button>}
          </Empty>
        )
      }
    >
      <DataGrid
        handle={grid}
        current={current}
        onCurrent={setCurrent}
        openKey={openId}
        label={t("title")}
        rows={rows}
        rowKey={idOf}
        write={write}
        columns={columns}
        chosen={chosen}
        pinned={1}
        phone={phone}
        total={list.data?.pages[0]?.total ?? rows.length}
        more={list.hasNextPage}
        sort={sort}
        onSort={props.onSort}
        onEnd={onEnd}
        card={card}
      />
    </ListAnswer>
  )
}

/** A deal on a phone; the whole card opens it. */
function DealLine({ row }: { row: DealRow }) {
  const format = useFormat()
  const { title, about } = namesOf(row)
  return (
    <Link to="/sales/$id" params={{ id: row.id }} className="row-card">
      <span className="stack grow">
        <span className="row" style={{ gap: 6 }}>
          <span className="row-card-name cut">{title}</span>
          <DealState row={row} />
        </span>
        <span className="small cut">{about.join(" · ") || row.number}</span>
      </span>
      <span className="row-card-end small">
        {row.amount !== null && <span className="medium">{format.money(row.amount, row.currency, true)}</span>}
        {row.state === "open" ? (
          <Clock of={{ ...row, next_step: null }} />
        ) : (
          row.closed_at && format.shortDate(row.closed_at)
        )}
      </span>
    </Link>
  )
}

// Quotes of a state as a table; each opens its page.

import type { QuoteRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useCallback, useMemo, useRef } from "react"
import { DataGrid, type GridHandle } from "../../kit/DataGrid"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { type QuotesAsked, quotesQuery } from "../../kit/quotes"
import { useListKeys } from "../../kit/useListKeys"
import { usePhone } from "../../kit/usePhone"
import { useQuoteColumns } from "./columns"
import { quotesPhrases } from "./phrases"
import { QuoteCard } from "./QuoteCard"

interface QuoteListProps {
  asked: QuotesAsked
  /** The deal that is open beside the list. */
  openDeal: string | undefined
  onShowAll: () => void
}

const idOf = (row: QuoteRow) => row.id
const never = () => undefined

export function QuoteList({ asked, openDeal, onShowAll }: QuoteListProps) {
  const t = usePhrases(quotesPhrases)
  const navigate = useNavigate()
  const phone = usePhone()
  const list = useInfiniteQuery({ ...quotesQuery(asked), placeholderData: keepPreviousData })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const columns = useQuoteColumns()
  const grid = useRef<GridHandle>(null)
  const open = (row: QuoteRow) => void navigate({ to: "/quotes/$quote", params: { quote: row.id } })
  const { current, setCurrent } = useListKeys({ rows, grid, onOpen: open, onFull: open })
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const card = useCallback((row: QuoteRow) => <QuoteCard row={row} />, [])
  const narrowed = Boolean(asked.q || asked.mine)
  return (
    <ListAnswer
      asked={[list]}
      onDropFilter={never}
      empty={
        rows.length === 0 &&
        (narrowed ? (
          <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
            <Button onClick={onShowAll}>{t("showAll")}</Button>
          </Empty>
        ) : (
          <Empty title={t("emptyTitle")} text={t("emptyText")} drawing="paper">
            <Link to="/sales" search={{}} className="button">
              {t("toSales")}
            </Link>
          </Empty>
        ))
      }
    >
      <DataGrid
        handle={grid}
        current={current}
        onCurrent={setCurrent}
        label={t("title")}
        rows={rows}
        rowKey={idOf}
        columns={columns}
        pinned={1}
        phone={phone}
        total={list.data?.pages[0]?.total ?? rows.length}
        more={list.hasNextPage}
        sort={undefined}
        onSort={never}
        onEnd={onEnd}
        card={card}
        openKey={rows.find((row) => row.deal.id === openDeal)?.id}
      />
    </ListAnswer>
  )
}

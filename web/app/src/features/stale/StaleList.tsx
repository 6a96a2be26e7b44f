// The rows that are stale, the longest first: opened beside the list, and something planned about them at once.

import type { StaleOf, StaleRow, Whose } from "@api/contract"
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useCallback, useMemo, useRef } from "react"
import { DataGrid, type GridColumn, type GridHandle } from "../../kit/DataGrid"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { useListKeys } from "../../kit/useListKeys"
import { usePhone } from "../../kit/usePhone"
import { useSums } from "../../kit/useSums"
import { stalePhrases } from "./phrases"
import { staleQuery } from "./queries"
import { Reason, Reasons } from "./Reasons"

interface StaleListProps {
  of: StaleOf
  whose: Whose | undefined
  openId: string | undefined
  onOpen: (row: StaleRow) => void
  onFull: (row: StaleRow) => void
  onPlan: (row: StaleRow) => void
}

const idOf = (row: StaleRow) => row.id
const onSort = () => undefined

export function StaleList({ of, whose, openId, onOpen, onFull, onPlan }: StaleListProps) {
  const t = usePhrases(stalePhrases)
  const phone = usePhone()
  const list = useInfiniteQuery({
    ...staleQuery(of, whose ?? "me"),
    enabled: whose !== undefined,
    placeholderData: (held, query) => (query?.queryKey[2] === of ? keepPreviousData(held) : undefined),
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const columns = useColumnsOf(of, onPlan)
  const grid = useRef<GridHandle>(null)
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onOpen,
    onFull,
    onMove: (row) => openId && onOpen(row),
  })
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const card = useCallback(
    (row: StaleRow) => <Card row={row} onPlan={() => onPlan(row)} onFull={() => onFull(row)} />,
    [onPlan, onFull],
  )
  return (
    <ListAnswer asked={[list]} onDropFilter={onSort} empty={rows.length === 0 && <Nothing of={of} />}>
      <DataGrid
        handle={grid}
        current={current}
        onCurrent={setCurrent}
        openKey={openId}
        label={t(`list.${of}`)}
        rows={rows}
        rowKey={idOf}
        columns={columns}
        pinned={1}
        phone={phone}
        total={list.data?.pages[0]?.total ?? rows.length}
        more={list.hasNextPage}
        sort={undefined}
        onSort={onSort}
        onEnd={onEnd}
        card={card}
      />
    </ListAnswer>
  )
}

function useColumnsOf(of: StaleOf, onPlan: (row: StaleRow) => void): GridColumn<StaleRow>[] {
  const t = usePhrases(stalePhrases)
  const format = useFormat()
  const sums = useSums()
  return useMemo(() => {
    const named: GridColumn<StaleRow> = {
      key: "name",
      label: t(of === "people" ? "person" : "name"),
      width: "minmax(180px, 2fr)",
      opens: true,
      text: (row) => row.name,
      cell: (row) => (
        <Link to="." search={(now) => ({ ...now, panel: row.id })} className="name" title={row.name}>
          <span className="cut">{row.name}</span>
        </Link>
      ),
    }
    const why: GridColumn<StaleRow> = {
      key: "why",
      label: t("why"),
      width: "minmax(196px, 1.6fr)",
      text: (row) => format.list(row.reasons.map((one) => t(`reason.${one}`))),
      cell: (row) => <Reasons of={row.reasons} />,
    }
    const days: GridColumn<StaleRow> = {
      key: "days",
      label: t("days"),
      width: "72px",
      figure: true,
      text: (row) => String(row.days),
      cell: (row) => <span title={t("since", { day: format.date(row.since) })}>{t("daysN", { n: row.days })}</span>,
    }
    const amount: GridColumn<StaleRow> = {
      key: "amount",
      label: t(of === "people" ? "bought" : "amount"),
      width: "104px",
      figure: true,
      text: (row) => row.amount?.total ?? "",
      cell: (row) => row.amount && sums([row.amount], true),
    }
    const owner: GridColumn<StaleRow> = {
      key: "owner",
      label: t("owner"),
      width: "minmax(104px, .8fr)",
      text: (row) => row.owner?.name ?? "",
      cell: (row) =>
        row.owner ? (
          <span className="row">
            <Avatar id={row.owner.id} initial={row.owner.initial ?? row.owner.name.slice(0, 1)} size={20} />
            <span className="cut">{row.owner.name}</span>
          </span>
        ) : (
          <span className="quiet">{t("nobody")}</span>
        ),
    }
    const whom: GridColumn<StaleRow> = {
      key: "whom",
      label: t(of === "people" ? "company" : "person"),
      width: "minmax(112px, 1fr)",
      text: (row) => (row.company ?? row.person)?.name ?? "",
      cell: (row) => <Whom row={row} />,
    }
    const stage: GridColumn<StaleRow> = {
      key: "stage",
      label: t("stage"),
      width: "minmax(88px, .7fr)",
      text: (row) => row.stage ?? "",
      cell: (row) => row.stage && <span className="cut">{row.stage}</span>,
    }
    const act: GridColumn<StaleRow> = {
      key: "act",
      label: t("act"),
      quiet: true,
      width: "32px",
      cell: (row) => (
        <IconButton icon="calendar" small label={t("plan", { name: row.name })} onClick={() => onPlan(row)} />
      ),
    }
    return [named, why, days, amount, ...(of === "deals" ? [stage] : []), whom, owner, act]
  }, [of, t, format, sums, onPlan])
}

/** The company where there is one, else the person. */
function Whom({ row: { company, person } }: { row: StaleRow }) {
  if (company)
    return (
      <Link to="/companies/$id" params={{ id: company.id }} className="cut">
        {company.name}
      </Link>
    )
  if (!person) return null
  return (
    <Link to="." search={(now) => ({ ...now, panel: person.id })} className="cut">
      {person.name}
    </Link>
  )
}

interface CardProps {
  row: StaleRow
  onPlan: () => void
  onFull: () => void
}

/** A row on a phone: the card opens the record, its button plans something. */
function Card({ row, onPlan, onFull }: CardProps) {
  const t = usePhrases(stalePhrases)
  const sums = useSums()
  const [first] = row.reasons
  return (
    <span className="row-card stale-card">
      <button type="button" className="card-open" onClick={onFull}>
        <span className="stack grow">
          <span className="row-card-name cut">{row.name}</span>
          <span className="row stale-card-why">
            {first && <Reason reason={first} />}
            <span className="small nowrap">{t("daysN", { n: row.days })}</span>
            {row.owner && <span className="small cut">{row.owner.name}</span>}
          </span>
        </span>
        {row.amount && <span className="row-card-end small medium">{sums([row.amount], true)}</span>}
      </button>
      <IconButton icon="calendar" label={t("plan", { name: row.name })} onClick={onPlan} />
    </span>
  )
}

function Nothing({ of }: { of: StaleOf }) {
  const t = usePhrases(stalePhrases)
  return (
    <Empty title={t(`empty.${of}`)} text={t(`emptyText.${of}`)} drawing={of === "people" ? "people" : "road"}>
      {of === "deals" ? (
        <Link to="/sales" search={{}} className="button">
          {t("toList.deals")}
        </Link>
      ) : of === "leads" ? (
        <Link to="/leads" search={{}} className="button">
          {t("toList.leads")}
        </Link>
      ) : (
        <Link to="/people" className="button">
          {t("toList.people")}
        </Link>
      )}
    </Empty>
  )
}

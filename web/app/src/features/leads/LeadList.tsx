// The leads of the filter as a table: claimed and selected where they wait, edited where they stand, each opened beside.

import { api } from "@api/client"
import type { Field, LeadRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useCallback, useMemo, useRef } from "react"
import { useCellByCell } from "../../kit/cells/useCellByCell"
import { Clock } from "../../kit/clock/Clock"
import { DataGrid, type GridColumn, type GridHandle } from "../../kit/DataGrid"
import { LEADS, leadQuery, leadsQuery, poolsQuery } from "../../kit/leads"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { listPhrases } from "../../kit/list/phrases"
import { pickColumn } from "../../kit/list/pickColumn"
import { usePicks } from "../../kit/list/usePicks"
import { usersQuery } from "../../kit/queries"
import { useCan } from "../../kit/session"
import type { Columns } from "../../kit/useColumns"
import { useListKeys } from "../../kit/useListKeys"
import { isOpen, useLeadColumns } from "./columns"
import { LeadBulk } from "./LeadBulk"
import { LeadMarks, Returns } from "./LeadMarks"
import { LeadState } from "./LeadState"
import { leadsPhrases } from "./phrases"
import { useLeadsDone } from "./useLeadsDone"

interface LeadListProps {
  place: "mine" | "pool" | "all"
  /** The whole filter, the place in it. */
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
  onCreate: () => void
}

const idOf = (row: LeadRow) => row.id
const WRITES = {
  object: "lead" as const,
  write: api.leads.set,
  keys: (row: LeadRow) => [LEADS, leadQuery(row.id).queryKey],
}
const NOBODY: never[] = []

export function LeadList(props: LeadListProps) {
  const { place, filter, q, sort, fields, columns: chosen, openId, phone } = props
  const t = usePhrases(leadsPhrases)
  const inList = usePhrases(listPhrases)
  const [mayEdit, mayGive] = [useCan("person.edit"), useCan("leads")]
  const users = useQuery(usersQuery).data ?? NOBODY
  const list = useInfiniteQuery({
    ...leadsQuery({ filter, q, sort }),
    enabled: !props.waits,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const picks = usePicks(rows)
  const acts = useLeadsDone(picks.clear)
  const [named, others] = useLeadColumns(fields, mayEdit)
  const { claim, busy } = acts
  const pools = useQuery(poolsQuery).data ?? NOBODY
  /** Where it is plain beforehand that I may not, nothing is offered. */
  const offers = useCallback(
    (row: LeadRow) => row.free && pools.find(({ id }) => id === row.pool?.id)?.member !== false,
    [pools],
  )
  const shown = useMemo((): GridColumn<LeadRow>[] => {
    const claims: GridColumn<LeadRow> = {
      key: "claim",
      label: t("claim"),
      quiet: true,
      width: "56px",
      cell: (row) =>
        offers(row) && (
          <button
            type="button"
            className="lead-claim"
            disabled={busy}
            aria-label={t("claimName", { name: row.name })}
            onClick={() => claim([row])}
          >
            {t("claim")}
          </button>
        ),
    }
    return [
      named,
      ...chosen.keys
        .flatMap((key) => others.find((column) => column.key === key) ?? [])
        .map((c) => ({ ...c, loose: true })),
      ...(place === "pool" ? [claims] : []),
    ]
  }, [named, others, chosen.keys, place, t, busy, claim, offers])
  const columns = [
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
  const key = useMemo(() => ["leads", filter, q ?? "", sort ?? ""], [filter, q, sort])
  const write = useCellByCell(WRITES, users, key)
  const grid = useRef<GridHandle>(null)
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onOpen: (row) => props.onOpen(row.id),
    onMove: (row) => openId && props.onOpen(row.id),
    onFull: (row) => props.onFull(row.id),
    onPick: (row) => picks.pick(row.id),
  })
  useKeys({ Escape: picks.clear }, picks.picked.size > 0 && openId === undefined)
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const card = (row: LeadRow) => (
    <LeadLine row={row} onClaim={place === "pool" && offers(row) ? () => claim([row]) : undefined} busy={busy} />
  )
  return (
    <div className="lead-list">
      <ListAnswer
        asked={[list]}
        onDropFilter={props.onDropFilter}
        empty={
          rows.length === 0 && (
            <Nothing place={place} narrowed={props.narrowed} onShowAll={props.onShowAll} onCreate={props.onCreate} />
          )
        }
      >
        <DataGrid
          handle={grid}
          current={current}
          onCurrent={setCurrent}
          openKey={openId}
          picked={picks.picked}
          label={t("title")}
          rows={rows}
          rowKey={idOf}
          write={write}
          columns={columns}
          chosen={chosen}
          pinned={2}
          phone={phone}
          total={list.data?.pages[0]?.total ?? rows.length}
          more={list.hasNextPage}
          sort={sort}
          onSort={props.onSort}
          onEnd={onEnd}
          card={card}
        />
        {picks.picked.size > 0 && <LeadBulk rows={picks.rows} acts={acts} mayGive={mayGive} onClear={picks.clear} />}
      </ListAnswer>
      {picks.picked.size === 0 && acts.refusals}
    </div>
  )
}

interface NothingProps {
  place: "mine" | "pool" | "all"
  narrowed: boolean
  onShowAll: () => void
  onCreate: () => void
}

const NONE = {
  mine: ["emptyMine", "emptyMineText"],
  pool: ["emptyPool", "emptyPoolText"],
  all: ["emptyAll", "emptyAllText"],
} as const

function Nothing({ place, narrowed, onShowAll, onCreate }: NothingProps) {
  const t = usePhrases(leadsPhrases)
  const mayEdit = useCan("person.edit")
  if (narrowed) {
    return (
      <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
        <Button onClick={onShowAll}>{t("showAll")}</Button>
      </Empty>
    )
  }
  const [title, text] = NONE[place]
  return (
    <Empty title={t(title)} text={t(text)} drawing={place === "pool" ? "road" : "people"}>
      {place === "mine" ? (
        <Link to="/leads" search={{ place: "pool" }} className="button is-primary">
          {t("toPools")}
        </Link>
      ) : (
        mayEdit && <Button onClick={onCreate}>{t("create")}</Button>
      )}
    </Empty>
  )
}

interface LeadLineProps {
  row: LeadRow
  onClaim: (() => void) | undefined
  busy: boolean
}

/** A lead on a phone; the card opens it, and where it waits its button claims it. */
function LeadLine({ row, onClaim, busy }: LeadLineProps) {
  const t = usePhrases(leadsPhrases)
  const format = useFormat()
  return (
    <span className="row-card lead-card">
      <Link to="/leads/$id" params={{ id: row.id }} search={{}} className="card-open">
        <span className="stack grow">
          <span className="row" style={{ gap: 6 }}>
            <span className="row-card-name cut">{row.name}</span>
            {row.company && <span className="small cut">{row.company}</span>}
            <LeadMarks of={row} small />
          </span>
          <span className="small cut">{row.interest ?? row.source ?? row.number}</span>
        </span>
        {!onClaim && (
          <span className="row-card-end small">
            {isOpen(row) ? (
              row.clock !== "none" && <Clock of={{ ...row, next_step: null }} />
            ) : (
              <LeadState state={row.state} />
            )}
            <Returns of={row} />
            {row.returns_at === null && isOpen(row) && format.ago(row.created_at)}
          </span>
        )}
      </Link>
      {onClaim && (
        <Button small disabled={busy} aria-label={t("claimName", { name: row.name })} onClick={onClaim}>
          {t("claim")}
        </Button>
      )}
    </span>
  )
}

// The activities of the filter as a table: done, selected, edited where they stand, each opened beside.

import { activities } from "@api/activities"
import type { Field } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useCallback, useEffect, useMemo, useRef } from "react"
import { ActivityLine } from "../../kit/activities/ActivityLine"
import { ACTIVITIES, activitiesQuery, activityQuery } from "../../kit/activities/queries"
import type { ActivityTab } from "../../kit/activities/search"
import { useActivityActions } from "../../kit/activities/useActivityActions"
import { useCellByCell } from "../../kit/cells/useCellByCell"
import { DataGrid, type GridColumn, type GridHandle } from "../../kit/DataGrid"
import { ListAnswer } from "../../kit/list/ListAnswer"
import { listPhrases } from "../../kit/list/phrases"
import { pickColumn } from "../../kit/list/pickColumn"
import { usePicks } from "../../kit/list/usePicks"
import { usersQuery } from "../../kit/queries"
import type { Columns } from "../../kit/useColumns"
import { useListKeys } from "../../kit/useListKeys"
import { ActivityBulk, useActivityBulk } from "./ActivityBulk"
import { type ListedActivity, useActivityColumns } from "./columns"
import { activitiesPhrases } from "./phrases"

interface ActivityListProps {
  tab: ActivityTab
  asked: { filter?: string; q?: string; sort?: string }
  narrowed: boolean
  /** As the URL says it. */
  sort: string | undefined
  fields: Field[]
  columns: Columns
  openId: string | undefined
  phone: boolean
  mayEdit: boolean
  waits: boolean
  onSort: (sort: string | undefined) => void
  onOpen: (id: string) => void
  onFull: (id: string) => void
  onShowAll: () => void
  onDropFilter: () => void
  onCreate: () => void
  onTab: (tab: ActivityTab) => void
}

const idOf = (row: ListedActivity) => row.id
const NOBODY: never[] = []

export function ActivityList(props: ActivityListProps) {
  const { tab, asked, fields, columns: chosen, openId, phone, mayEdit } = props
  const t = usePhrases(activitiesPhrases)
  const inList = usePhrases(listPhrases)
  const users = useQuery(usersQuery).data ?? NOBODY
  const made = useActivityActions()
  const latest = useRef(made)
  useEffect(() => {
    latest.current = made
  })
  // The same from render to render, so that the columns are.
  const actions = useMemo(
    () => ({
      ...made,
      onDone: (...which: Parameters<typeof made.onDone>) => latest.current.onDone(...which),
      onReopen: (...which: Parameters<typeof made.onReopen>) => latest.current.onReopen(...which),
    }),
    [],
  )
  const query = activitiesQuery(asked)
  const list = useInfiniteQuery({ ...query, enabled: !props.waits, placeholderData: keepPreviousData })
  const rows = useMemo(
    () =>
      list.data?.pages.flatMap((page) => page.rows.map((row): ListedActivity => ({ ...row, name: row.title }))) ?? [],
    [list.data],
  )
  const picks = usePicks(rows)
  const acts = useActivityBulk(picks.clear)
  const [named, others] = useActivityColumns(fields, mayEdit, actions)
  const shown = useMemo(
    (): GridColumn<ListedActivity>[] => [
      named,
      ...chosen.keys
        .flatMap((key) => others.find((column) => column.key === key) ?? [])
        .map((column) => ({ ...column, loose: true })),
    ],
    [named, others, chosen.keys],
  )
  const columns = [
    pickColumn({
      rows,
      picked: picks.picked,
      onPick: picks.pick,
      onPickAll: picks.pickAll,
      nameOf: (row) => row.title,
      t: inList,
    }),
    ...shown,
  ]
  const known = useRef(rows)
  known.current = rows
  const writes = useMemo(
    () => ({
      object: "activity" as const,
      // What is written in a line of the list is written of a series as a whole.
      write: (id: string, set: Record<string, unknown>, was: Record<string, unknown>) =>
        activities.change(id, {
          set,
          was,
          ...(known.current.find((row) => row.id === id)?.repeats ? { scope: "all" as const } : {}),
        }),
      keys: (row: ListedActivity) => [ACTIVITIES, activityQuery(row.id).queryKey],
    }),
    [],
  )
  const key = useMemo(
    () => activitiesQuery({ filter: asked.filter, q: asked.q, sort: asked.sort }).queryKey,
    [asked.filter, asked.q, asked.sort],
  )
  const write = useCellByCell(writes, users, key)
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
  return (
    <div className="act-list">
      <ListAnswer asked={[list]} onDropFilter={props.onDropFilter} empty={rows.length === 0 && <Nothing {...props} />}>
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
          sort={props.sort}
          onSort={props.onSort}
          onEnd={onEnd}
          card={(row) => (
            <span className="row-card act-card">
              <ActivityLine row={row} actions={actions} owner={tab === "all"} />
            </span>
          )}
        />
        {picks.picked.size > 0 && <ActivityBulk rows={picks.rows} acts={acts} onClear={picks.clear} />}
      </ListAnswer>
      {picks.picked.size === 0 && acts.refusals}
    </div>
  )
}

const NONE = {
  mine: ["emptyMine", "emptyMineText"],
  overdue: ["emptyOverdue", "emptyOverdueText"],
  today: ["emptyToday", "emptyTodayText"],
  week: ["emptyWeek", "emptyWeekText"],
  all: ["emptyAll", "emptyAllText"],
} as const

function Nothing({ tab, narrowed, onShowAll, onCreate, onTab }: ActivityListProps) {
  const t = usePhrases(activitiesPhrases)
  if (narrowed) {
    return (
      <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
        <Button onClick={onShowAll}>{t("showAll")}</Button>
      </Empty>
    )
  }
  const [title, text] = NONE[tab]
  return (
    <Empty title={t(title)} text={t(text)} drawing={tab === "overdue" ? "road" : "paper"}>
      {tab === "today" ? (
        <Button onClick={() => onTab("week")}>{t("week")}</Button>
      ) : tab === "overdue" || tab === "week" ? (
        <Button onClick={() => onTab("mine")}>{t("mine")}</Button>
      ) : (
        <Button onClick={onCreate}>{t("create")}</Button>
      )}
    </Empty>
  )
}

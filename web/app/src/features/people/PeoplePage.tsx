// The people list: find, filter, sort, choose columns, select, open beside.
// In: the URL. Out: pages of rows, read as the reader scrolls. It must never hold a state that a copied link would lose.

import "../../kit/grid.css"
import "./people.css"
import { api, Failure, live } from "@api/client"
import type { Field, PersonRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react"
import type { GridHandle } from "../../kit/DataGrid"
import { devicePhrases } from "../../kit/device/phrases"
import { sendOrWait } from "../../kit/device/sender"
import { useFieldText } from "../../kit/fieldText"
import { GridSkeleton } from "../../kit/GridSkeleton"
import { ColumnsMenu } from "../../kit/list/ColumnsMenu"
import { FilterBar } from "../../kit/list/FilterBar"
import { listPhrases } from "../../kit/list/phrases"
import { useListFilter } from "../../kit/list/useListFilter"
import { Views } from "../../kit/list/Views"
import { PageHead } from "../../kit/PageHead"
import { peopleQuery } from "../../kit/peopleQuery"
import { objectsQuery, usersQuery } from "../../kit/queries"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { useColumns } from "../../kit/useColumns"
import { useListKeys } from "../../kit/useListKeys"
import { usePage } from "../../kit/usePage"
import { usePhone } from "../../kit/usePhone"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { fieldLabel, useWords } from "../../kit/words"
import { BulkBar } from "./BulkBar"
import { boardPhrases } from "./boardPhrases"
import { cellAct } from "./cellAct"
import { COLUMNS, customColumn, SHOWN_FIRST } from "./columns"
import { ExportMenu } from "./ExportMenu"
import { PeopleGrid } from "./PeopleGrid"
import { peoplePhrases } from "./phrases"

const MergeDialog = lazy(async () => ({ default: (await import("./MergeDialog")).MergeDialog }))
const CreatePerson = lazy(async () => ({ default: (await import("./CreatePerson")).CreatePerson }))
const Board = lazy(async () => ({ default: (await import("./Board")).Board }))
const route = getRouteApi("/frame/people")

const BOARDS = ["lifecycle", "tier", "owner", "life_stage", "city", "region"]
/** Fields whose values are few enough to stand side by side. */
const onBoard = (field: Field) =>
  field.custom ? ["choice", "user", "rating", "bool"].includes(field.type) : BOARDS.includes(field.key)

export function PeoplePage() {
  const t = usePhrases(peoplePhrases)
  const board = usePhrases(boardPhrases)
  const inList = usePhrases(listPhrases)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const cache = useQueryClient()
  const imports = usePage("/imports")
  const phone = usePhone()
  const [may, mayExport, mayMerge] = [useCan("person.see"), useCan("export"), useCan("person.merge")]
  const [mayEdit, mayDelete] = [useCan("person.edit"), useCan("delete")]
  const told = useUndo()
  const users = useQuery(usersQuery).data ?? []
  const { filter = "", sort } = search
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )

  const onSearch = useCallback((q: string | undefined) => change({ q }), [change])

  const list = useInfiniteQuery({
    ...peopleQuery({ filter, q: search.q, sort }),
    enabled: may,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const first = list.data?.pages[0]
  const objects = useQuery(objectsQuery).data
  const fields = useMemo(() => objects?.find((object) => object.object === "person")?.fields ?? [], [objects])

  const written = useListFilter("person", filter)

  const [picked, setPickedOnly] = useState<ReadonlySet<string>>(new Set())
  // Everybody the list holds, also those not read yet; any other choice ends it.
  const [everybody, setEverybody] = useState(false)
  const setPicked = (next: ReadonlySet<string>) => {
    setPickedOnly(next)
    setEverybody(false)
  }
  const clearPicked = () => setPicked(new Set())
  const [dialog, setDialog] = useState<"merge" | "create" | null>(null)
  const words = useWords()
  const device = usePhrases(devicePhrases)
  const textOf = useFieldText()
  const set = useMutation({
    mutationFn: ({ row, field, value }: { row: PersonRow; field: Field; value: unknown }) => {
      const act = cellAct(row, field, value, (one) => textOf(field, one))
      const change = { person: row.id, name: row.name, act }
      return sendOrWait(change, (_, once) => api.people.set(row.id, { [field.key]: value }, undefined, { once }))
    },
    onSuccess: (changed, { row, field, value }) => {
      if (changed === "waits") {
        told(device("waits"))
        return void cache.invalidateQueries({ queryKey: ["people"] })
      }
      const text = t("cellChanged", { name: row.name, field: fieldLabel(words, field), value: textOf(field, value) })
      told(value === null ? t("cellCleared", { name: row.name, field: fieldLabel(words, field) }) : text, changed.batch)
      void cache.invalidateQueries({ queryKey: ["people"] })
      void cache.invalidateQueries({ queryKey: ["person", row.id] })
    },
    onError: toastFailure,
  })
  const grid = useRef<GridHandle>(null)
  const pickedRows = rows.filter((row) => picked.has(row.id))
  const lastPicked = useRef<string | null>(null)
  const pick = (id: string, range = false) => {
    const next = new Set(picked)
    const [from, to] = [lastPicked.current, id].map((one) => rows.findIndex((row) => row.id === one))
    if (range && from !== undefined && to !== undefined && from >= 0 && to >= 0)
      for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id)
    else if (!next.delete(id)) next.add(id)
    lastPicked.current = id
    setPicked(next)
  }
  const { current, setCurrent } = useListKeys({
    rows,
    grid,
    onPick: (row) => pick(row.id),
    onOpen: (row) => change({ panel: row.id }),
    onMove: (row) => search.panel && change({ panel: row.id }),
    onFull: (row) =>
      void navigate({
        to: "/people/$id",
        params: { id: row.id },
        search: { filter: search.filter, q: search.q, sort },
      }),
  })

  useKeys({ Escape: clearPicked }, picked.size > 0 && !search.panel)

  // News refreshes a list that stands at its head; further down it waits for the reader's word and says how many came.
  const [news, setNews] = useState<number | null>(null)
  const shownTotal = first?.total ?? 0
  const refresh = useCallback(() => {
    setNews(null)
    grid.current?.reveal(0)
    void cache.resetQueries({ queryKey: ["people"] })
  }, [cache])
  useEffect(
    () =>
      live(["people"], (event) => {
        if (event.type !== "people") return
        if (grid.current?.atHead() !== false) void cache.invalidateQueries({ queryKey: ["people"] })
        else
          void api.people.list({ filter, q: search.q, limit: 1 }).then(
            ({ total }) => setNews(Math.max(0, total - shownTotal)),
            () => setNews(0),
          )
      }),
    [cache, filter, search.q, shownTotal],
  )

  const allColumns = useMemo(
    () => [...COLUMNS, ...fields.filter((field) => field.custom).map((field) => customColumn(field, textOf))],
    [fields, textOf],
  )
  const known = allColumns.map((column) => column.key)
  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const columns = useColumns({
    list: "people",
    known,
    first: SHOWN_FIRST,
    asked: search.columns,
    onAsked: (asked) => change({ columns: asked }),
  })
  const boardField = fields.find((field) => field.key === search.board && onBoard(field))
  const total = first?.total ?? 0
  const narrowed = filter !== "" || search.q !== undefined
  // On a phone it stands beside the title, where there is room.
  const byField = (look: "not-phone" | "only-phone") => (
    <select
      className={`input board-by ${look}`}
      aria-label={board("board")}
      value={boardField?.key ?? ""}
      onChange={(event) => change({ board: event.target.value === "" ? undefined : event.target.value })}
    >
      <option value="">{board("list")}</option>
      <optgroup label={board("board")}>
        {fields.filter(onBoard).map((field) => (
          <option key={field.key} value={field.key}>
            {board("by")} {fieldLabel(words, field)}
          </option>
        ))}
      </optgroup>
    </select>
  )
  if (!may) return <Forbidden permission="person.see" />

  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <span className="small quiet">{first && t(first.total_at_least ? "countAtLeast" : "count", { n: total })}</span>
        {byField("only-phone")}
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={search.q ?? ""} label={t("search")} onSearch={onSearch} />
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="person"
          now={{ filter: search.filter, q: search.q, sort, columns: search.columns?.split(",") }}
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
        {byField("not-phone")}
        <span className="end not-phone" />
        <ColumnsMenu columns={columns} known={known} fields={fields} />
        {mayExport && <ExportMenu params={{ filter, q: search.q, sort }} />}
      </div>
      {written.open && (
        <FilterBar
          filter={filter}
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
      {boardField ? (
        <Suspense fallback={<GridSkeleton />}>
          <Board filter={filter} q={search.q} sort={sort} field={boardField} mayEdit={mayEdit} />
        </Suspense>
      ) : list.isPending ? (
        <GridSkeleton />
      ) : list.isError ? (
        list.error instanceof Failure && list.error.problem.code === "filter" ? (
          <Empty title={inList("failedFilter")} text={inList("failedFilterText")} drawing="search">
            <Button onClick={() => change({ filter: undefined })}>{t("clearAll")}</Button>
          </Empty>
        ) : (
          <Failed error={list.error} retry={() => void list.refetch()} />
        )
      ) : rows.length === 0 ? (
        narrowed ? (
          <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
            <Button onClick={() => change({ filter: undefined, q: undefined })}>{t("clearAll")}</Button>
          </Empty>
        ) : (
          <Empty title={t("emptyTitle")} text={t("emptyText")} drawing="people">
            {imports ? (
              <Button look="primary" icon="upload" onClick={() => imports()}>
                {t("emptyImport")}
              </Button>
            ) : (
              <Button look="primary" icon="plus" onClick={() => startTransition(() => setDialog("create"))}>
                {t("emptyAction")}
              </Button>
            )}
          </Empty>
        )
      ) : (
        <PeopleGrid
          handle={grid}
          rows={rows}
          more={list.hasNextPage}
          total={total}
          known={allColumns}
          columns={columns.keys}
          fields={fields}
          users={users}
          mayEdit={mayEdit}
          onSet={(row, field, value) => set.mutate({ row, field, value })}
          widths={columns.widths}
          onResize={columns.resize}
          onMove={columns.move}
          sort={sort}
          phone={phone}
          current={current}
          openId={search.panel}
          picked={picked}
          onSort={(next) => change({ sort: next })}
          onPick={pick}
          onPickAll={(on) => setPicked(new Set(on ? rows.map((row) => row.id) : []))}
          onCurrent={setCurrent}
          onEnd={onEnd}
        />
      )}
      {news !== null && (
        <button type="button" className="fresh-list" onClick={refresh}>
          <Icon name="arrowUp" size={14} />
          {news > 0 ? t("freshCount", { n: news }) : t("fresh")}
        </button>
      )}
      {pickedRows.length > 0 && (
        <BulkBar
          count={everybody ? total : pickedRows.length}
          who={everybody ? { filter, q: search.q ?? "" } : { ids: pickedRows.map((row) => row.id) }}
          all={
            !everybody && first && !first.total_at_least && pickedRows.length === rows.length && total > rows.length
              ? total
              : null
          }
          onAll={() => setEverybody(true)}
          users={users}
          fields={fields}
          mayEdit={mayEdit}
          mayMerge={mayMerge}
          mayDelete={mayDelete}
          onMerge={() => startTransition(() => setDialog("merge"))}
          onClear={clearPicked}
        />
      )}
      <Suspense>
        {dialog === "merge" && (
          <MergeDialog
            ids={pickedRows.map((row) => row.id)}
            onClose={() => setDialog(null)}
            onMerged={() => {
              clearPicked()
              setDialog(null)
            }}
          />
        )}
        {dialog === "create" && <CreatePerson onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  )
}

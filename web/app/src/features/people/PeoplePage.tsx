// The people list: find, filter, sort, choose columns, select, open beside.
// In: the URL. Out: pages of rows, read as the reader scrolls. It must never hold a state that a copied link would lose.

import "../../kit/grid.css"
import "./people.css"
import { api, live } from "@api/client"
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react"
import type { GridHandle } from "../../kit/DataGrid"
import { PageHead } from "../../kit/PageHead"
import { peopleQuery } from "../../kit/peopleQuery"
import { objectsQuery } from "../../kit/queries"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { useListKeys } from "../../kit/useListKeys"
import { usePage } from "../../kit/usePage"
import { usePhone } from "../../kit/usePhone"
import { useSettled } from "../../kit/useSettled"
import { fieldLabel, useWords } from "../../kit/words"
import { COLUMNS, readColumns, writeColumns } from "./columns"
import { FilterBar } from "./FilterBar"
import { PeopleGrid } from "./PeopleGrid"
import { peoplePhrases } from "./phrases"

const MergeDialog = lazy(async () => ({ default: (await import("./MergeDialog")).MergeDialog }))
const CreatePerson = lazy(async () => ({ default: (await import("./CreatePerson")).CreatePerson }))
const route = getRouteApi("/frame/people")

export function PeoplePage() {
  const t = usePhrases(peoplePhrases)
  const words = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const cache = useQueryClient()
  const imports = usePage("/imports")
  const phone = usePhone()
  const [may, mayExport, mayMerge] = [useCan("person.see"), useCan("export"), useCan("person.merge")]
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
  const fields = objects?.find((object) => object.object === "person")?.fields ?? []

  const [filtering, setFiltering] = useState(filter !== "")
  const [draft, setDraft] = useState(filter)
  const asked = useSettled(draft, 250)
  const check = useQuery({
    queryKey: ["filter", "person", asked],
    queryFn: ({ signal }) => api.filter.check("person", asked, signal),
    enabled: filtering && asked !== "",
    placeholderData: keepPreviousData,
  })

  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [dialog, setDialog] = useState<"merge" | "create" | null>(null)
  const grid = useRef<GridHandle>(null)
  const pick = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
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

  // News refreshes a list that stands at its head; further down it waits for the reader's word.
  const [stale, setStale] = useState(false)
  const refresh = useCallback(() => {
    setStale(false)
    grid.current?.reveal(0)
    void cache.resetQueries({ queryKey: ["people"] })
  }, [cache])
  useEffect(
    () =>
      live(["people"], (event) => {
        if (event.type !== "people") return
        if (grid.current?.atHead() === false) setStale(true)
        else void cache.invalidateQueries({ queryKey: ["people"] })
      }),
    [cache],
  )

  const { fetchNextPage } = list
  const onEnd = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage])
  const columns = readColumns(search.columns)
  const total = first?.total ?? 0
  const narrowed = filter !== "" || search.q !== undefined
  if (!may) return <Forbidden permission="person.see" />

  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <span className="small quiet">{first && t(first.total_at_least ? "countAtLeast" : "count", { n: total })}</span>
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={search.q ?? ""} label={t("search")} onSearch={onSearch} />
        <button type="button" className="chip" aria-pressed={filtering} onClick={() => setFiltering(!filtering)}>
          <Icon name="filter" size={14} />
          {t("filter")}
        </button>
        <span className="end" />
        <Popover
          kind="menu"
          label={t("columns")}
          trigger={(props) => <IconButton icon="columns" label={t("columns")} className="not-phone" {...props} />}
        >
          {() =>
            COLUMNS.map((column) => {
              const on = columns.includes(column.key)
              const next = on ? columns.filter((key) => key !== column.key) : [...columns, column.key]
              return (
                <MenuItem key={column.key} checked={on} onSelect={() => change({ columns: writeColumns(next) })}>
                  {fieldLabel(words, column)}
                </MenuItem>
              )
            })
          }
        </Popover>
        {mayExport && (
          <a
            className="button is-small not-phone"
            href={api.people.exportPath({ filter, q: search.q, sort })}
            download
            title={t("exportHint")}
          >
            <Icon name="download" size={14} />
            {t("export")}
          </a>
        )}
      </div>
      {filtering && (
        <FilterBar
          filter={filter}
          fields={fields}
          check={check.data}
          draft={draft}
          onDraft={setDraft}
          onApply={(text) => {
            setDraft(text)
            change({ filter: text === "" ? undefined : text })
          }}
        />
      )}
      {list.isPending ? (
        <SkeletonRows rows={20} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
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
          columns={columns}
          sort={sort}
          phone={phone}
          current={current}
          openId={search.panel}
          picked={picked}
          onSort={(next) => change({ sort: next })}
          onPick={pick}
          onCurrent={setCurrent}
          onEnd={onEnd}
        />
      )}
      {stale && (
        <button type="button" className="fresh-list" onClick={refresh}>
          <Icon name="arrowUp" size={14} />
          {t("fresh")}
        </button>
      )}
      {picked.size > 0 && (
        <div className="panel bulk" role="status">
          <span>{t("selected", { n: picked.size })}</span>
          {mayMerge && (
            <Button
              small
              icon="merge"
              disabled={picked.size !== 2}
              title={t("mergeHint")}
              onClick={() => startTransition(() => setDialog("merge"))}
            >
              {t("merge")}
            </Button>
          )}
          <IconButton icon="close" small label={t("unselect")} onClick={() => setPicked(new Set())} />
        </div>
      )}
      <Suspense>
        {dialog === "merge" && (
          <MergeDialog
            ids={[...picked]}
            onClose={() => setDialog(null)}
            onMerged={() => {
              setPicked(new Set())
              setDialog(null)
            }}
          />
        )}
        {dialog === "create" && <CreatePerson onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  )
}

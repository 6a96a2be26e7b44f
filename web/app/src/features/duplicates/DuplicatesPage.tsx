// The review queue: pairs that may be one person, most likely first, decided by keys.
// In: the URL (state, pair, person). Out: decisions, each with a way back.

import "./duplicates.css"
import { api } from "@api/client"
import type { Proposal } from "@api/contract"
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useEffect, useMemo, useState } from "react"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { usePhone } from "../../kit/usePhone"
import { toastFailure } from "../../kit/useUndo"
import { Compare } from "./Compare"
import { duplicatePhrases } from "./phrases"
import { Queue } from "./Queue"
import { ScanButton, ScanLine, useScan } from "./Scan"

const route = getRouteApi("/frame/duplicates")
export const STATES = ["open", "later", "same", "different"] as const
export type QueueState = (typeof STATES)[number]
type Decision = "same" | "different" | "later"
/** A pair of the queue of one person may be on a later page; that many pages are looked through. */
const LOOK_THROUGH = 12

/** The record with more history is the better one to keep. */
export const betterSide = ({ a, b }: Proposal): "a" | "b" => {
  const history = (row: Proposal["a"]) =>
    (row.interaction_count ?? 0) + (row.order_count ?? 0) * 10 + (row.last_seen_at ? 1 : 0)
  return history(b) > history(a) ? "b" : "a"
}

export function DuplicatesPage() {
  const t = usePhrases(duplicatePhrases)
  const cache = useQueryClient()
  const phone = usePhone()
  const navigate = route.useNavigate()
  const { person, pair, state: named } = route.useSearch()
  const state = STATES.find((one) => one === named) ?? "open"
  const mayDecide = useCan("person.merge")
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<{ id: string; side: "a" | "b" } | null>(null)
  const scan = useScan()

  const list = useInfiniteQuery({
    queryKey: ["duplicates", state],
    queryFn: ({ pageParam }) => api.duplicates.list(state, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list
  const pages = list.data?.pages.length ?? 0
  const rows = useMemo(() => {
    const all = list.data?.pages.flatMap((page) => page.rows) ?? []
    return all.filter(
      (row) => !decided.has(row.id) && (person === undefined || row.a.id === person || row.b.id === person),
    )
  }, [list.data, decided, person])
  useEffect(() => {
    const short = rows.length < 6 && pages > 0 && (person === undefined || pages < LOOK_THROUGH)
    if (short && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [rows.length, pages, person, hasNextPage, isFetchingNextPage, fetchNextPage])

  const found = rows.findIndex((row) => row.id === pair)
  // On a phone the queue comes first; beside it there is always one pair open.
  const at = found >= 0 ? found : phone ? -1 : 0
  const current = rows[at]
  const side = current && chosen?.id === current.id ? chosen.side : current ? betterSide(current) : "a"
  const show = (id: string | undefined) => void navigate({ search: (now) => ({ ...now, pair: id }), replace: true })
  const restore = (id: string) => {
    setDecided((before) => new Set([...before].filter((one) => one !== id)))
    show(id)
  }

  const takeBack = async (row: Proposal, decision: Decision, batch: string) => {
    try {
      if (decision === "same") await api.merges.undo(batch)
      else await api.duplicates.decide(row.id, "later")
      toast({ text: t(decision === "same" ? "toldUndone" : "toldBack") })
      if (decision === "same") restore(row.id)
    } catch (error) {
      toastFailure(error)
    }
    await cache.invalidateQueries({ queryKey: ["duplicates"] })
  }

  const decide = useMutation({
    mutationFn: (order: { row: Proposal; decision: Decision; winner: "a" | "b" }) =>
      api.duplicates.decide(
        order.row.id,
        order.decision,
        order.decision === "same" ? order.row[order.winner].id : undefined,
      ),
    onMutate: ({ row }) => {
      const next = rows[at + 1] ?? rows[at - 1]
      setDecided((before) => new Set([...before, row.id]))
      show(phone ? undefined : next?.id)
    },
    onSuccess: (changed, { row, decision, winner }) => {
      const [kept, gone] = winner === "a" ? [row.a, row.b] : [row.b, row.a]
      const text =
        decision === "same"
          ? t("toldSame", { winner: kept.name, loser: gone.name })
          : decision === "different"
            ? t("toldDifferent", { a: row.a.name, b: row.b.name })
            : t("toldLater")
      const action = {
        label: t(decision === "same" ? "undoMerge" : "askLater"),
        run: () => void takeBack(row, decision, changed.batch),
      }
      toast(decision === "later" ? { text } : { text, action })
      const others = STATES.filter((one) => one !== state)
      for (const other of others) void cache.invalidateQueries({ queryKey: ["duplicates", other] })
      // The number in the navigation.
      void cache.invalidateQueries({ queryKey: ["duplicates", { count: "open" }] })
      void cache.invalidateQueries({ queryKey: ["people"] })
      void cache.invalidateQueries({ queryKey: ["person"] })
    },
    onError: (error, { row }) => {
      toastFailure(error)
      restore(row.id)
    },
  })
  const may = mayDecide && state !== "same"
  const act = (decision: Decision) => {
    if (current && may && !decide.isPending) decide.mutate({ row: current, decision, winner: side })
  }
  const choose = (next: "a" | "b") => current && setChosen({ id: current.id, side: next })
  const move = (step: number) => {
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)]
    if (next) show(next.id)
  }
  useKeys({
    s: () => act("same"),
    d: () => act("different"),
    l: () => act("later"),
    ArrowLeft: () => choose("a"),
    ArrowRight: () => choose("b"),
    j: () => move(1),
    k: () => move(-1),
  })

  const total = list.data?.pages[0]?.total
  const left = total === undefined ? undefined : Math.max(0, total - decided.size)
  const reading = list.isPending || (rows.length === 0 && hasNextPage)
  const alone = phone && current !== undefined
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        {alone && <IconButton icon="left" label={t("back")} onClick={() => show(undefined)} />}
        <h1 className="strong">{t("title")}</h1>
        {left !== undefined && state === "open" && person === undefined && (
          <span className="small quiet not-phone">{t("count", { n: left })}</span>
        )}
      </PageHead>
      {!alone && (
        <div className="bar list-bar dup-bar">
          <div className="row is-wrap">
            {STATES.map((one) => (
              <button
                key={one}
                type="button"
                className="chip"
                aria-pressed={one === state}
                onClick={() => {
                  setDecided(new Set())
                  void cache.invalidateQueries({ queryKey: ["duplicates", one] })
                  void navigate({
                    search: (now) => ({ ...now, state: one === "open" ? undefined : one, pair: undefined }),
                  })
                }}
              >
                {t(`state.${one}`)}
              </button>
            ))}
            {person !== undefined && (
              <button
                type="button"
                className="chip is-on"
                onClick={() => void navigate({ search: (now) => ({ ...now, person: undefined, pair: undefined }) })}
              >
                {t("onlyPerson")} · {t("clear")}
              </button>
            )}
          </div>
          <span className="row end">
            <ScanLine scan={scan.data} />
            {mayDecide && <ScanButton scan={scan.data} onStarted={scan.refetch} />}
          </span>
        </div>
      )}
      {reading ? (
        <SkeletonRows rows={14} height={52} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Nothing state={state} person={person !== undefined}>
          {state === "open" && mayDecide && person === undefined && (
            <ScanButton scan={scan.data} onStarted={scan.refetch} primary />
          )}
        </Nothing>
      ) : (
        <div className="dup">
          {!alone && (
            <Queue
              rows={rows}
              current={current?.id}
              onOpen={show}
              more={hasNextPage}
              onMore={() => void fetchNextPage()}
            />
          )}
          {current && (
            <section className="dup-pair" aria-label={`${current.a.name} · ${current.b.name}`}>
              <Compare key={current.id} proposal={current} side={side} choosable={may} onChoose={choose} />
              {may ? (
                <div className="dup-foot">
                  <Button look="primary" icon="merge" onClick={() => act("same")}>
                    {t("same")} <kbd className="not-phone">S</kbd>
                  </Button>
                  <Button icon="split" onClick={() => act("different")}>
                    {t("different")} <kbd className="not-phone">D</kbd>
                  </Button>
                  {state !== "later" && (
                    <Button icon="clock" onClick={() => act("later")}>
                      {t("later")} <kbd className="not-phone">L</kbd>
                    </Button>
                  )}
                  <span className="small quiet end not-phone dup-foot-hint">{t("keysHint")}</span>
                </div>
              ) : (
                <p className="dup-foot small quiet">{mayDecide ? t("mergedNow") : t("mayNot")}</p>
              )}
            </section>
          )}
        </div>
      )}
    </div>
  )
}

function Nothing({ state, person, children }: { state: QueueState; person: boolean; children: React.ReactNode }) {
  const t = usePhrases(duplicatePhrases)
  const title = { open: "emptyTitle", later: "emptyLater", same: "emptySame", different: "emptyDifferent" } as const
  const text = person ? "emptyPersonText" : state === "open" ? "emptyText" : "emptyDecidedText"
  return (
    <Empty title={t(title[state])} text={t(text)} drawing="people">
      {children}
    </Empty>
  )
}

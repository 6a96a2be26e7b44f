// One connector: what it does and when, its runs, and the ledger of one of them. Its form is another page.

import { connectors } from "@api/outward"
import "../setup.css"
import "./connectors.css"
import type { Connector, ConnectorRun } from "@api/contract"
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { SetupTabs } from "../SetupTabs"
import { ConnectorForm } from "./ConnectorForm"
import { Ledger } from "./Ledger"
import { connectorPhrases } from "./phrases"
import { CONNECTORS, RUN_TONES, useMomentText, useTrouble } from "./state"

export function ConnectorPage() {
  const t = usePhrases(connectorPhrases)
  const may = useCan("sources")
  const { id } = useParams({ from: "/frame/settings/connectors/$id" })
  const { run, edit } = useSearch({ from: "/frame/settings/connectors/$id" })
  const fresh = id === "new"
  const one = useQuery({
    queryKey: ["connector", id],
    queryFn: () => connectors.get(id),
    enabled: may && !fresh,
    refetchInterval: 3000,
  })
  if (!may) return <Forbidden permission="sources" />
  const title = fresh ? t("make") : (one.data?.name ?? t("title"))
  return (
    <div className="pane">
      <PageHead title={title}>
        <Link className="quiet" to="/settings/connectors">
          {t("title")}
        </Link>
        <span className="quiet">/</span>
        <h1 className="strong cut">{title}</h1>
      </PageHead>
      <SetupTabs />
      {fresh ? (
        <ConnectorForm />
      ) : one.isPending ? (
        <SkeletonRows rows={6} height={48} />
      ) : one.isError ? (
        <Failed error={one.error} retry={() => void one.refetch()} />
      ) : edit ? (
        <ConnectorForm of={one.data} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="setup scroll" tabIndex={0}>
          <Head of={one.data} />
          <Runs of={one.data} open={run} />
        </div>
      )}
    </div>
  )
}

function Head({ of: one }: { of: Connector }) {
  const t = usePhrases(connectorPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const moment = useMomentText()
  const trouble = useTrouble(one)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const again = () => cache.invalidateQueries({ queryKey: ["connector", one.id] })
  const run = useMutation({
    mutationFn: (compare: boolean) => connectors.run(one.id, compare),
    onSuccess: async (made) => {
      await cache.invalidateQueries({ queryKey: ["connector-runs", one.id] })
      toast({ text: t("started") })
      void navigate({ to: "/settings/connectors/$id", params: { id: one.id }, search: { run: made.id }, replace: true })
    },
    onError: toastFailure,
  })
  const pause = useMutation({
    mutationFn: () => connectors.change(one.id, { paused: !one.paused }),
    onSuccess: again,
    onError: toastFailure,
  })
  const remove = useMutation({
    mutationFn: () => connectors.remove(one.id),
    onSuccess: async () => {
      toast({ text: t("removed", { name: one.name }) })
      await cache.invalidateQueries({ queryKey: CONNECTORS })
      void navigate({ to: "/settings/connectors" })
    },
    onError: toastFailure,
  })
  const where = one.place.kind === "http" ? one.place.url : `${one.place.user}@${one.place.host}`
  const when = one.next_at ? t("next", { time: moment(one.next_at) }) : one.paused ? "" : t("byHand")
  return (
    <section className="connector-head">
      <div className="row is-wrap connector-what">
        <span className="medium">{`${t(one.direction)} ${t.maybe(`object.${one.object}`)}`}</span>
        {trouble}
        <span className="small quiet">{when}</span>
      </div>
      <p className="small quiet cut" title={where}>
        {`${t(`kind.${one.place.kind}`)} · ${where}`}
      </p>
      <p className="small quiet">
        {one.direction === "pull" && `${t("step.rule")}${format.gap}${t(`rule.${one.rule}`)} · `}
        {t("rights", { name: one.user })}
      </p>
      <div className="row is-wrap connector-acts">
        <Button look="primary" disabled={run.isPending} onClick={() => run.mutate(false)}>
          {t("run")}
        </Button>
        {one.direction === "pull" && (
          <Button disabled={run.isPending} onClick={() => run.mutate(true)}>
            {t("compare")}
          </Button>
        )}
        <Link className="button" to="/settings/connectors/$id" params={{ id: one.id }} search={{ edit: "1" }} replace>
          {t("change")}
        </Link>
        <Button disabled={pause.isPending} onClick={() => pause.mutate()}>
          {t(one.paused ? "goOn" : "pause")}
        </Button>
        <Button look="danger" onClick={() => setAsks(true)}>
          {t("remove")}
        </Button>
      </div>
      {asks && (
        <Dialog
          title={t("askRemove", { name: one.name })}
          closeLabel={state("close")}
          onClose={() => setAsks(false)}
          foot={
            <>
              <Button onClick={() => setAsks(false)}>{state("cancel")}</Button>
              <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
                {t("remove")}
              </Button>
            </>
          }
        >
          <p>{t("askRemoveText")}</p>
        </Dialog>
      )}
    </section>
  )
}

function Runs({ of: one, open }: { of: Connector; open: string | undefined }) {
  const t = usePhrases(connectorPhrases)
  const list = useInfiniteQuery({
    queryKey: ["connector-runs", one.id],
    queryFn: ({ pageParam }) => connectors.runs(one.id, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: 3000,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section aria-label={t("runs")}>
      <h2 className="section-head">{t("runs")}</h2>
      {list.isPending ? (
        <SkeletonRows rows={4} height={40} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={t("noRuns")} text={t("noRunsText")} drawing="paper" />
      ) : (
        <>
          <ul className="setup-list">
            {rows.map((row) => (
              <RunRow key={row.id} of={row} connector={one} open={row.id === open} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("more")}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function RunRow({ of: run, connector, open }: { of: ConnectorRun; connector: Connector; open: boolean }) {
  const t = usePhrases(connectorPhrases)
  const format = useFormat()
  const moment = useMomentText()
  const { counts } = run
  const told: [string, number | null][] =
    run.mode === "push"
      ? [[t("sent"), counts.updated]]
      : [
          [t("there"), counts.there],
          [t("created"), counts.created],
          [t("updated"), counts.updated],
          [t("refused"), counts.refused],
          [t("differing"), counts.differing],
        ]
  const sum = told.filter(([, n]) => n !== null && n > 0).map(([word, n]) => `${word} ${format.number(n ?? 0)}`)
  return (
    <li className="connector-run">
      <Link
        className="connector-line"
        aria-expanded={open}
        to="/settings/connectors/$id"
        params={{ id: connector.id }}
        search={open ? {} : { run: run.id }}
        replace
      >
        <span className={RUN_TONES[run.state]}>{t(`state.${run.state}`)}</span>
        <span className="connector-mode">{t(`mode.${run.mode}`)}</span>
        <span className="small quiet cut grow">{open ? "" : sum.join(" · ")}</span>
        <span className="small quiet connector-when" title={format.moment(run.created_at)}>
          {moment(run.created_at)}
        </span>
      </Link>
      {open && <Ledger of={run} object={connector.object} />}
    </li>
  )
}

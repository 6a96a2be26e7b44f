// How input arrives: rates, lag, the queue, each step, and what was refused and why.
// In: the health figures and news of the stream. Out: nothing is changed here.

import "./ingest.css"
import { api, live } from "@api/client"
import type { IngestHealth, RefusedInput } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useEffect, useState } from "react"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { MinuteChart } from "./MinuteChart"
import { ingestPhrases } from "./phrases"
import { sizeText } from "./scale"

/** News may come many times a second; the figures are asked for at most this often. */
const REST = 2000

function useIngestNews() {
  const cache = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live(["ingest"], (event) => {
      if (event.type !== "ingest" && event.type !== "ready") return
      timer ??= setTimeout(() => {
        timer = undefined
        void cache.invalidateQueries({ queryKey: ["ingest"] })
      }, REST)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [cache])
}

export function IngestPage() {
  const t = usePhrases(ingestPhrases)
  const format = useFormat()
  const maySources = useCan("sources")
  useIngestNews()
  const health = useQuery({
    queryKey: ["ingest", "health"],
    queryFn: api.ingest.health,
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  })
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {health.data && (
          <span className="small quiet">
            {t("updated", { time: `${format.time(health.data.at)}:${health.data.at.slice(17, 19)}` })}
          </span>
        )}
        {maySources && (
          <Link to="/sources" className="small link not-phone end">
            {t("toSources")}
          </Link>
        )}
      </PageHead>
      {health.isPending ? (
        <SkeletonRows rows={14} />
      ) : health.isError ? (
        <Failed error={health.error} retry={() => void health.refetch()} />
      ) : (
        <Health health={health.data} />
      )}
    </div>
  )
}

function Health({ health }: { health: IngestHealth }) {
  const t = usePhrases(ingestPhrases)
  const format = useFormat()
  const sum = (key: "accepted" | "duplicate" | "refused") =>
    health.per_minute.reduce((total, minute) => total + minute[key], 0)
  const { queue, raw } = health
  const fill = queue.capacity_bytes > 0 ? queue.bytes / queue.capacity_bytes : 0
  const span = (ms: number) =>
    ms > 0 && ms < 1
      ? t("us", { n: Math.round(ms * 1000) })
      : t("ms", { n: ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms) })
  const refused = sum("refused")
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="ingest scroll" tabIndex={0}>
      <dl className="figures">
        <Figure label={t("accepted")} value={format.number(sum("accepted"))} note={t("lastHour")} />
        <Figure label={t("duplicate")} value={format.number(sum("duplicate"))} />
        <Figure label={t("refused")} value={format.number(refused)} tone={refused > 0 ? "bad" : undefined} />
        <Figure label={t("lag")} value={span(health.lag_ms.p50)} />
        <Figure
          label={t("lagHigh")}
          value={span(health.lag_ms.p99)}
          tone={health.lag_ms.p99 > 5000 ? "waiting" : undefined}
        />
        <Figure
          label={t("queue")}
          value={`${(fill * 100).toFixed(fill > 0 && fill < 0.1 ? 1 : 0)}%`}
          note={`${t("rowsWaiting", { n: queue.rows })} · ${t("queueOf", { used: sizeText(queue.bytes), capacity: sizeText(queue.capacity_bytes) })}`}
          tone={fill > 0.8 ? "bad" : fill > 0.5 ? "waiting" : undefined}
        />
      </dl>
      <MinuteChart minutes={health.per_minute} />
      <div className="ingest-tables">
        <section>
          <h2 className="section-head">
            {t("steps")}
            <small className="cut not-phone">{t("stepsHint")}</small>
          </h2>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t("step")}</th>
                <th scope="col" className="figure">
                  {t("passed")}
                </th>
                <th scope="col" className="figure">
                  {t("stopped")}
                </th>
                <th scope="col" className="figure">
                  {t("each")}
                </th>
              </tr>
            </thead>
            <tbody>
              {health.steps.map((step, at) => (
                <tr key={step.step}>
                  <th scope="row">
                    <span className="step-number">{at + 1}</span>
                    <span className="medium">{t.maybe(`step.${step.step}`) ?? step.step}</span>{" "}
                    <span className="small quiet not-phone">{t.maybe(`does.${step.step}`)}</span>
                  </th>
                  <td className="figure">{format.number(step.passed)}</td>
                  <td className={step.stopped > 0 ? "figure bad" : "figure quiet"}>{format.number(step.stopped)}</td>
                  <td className="figure quiet">
                    {step.passed + step.stopped > 0 ? span(step.micros / 1000 / (step.passed + step.stopped)) : "—"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <div className="stack" style={{ gap: 24 }}>
          <section>
            <h2 className="section-head">{t("sources")}</h2>
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t("source")}</th>
                  <th scope="col" className="figure">
                    {t("accepted")}
                  </th>
                  <th scope="col" className="figure">
                    {t("refused")}
                  </th>
                  <th scope="col" className="figure">
                    {t("last")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {health.by_source.map((one) => (
                  <tr key={one.source.id}>
                    <th scope="row" className="medium">
                      {one.source.name}
                    </th>
                    <td className="figure">{format.number(one.accepted)}</td>
                    <td className={one.refused > 0 ? "figure bad" : "figure quiet"}>{format.number(one.refused)}</td>
                    <td className="figure quiet">{one.last_at ? format.ago(one.last_at) : t("never")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <section>
            <h2 className="section-head">{t("reasons")}</h2>
            {health.reasons.length === 0 && <p className="quiet">{t("noReasons")}</p>}
            <ul>
              {health.reasons.map((one) => (
                <li key={one.reason} className="reason-row">
                  <span className="grow">
                    {t.maybe(`reason.${one.reason}`) ?? one.reason} <code className="tiny quiet">{one.reason}</code>
                  </span>
                  <span className="small quiet">{t("lastAt", { when: format.ago(one.last_at) })}</span>
                  <b>{format.number(one.count)}</b>
                </li>
              ))}
            </ul>
          </section>
          <p className="small quiet">
            {t("raw")}　{t("rawText", { rows: raw.rows, size: sizeText(raw.bytes), days: raw.keep_days })}
          </p>
        </div>
      </div>
      <Refused />
    </div>
  )
}

interface FigureProps {
  label: string
  value: string
  note?: string
  tone?: "bad" | "waiting" | undefined
}

function Figure({ label, value, note, tone }: FigureProps) {
  return (
    <div>
      <dt className="small quiet">{label}</dt>
      <dd>
        <span className={tone ? `figure-value ${tone}` : "figure-value"}>{value}</span>
        {note && <span className="small quiet">{note}</span>}
      </dd>
    </div>
  )
}

function Refused() {
  const t = usePhrases(ingestPhrases)
  const list = useInfiniteQuery({
    queryKey: ["ingest", "refused"],
    queryFn: ({ pageParam }) => api.ingest.refused(pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="refused">
      <h2 className="section-head">{t("refusedTitle")}</h2>
      {list.isPending ? (
        <SkeletonRows rows={3} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <p className="quiet">{t("refusedEmpty")}</p>
      ) : (
        <ul className="refused-list">
          {rows.map((row) => (
            <RefusedRow key={row.id} row={row} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button small onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  )
}

function RefusedRow({ row }: { row: RefusedInput }) {
  const t = usePhrases(ingestPhrases)
  const format = useFormat()
  const [open, setOpen] = useState(false)
  return (
    <li>
      <button type="button" className="refused-row" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "down" : "right"} size={14} />
        <time
          className="quiet"
          title={format.moment(row.at)}
        >{`${format.shortDate(row.at)} ${format.time(row.at)}`}</time>
        <span className="tag is-bad">{t.maybe(`reason.${row.reason}`) ?? row.reason}</span>
        <span className={open ? "grow" : "grow cut"}>{row.message}</span>
        <span className="small quiet not-phone">
          {row.source.name} · {t.maybe(`door.${row.door}`) ?? row.door} · {t.maybe(`step.${row.step}`) ?? row.step}
        </span>
      </button>
      {open && (
        <div className="refused-more">
          <p className="small quiet">
            {row.source.name} · {t("door")} {t.maybe(`door.${row.door}`) ?? row.door} · {t("step")}{" "}
            {t.maybe(`step.${row.step}`) ?? row.step}
            {row.message_id && ` · ${t("messageId")} ${row.message_id}`}
          </p>
          {row.withheld ? (
            <p className="small quiet">{t("withheld")}</p>
          ) : (
            <>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
              <pre role="region" aria-label={t("sample")} tabIndex={0}>
                {row.sample}
              </pre>
              <a className="button is-small" href={api.ingest.refusedRawPath(row.id)} download>
                <Icon name="download" size={14} />
                {t("download")}
              </a>
            </>
          )}
        </div>
      )}
    </li>
  )
}

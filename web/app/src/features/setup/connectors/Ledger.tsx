// The ledger of one run: what was counted on both sides, and each thing in which they differ.

import type { ConnectorEntry, ConnectorRun, ObjectKind } from "@api/contract"
import { connectors } from "@api/outward"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { useState } from "react"
import { useTargetWords } from "../../../kit/mapping/useTargetWords"
import { useCodeWords } from "../../../kit/problems"
import { useCan } from "../../../kit/session"
import { connectorPhrases } from "./phrases"

const KINDS = ["differs", "refused", "missing_here", "missing_there"] as const

export function Ledger({ of: run, object }: { of: ConnectorRun; object: ObjectKind }) {
  const t = usePhrases(connectorPhrases)
  const code = useCodeWords()
  const done = run.state === "done"
  if (run.state === "failed") {
    return (
      <div className="connector-failed" role="status">
        <p className="strong">{(run.code && code(run.code)) ?? run.error}</p>
        {run.error && <p className="small quiet">{run.error}</p>}
      </div>
    )
  }
  return (
    <div className="connector-ledger">
      <Figures of={run} />
      {done && run.mode !== "push" && <Entries of={run} object={object} />}
      {!done && <p className="small quiet">{t(`state.${run.state}`)}</p>}
    </div>
  )
}

function Figures({ of: run }: { of: ConnectorRun }) {
  const t = usePhrases(connectorPhrases)
  const format = useFormat()
  const { counts } = run
  const all: [string, number | null][] =
    run.mode === "push"
      ? [
          [t("sent"), counts.updated],
          [t("same"), counts.same],
          [t("notNamed"), counts.refused],
        ]
      : [
          [t("there"), counts.there],
          [t("here"), counts.here],
          [t("matched"), counts.matched],
          [t("created"), run.mode === "compare" ? null : counts.created],
          [t("updated"), run.mode === "compare" ? null : counts.updated],
          [t("same"), counts.same],
          [t("refused"), counts.refused],
          [t("differing"), counts.differing],
          [t("missing_here"), run.mode === "compare" ? counts.missing_here : null],
          [t("missing_there"), counts.missing_there],
        ]
  return (
    <dl className="connector-figures">
      {all
        .filter(([, n]) => n !== null)
        .map(([word, n]) => (
          <div key={word}>
            <dt className="small quiet">{word}</dt>
            <dd>{format.number(n ?? 0)}</dd>
          </div>
        ))}
    </dl>
  )
}

function Entries({ of: run, object }: { of: ConnectorRun; object: ObjectKind }) {
  const t = usePhrases(connectorPhrases)
  const format = useFormat()
  const target = useTargetWords(object)
  const mayExport = useCan("export")
  const [kind, setKind] = useState("")
  const [field, setField] = useState("")
  const list = useInfiniteQuery({
    queryKey: ["connector-entries", run.id, kind, field],
    queryFn: ({ pageParam }) => connectors.entries(run.id, { kind, field, cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const fields = list.data?.pages[0]?.fields ?? []
  const { counts } = run
  const of: Record<(typeof KINDS)[number], number> = {
    differs: counts.differing,
    refused: counts.refused,
    missing_here: counts.missing_here,
    missing_there: counts.missing_there ?? 0,
  }
  const nothing = KINDS.every((one) => of[one] === 0)
  return (
    <>
      <div className="row is-wrap connector-filters">
        {!nothing && (
          <button type="button" className="chip" aria-pressed={kind === ""} onClick={() => setKind("")}>
            {t("all")}
          </button>
        )}
        {KINDS.filter((one) => of[one] > 0).map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {t(`entry.${one}`)} <small>{format.number(of[one])}</small>
          </button>
        ))}
        {fields.length > 1 && (
          <select
            className="input connector-field"
            aria-label={t("field")}
            value={field}
            onChange={(event) => setField(event.target.value)}
          >
            <option value="">{t("allFields")}</option>
            {fields.map(([one, n]) => (
              <option key={one} value={one}>{`${target(one)} ${n}`}</option>
            ))}
          </select>
        )}
        <span className="grow" />
        {run.import && (
          <Link className="link small" to="/imports/$id" params={{ id: run.import }}>
            {t("import")}
          </Link>
        )}
        {mayExport && !nothing && (
          <a className="link small" href={connectors.csv(run.id)} download>
            {t("csv")}
          </a>
        )}
      </div>
      {list.isPending ? (
        <SkeletonRows rows={4} height={32} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : nothing ? (
        <Empty title={t("nothing")} text={t("nothingText")} drawing="paper" />
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
          <div className="connector-scroll" role="region" aria-label={t("ledger")} tabIndex={0}>
            <table className="plain-table connector-table">
              <thead>
                <tr>
                  <th scope="col">{t("number")}</th>
                  <th scope="col">{t("field")}</th>
                  <th scope="col">{t("theirs")}</th>
                  <th scope="col">{t("ours")}</th>
                  <th scope="col">{t("stood")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Line key={row.seq} of={row} target={target} />
                ))}
              </tbody>
            </table>
          </div>
          {list.hasNextPage && (
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("more")}
            </Button>
          )}
          {counts.left_off > 0 && <p className="small quiet">{t("leftOff", { n: format.number(counts.left_off) })}</p>}
        </>
      )}
    </>
  )
}

const TONES: Record<string, string> = { theirs: "tag is-good", ours: "tag is-waiting", none: "tag" }

function Line({ of: row, target }: { of: ConnectorEntry; target: (key: string) => string }) {
  const t = usePhrases(connectorPhrases)
  const number = row.key === "" ? "—" : row.key
  const reason = row.reason && (t.maybe(`reason.${row.reason}`) ?? row.reason)
  return (
    <tr>
      <th scope="row">
        {row.record?.startsWith("per_") ? (
          <Link className="link" to="/people/$id" params={{ id: row.record }}>
            {number}
          </Link>
        ) : row.record?.startsWith("com_") ? (
          <Link className="link" to="/companies/$id" params={{ id: row.record }}>
            {number}
          </Link>
        ) : (
          number
        )}
      </th>
      {row.kind === "differs" ? (
        <>
          <td>{row.field && target(row.field)}</td>
          {row.masked ? (
            <td colSpan={2} className="quiet">
              {t("masked")}
            </td>
          ) : (
            <>
              <td className="cut" title={row.theirs ?? undefined}>
                {row.theirs}
              </td>
              <td className="cut" title={row.ours ?? undefined}>
                {row.ours === "" ? "—" : row.ours}
              </td>
            </>
          )}
          <td>
            <span className={TONES[row.stood ?? "none"]} title={reason ?? undefined}>
              {t(`stood.${row.stood ?? "none"}`)}
            </span>
          </td>
        </>
      ) : (
        <>
          <td>{t(`entry.${row.kind}`)}</td>
          <td colSpan={3} className={row.kind === "refused" ? "bad" : "quiet"}>
            {reason}
          </td>
        </>
      )}
    </tr>
  )
}

// What would happen to each of the first rows.

import "./mapping.css"
import type { ImportColumn, ImportPlan, ImportPreview } from "@api/contract"
import { useFormat } from "@ui/format"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Skeleton } from "@ui/States"
import { useState } from "react"
import { withPhones } from "../contact"
import { useEvidenceText, weightText } from "../evidence"
import { PersonLink } from "../PersonLink"
import { mappingPhrases } from "./phrases"
import { useProblemWords } from "./problemWords"
import { useTargetWords } from "./useTargetWords"

type Row = ImportPreview["rows"][number]

const OUTCOMES = ["new", "update", "same", "refused"] as const
const TONES: Record<Row["outcome"], string> = { new: "is-good", update: "is-machine", same: "", refused: "is-bad" }

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

interface PreviewProps {
  preview: ImportPreview | undefined
  columns: ImportColumn[]
  plan: ImportPlan
  stale: boolean
}

export function Preview({ preview, columns, plan, stale }: PreviewProps) {
  const t = usePhrases(mappingPhrases)
  const target = useTargetWords(plan.object)
  // A new field is named by its column: its key may be a transcription nobody would read.
  const say = (key: string) => {
    const own = plan.mapping.find((one) => one.target === `new:${key.replace(/^x_/, "")}`)
    return columns.find((column) => column.index === own?.column)?.header ?? target(key)
  }
  const format = useFormat()
  // Instants are read in the workspace's zone, as they will be on the timeline.
  const show = (text: string | undefined) =>
    text !== undefined && INSTANT.test(text) ? `${format.date(text)} ${format.time(text)}` : text && withPhones(text)
  const [only, setOnly] = useState<Row["outcome"] | null>(null)
  if (!preview) return <Skeleton height={240} />
  const rows = preview.rows.filter((row) => only === null || row.outcome === only)
  const keys = [...new Set(preview.rows.flatMap((row) => row.values.map((value) => value.key)))]
  return (
    <div className={stale ? "preview is-stale" : "preview"}>
      <div className="row is-wrap">
        <button type="button" className="chip" aria-pressed={only === null} onClick={() => setOnly(null)}>
          {t("all")} <small>{preview.rows.length}</small>
        </button>
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className="chip"
            aria-pressed={only === outcome}
            onClick={() => setOnly(outcome)}
          >
            {t(`outcome.${outcome}`)} <small>{preview.summary[outcome] ?? 0}</small>
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="preview-scroll" role="region" aria-label={t("preview")} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col" className="figure">
                {t("line")}
              </th>
              <th scope="col">{t("outcome")}</th>
              <th scope="col">{t("person")}</th>
              {keys.map((key) => (
                <th key={key} scope="col">
                  {key === "at" ? t("when") : say(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <td className="figure quiet">{row.line}</td>
                <td>
                  <span className={`tag ${TONES[row.outcome]}`}>{t(`outcome.${row.outcome}`)}</span>
                </td>
                <td colSpan={row.values.length === 0 ? keys.length + 1 : 1}>
                  <Who row={row} columns={columns} />
                </td>
                {row.values.length > 0 &&
                  keys.map((key) => {
                    const shown = show(row.values.find((value) => value.key === key)?.display)
                    return (
                      <td key={key} className="cut" title={shown}>
                        {shown}
                      </td>
                    )
                  })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Who({ row, columns }: { row: Row; columns: ImportColumn[] }) {
  const t = usePhrases(mappingPhrases)
  const say = useEvidenceText()
  const word = useProblemWords()
  return (
    <span className="stack">
      {row.person && (
        <span className="row" style={{ gap: 6 }}>
          {row.person.id.startsWith("per_") ? (
            <PersonLink person={row.person} avatar={16} />
          ) : (
            <span>{row.person.name}</span>
          )}
          {row.why.length > 0 && (
            <Popover
              label={t("reasons")}
              trigger={(props) => (
                <button type="button" className="why" {...props}>
                  {t("why")}
                </button>
              )}
            >
              {() => (
                <div className="why-list">
                  <p className="strong">{t("sameAs", { person: row.person?.name ?? "" })}</p>
                  <ul>
                    {row.why.map((one) => (
                      <li key={`${one.field} ${one.code}`} className="row">
                        <span className="grow">{say(one)}</span>
                        <b className={one.weight < 0 ? "bad" : "good"}>{weightText(one.weight)}</b>
                      </li>
                    ))}
                  </ul>
                </div>
              )}
            </Popover>
          )}
        </span>
      )}
      {row.problems.map((problem) => (
        <span
          key={`${problem.column} ${problem.code}`}
          className={row.outcome === "refused" ? "small bad" : "small waiting"}
        >
          {problem.column !== null && <b>{columns.find((column) => column.index === problem.column)?.header}　</b>}
          <span title={problem.message}>{word(problem, row.cells)}</span>
        </span>
      ))}
      {row.breaches?.map((breach) => (
        <span key={`rule ${breach.column} ${breach.code}`} className="small waiting">
          {breach.column !== null && <b>{columns.find((column) => column.index === breach.column)?.header}　</b>}
          <span title={breach.message}>{word(breach, row.cells)}</span>
        </span>
      ))}
    </span>
  )
}

// People by when they were first there, and how many of them came again so much later.

import type { Answer } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { roughly } from "./change"
import { CellButton, type LookProps } from "./parts"
import { chartPhrases } from "./phrases"
import { cohortsOf } from "./shape"

export function AnswerCohort({ answer, words, onFigure }: LookProps & { answer: Answer }) {
  const t = usePhrases(chartPhrases)
  const format = useFormat()
  const [as, setAs] = useState<"share" | "count">("share")
  const rows = cohortsOf(answer)
  const [first, since] = answer.axes
  const [measure] = answer.measures
  if (!first || !since || !measure) return null
  return (
    <>
      <fieldset className="segments chart-pick" aria-label={t("showAs")}>
        <button type="button" className="segment" aria-pressed={as === "share"} onClick={() => setAs("share")}>
          {t("byShare")}
        </button>
        <button type="button" className="segment" aria-pressed={as === "count"} onClick={() => setAs("count")}>
          {t("byCount")}
        </button>
      </fieldset>
      <div className="chart-table-box">
        <table className="chart-table is-cohort">
          <thead>
            <tr>
              <th scope="col">{t("cohort")}</th>
              <th scope="col" className="figure">
                {t("size")}
              </th>
              {since.keys.map((key, at) => (
                <th key={String(key.value)} scope="col" className="figure">
                  {words.key(since, at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, size, later }) => (
              <tr key={key}>
                <th scope="row">{words.key(first, key)}</th>
                <td className="figure is-total">{format.number(size)}</td>
                {later.map((step, at) => {
                  const word = since.keys[at]
                  if (!step) return <td key={String(word?.value)} />
                  const zero = Number(word?.value) === 0
                  // The first column is everybody: a tint there would say nothing and outshine the rest.
                  const dark = zero ? 12 : Math.round(10 + Math.min(100, step.percent * 1.6) * 0.5)
                  const text = as === "share" ? `${format.decimal(roughly(step.percent))}%` : format.number(step.count)
                  return (
                    <td
                      key={String(word?.value)}
                      className="figure"
                      style={{
                        background: `color-mix(in srgb, var(--c-1) ${step.count === 0 ? 0 : dark}%, transparent)`,
                      }}
                    >
                      <CellButton
                        figure={{ at: step.at, measure: 0 }}
                        name={words.cell(step.at)}
                        value={text}
                        onFigure={onFigure}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

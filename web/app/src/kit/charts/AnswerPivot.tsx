// Groups down and across, with what rows and columns come to; its heads stay while it scrolls.

import type { Answer, ReportLook } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { CellButton, Change, type LookProps } from "./parts"
import { chartPhrases } from "./phrases"
import { type At, cellsOf, numberIn, rowsOf, tint } from "./shape"

interface AnswerPivotProps extends LookProps {
  answer: Answer
  look: ReportLook
  against: "before" | "year"
}

export function AnswerPivot({ answer, look, words, against, onFigure }: AnswerPivotProps) {
  const t = usePhrases(chartPhrases)
  const [shown, setShown] = useState(0)
  const cells = cellsOf(answer)
  const { axes, measures } = answer
  const heads = axes.slice(0, -1)
  const across = axes.at(-1)
  const m = Math.min(shown, measures.length - 1)
  const measure = measures[m]
  if (!across || !measure) return null
  const rows = rowsOf(answer, heads.length, look)
  const value = (at: At) => numberIn(cells(at), m)
  const most = Math.max(0, ...rows.flatMap((row) => across.keys.map((_, key) => value([...row, key]) ?? 0)))
  const cell = (at: At, className = "", dark = 0) => {
    const held = cells(at)
    const text = words.value(measure, held?.values[m])
    return (
      <td
        key={at.join()}
        className={`figure ${className}`}
        style={
          dark > 0 ? { background: `color-mix(in srgb, var(--c-1) ${Math.round(dark * 34)}%, transparent)` } : undefined
        }
      >
        <CellButton
          figure={{ at, measure: m }}
          name={[words.cell(at), words.measure(measure)].filter(Boolean).join(" · ")}
          value={text}
          onFigure={onFigure}
        />
        {answer.before && (
          <Change words={words} measure={measure} now={held?.values[m]} before={held?.before?.[m]} against={against} />
        )}
      </td>
    )
  }
  const none = heads.map(() => null)
  return (
    <>
      {measures.length > 1 && (
        <fieldset className="segments chart-pick" aria-label={t("showAs")}>
          {measures.map((one, at) => (
            <button key={at} type="button" className="segment" aria-pressed={at === m} onClick={() => setShown(at)}>
              {words.measure(one)}
            </button>
          ))}
        </fieldset>
      )}
      <div className="chart-table-box">
        <table className="chart-table is-pivot">
          <thead>
            <tr>
              {heads.map((axis) => (
                <th key={axis.field} scope="col">
                  {words.axis(axis)}
                </th>
              ))}
              {across.keys.map((key, at) => (
                <th key={String(key.value)} scope="col" className="figure">
                  {words.key(across, at)}
                </th>
              ))}
              <th scope="col" className="figure is-total">
                {t("total")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.join()}>
                {heads.map((axis, n) => {
                  const word = words.key(axis, row[n] ?? 0)
                  const again = n < heads.length - 1 && rows[at - 1]?.[n] === row[n]
                  return n === heads.length - 1 ? (
                    <th key={axis.field} scope="row">
                      {word}
                    </th>
                  ) : (
                    <td key={axis.field} className={again ? "is-again" : ""}>
                      {word}
                    </td>
                  )
                })}
                {across.keys.map((_, key) => cell([...row, key], "", tint(value([...row, key]), most)))}
                {cell([...row, null], "is-total")}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={heads.length}>
                {t("total")}
              </th>
              {across.keys.map((_, key) => cell([...none, key]))}
              {cell([...none, null], "is-total")}
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  )
}

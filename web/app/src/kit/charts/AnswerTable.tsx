// An answer as a table: a line for every group, a column for every measure, what all of them come to at the foot.

import type { Answer, ReportLook } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { CellButton, Change, type LookProps } from "./parts"
import { chartPhrases } from "./phrases"
import { type At, cellsOf, overAll, rowsOf } from "./shape"

interface AnswerTableProps extends LookProps {
  answer: Answer
  look: ReportLook
  against: "before" | "year"
}

export function AnswerTable({ answer, look, words, against, onFigure }: AnswerTableProps) {
  const t = usePhrases(chartPhrases)
  const cells = cellsOf(answer)
  const { axes, measures } = answer
  const rows = axes.length === 0 ? [] : rowsOf(answer, axes.length, look)
  const compared = answer.before !== null
  const line = (at: At) =>
    measures.map((measure, m) => {
      const cell = cells(at)
      const value = words.value(measure, cell?.values[m])
      return (
        <td key={m} className="figure">
          <CellButton
            figure={{ at, measure: m }}
            name={[words.cell(at), words.measure(measure)].filter(Boolean).join(" · ")}
            value={value}
            onFigure={onFigure}
          />
          {compared && (
            <Change
              words={words}
              measure={measure}
              now={cell?.values[m]}
              before={cell?.before?.[m]}
              against={against}
            />
          )}
        </td>
      )
    })
  return (
    <div className="chart-table-box">
      <table className="chart-table">
        <thead>
          <tr>
            {axes.map((axis) => (
              <th key={axis.field + axis.of} scope="col">
                {words.axis(axis)}
              </th>
            ))}
            {axes.length === 0 && <td />}
            {measures.map((measure, m) => (
              <th key={m} scope="col" className="figure">
                {words.measure(measure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((keys, at) => (
            <tr key={keys.join()}>
              {axes.map((axis, n) => {
                const key = keys[n] ?? 0
                const again =
                  n < axes.length - 1 && rows[at - 1]?.slice(0, n + 1).join() === keys.slice(0, n + 1).join()
                const word = words.key(axis, key)
                return n === axes.length - 1 ? (
                  <th key={axis.field + axis.of} scope="row">
                    {word}
                  </th>
                ) : (
                  <td key={axis.field + axis.of} className={again ? "is-again" : ""}>
                    {word}
                  </td>
                )
              })}
              {line(keys)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={Math.max(1, axes.length)}>
              {t("total")}
            </th>
            {line(overAll(answer))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

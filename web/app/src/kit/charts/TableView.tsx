// Figures in rows: one for each of the finest parts, what they come to at the end.

import type { AnswerCell } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { reportWords } from "../reports/phrases"
import { useAnswerWords } from "../reports/words"
import type { AnswerViewProps } from "./AnswerView"
import { Change } from "./Change"
import { cellsOf, orderOf } from "./cells"
import { FigureButton } from "./FigureButton"

/** Rows that are drawn; files hold all of them. */
const MOST = 500

export function TableView({ question, answer, look, onOpen }: AnswerViewProps) {
  const t = usePhrases(reportWords)
  const words = useAnswerWords()
  const cells = cellsOf(answer)
  const places = answer.axes.map((_, axis) => {
    const order = orderOf(answer, axis, look.sort)
    return new Map(order.map((key, n) => [key, n]))
  })
  const rank = (cell: AnswerCell) => cell.at.map((key, axis) => places[axis]?.get(key ?? -1) ?? 0)
  const rows = answer.cells
    .filter((cell) => cell.at.length > 0 && cell.at.every((key) => key !== null))
    .map((cell) => ({ cell, rank: rank(cell) }))
    .sort((a, b) => a.rank.reduce((before, n, axis) => before || n - (b.rank[axis] ?? 0), 0))
  const whole = cells.at(answer.axes.map(() => null))
  const line = (cell: AnswerCell) =>
    answer.measures.map((measure, n) => (
      <td key={`${measure.of} ${measure.field} ${n}`} className="num">
        <FigureButton onOpen={onOpen && (() => onOpen({ at: cell.at, measure: n }))}>
          {words.value(answer, measure, cell.values[n] ?? null)}
        </FigureButton>
        {cell.before && cell.values[n] != null && cell.before[n] != null && (
          <div className="xs">
            <Change value={Number(cell.values[n])} before={Number(cell.before[n])} />
          </div>
        )}
      </td>
    ))
  return (
    <div className="answer-scroll" tabIndex={-1}>
      <table className="answer-table">
        <thead>
          <tr>
            {answer.axes.map((axis) => (
              <th key={axis.field + axis.unit} scope="col">
                {words.axis(axis)}
              </th>
            ))}
            {answer.measures.map((measure, n) => (
              <th key={`${measure.of} ${measure.field} ${n}`} scope="col" className="num">
                {words.measure(question.object, measure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map(({ cell }) => (
            <tr key={cell.at.join(",")}>
              {answer.axes.map((axis, n) => {
                const key = axis.keys[cell.at[n] ?? -1]
                return <td key={axis.field + axis.unit}>{key ? words.key(axis, key) : ""}</td>
              })}
              {line(cell)}
            </tr>
          ))}
        </tbody>
        {whole && answer.axes.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={answer.axes.length}>
                {t("total")}
              </th>
              {line(whole)}
            </tr>
          </tfoot>
        )}
        {whole && answer.axes.length === 0 && (
          <tbody>
            <tr>{line(whole)}</tr>
          </tbody>
        )}
      </table>
    </div>
  )
}

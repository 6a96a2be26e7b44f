// Figures in rows and columns: a pivot with its totals, tinted as heat, or people by when they first came.

import { usePhrases } from "@ui/phrases"
import type { CSSProperties } from "react"
import { reportWords } from "../reports/phrases"
import { useAnswerWords } from "../reports/words"
import type { AnswerViewProps } from "./AnswerView"
import { cellsOf, orderOf, tint } from "./cells"
import { FigureButton } from "./FigureButton"

export function PivotView({ answer, look, onOpen }: AnswerViewProps) {
  const t = usePhrases(reportWords)
  const words = useAnswerWords()
  const cells = cellsOf(answer)
  const last = answer.axes.length - 1
  const across = answer.axes[last]
  const measure = answer.measures[0]
  if (!across || !measure) return null
  const cohort = look.as === "cohort"
  const heat = cohort || look.as === "heat"
  const columns = orderOf(answer, last, across.of === "values" ? look.sort : undefined)
  const rows = answer.cells
    .map((cell) => cell.at)
    .filter((at) => at[last] === null && at.slice(0, last).every((key) => key !== null))
  const at = (row: (number | null)[], column: number | null) => [...row.slice(0, last), column]
  const firstOf = (row: (number | null)[]) => cells.number(at(row, 0), 0) ?? 0
  const figures = rows.flatMap((row) => columns.map((column) => cells.number(at(row, column), 0) ?? 0))
  const most = Math.max(0, ...figures)
  const totals: (number | null)[] = answer.axes.map(() => null)
  const figure = (row: (number | null)[], column: number | null) => {
    const value = cells.text(at(row, column), 0)
    if (value === null) return ""
    // What all came again to is told as it is: the younger ones have not had the time yet.
    const share = cohort && row !== totals && column !== null && column > 0 && firstOf(row) > 0
    const shown = share ? `${Math.round((Number(value) / firstOf(row)) * 100)}%` : words.value(answer, measure, value)
    return (
      <FigureButton
        onOpen={onOpen && (() => onOpen({ at: at(row, column), measure: 0 }))}
        label={share ? `${shown} · ${words.value(answer, measure, value)}` : undefined}
      >
        {shown}
      </FigureButton>
    )
  }
  const shade = (row: (number | null)[], column: number): CSSProperties => {
    if (!heat) return {}
    const value = cells.number(at(row, column), 0)
    const strength = cohort && column > 0 ? tint(value, firstOf(row)) : cohort ? 0 : tint(value, most)
    return { "--tint": `${Math.round(strength * 70)}%` } as CSSProperties
  }
  return (
    <div className="answer-scroll" tabIndex={-1}>
      <table className={`answer-table pivot ${heat ? "is-heat" : ""}`}>
        <thead>
          <tr>
            {answer.axes.slice(0, last).map((axis) => (
              <th key={axis.field + axis.unit} scope="col">
                {words.axis(axis)}
              </th>
            ))}
            {columns.map((column) => {
              const key = across.keys[column]
              return (
                <th key={column} scope="col" className="num">
                  {key ? words.key(across, key) : ""}
                </th>
              )
            })}
            {!cohort && (
              <th scope="col" className="num">
                {t("total")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join(",")}>
              {answer.axes.slice(0, last).map((axis, n) => {
                const key = axis.keys[row[n] ?? -1]
                return (
                  <th key={axis.field + axis.unit} scope="row">
                    {key ? words.key(axis, key) : ""}
                  </th>
                )
              })}
              {columns.map((column) => (
                <td key={column} className="num shade" style={shade(row, column)}>
                  {figure(row, column)}
                </td>
              ))}
              {!cohort && <td className="num strong">{figure(row, null)}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={last}>
              {t("total")}
            </th>
            {columns.map((column) => (
              <td key={column} className="num">
                {figure(totals, column)}
              </td>
            ))}
            {!cohort && <td className="num strong">{figure(totals, null)}</td>}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

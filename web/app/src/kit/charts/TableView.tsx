// An answer as rows: a column for each axis, one for each figure. A head sorts.

import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import type { At } from "./cube"
import { Compared } from "./Figure"
import { chartPhrases } from "./phrases"
import { useAnswer, type ViewProps } from "./useAnswer"

interface Sort {
  measure: number
  up: boolean
}

export function TableView({ question, answer, look, height, onOpen }: ViewProps) {
  const t = usePhrases(chartPhrases)
  const told = useAnswer({ question, answer, look })
  const [sort, setSort] = useState<Sort | null>(null)
  const { cube } = told
  const rows = sort ? sorted(cube.rows, sort, cube.number) : cube.rows
  const over: At = answer.axes.map(() => null)
  // Down first, then up, then as the look has it.
  const next = (measure: number) =>
    setSort(sort?.measure !== measure ? { measure, up: false } : sort.up ? null : { measure, up: true })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too.
    <div className="answer-table" style={{ maxHeight: height }} tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            {answer.axes.map((axis, place) => (
              <th key={`${axis.field} ${axis.unit}`} scope="col" className={place === 0 ? "is-first" : ""}>
                {told.axis(place)}
              </th>
            ))}
            {answer.measures.map((one, measure) => {
              const name = told.measure(measure)
              const up = sort?.measure === measure ? sort.up : undefined
              return (
                <th
                  key={`${one.of} ${measure}`}
                  scope="col"
                  className="figure"
                  aria-sort={up === undefined ? "none" : up ? "ascending" : "descending"}
                >
                  <button type="button" title={t("sort", { name })} onClick={() => next(measure)}>
                    {name}
                    <i aria-hidden="true">{up === undefined ? "" : up ? " ↑" : " ↓"}</i>
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((at) => (
            <tr key={at.join(",")}>
              {at.map((key, axis) =>
                axis === 0 ? (
                  <th key={`${answer.axes[axis]?.field} ${axis}`} scope="row" className="is-first">
                    {told.key(axis, key)}
                  </th>
                ) : (
                  <td key={axis}>{told.key(axis, key)}</td>
                ),
              )}
              {answer.measures.map((one, measure) => (
                <td key={`${one.of} ${measure}`} className="figure">
                  <Compared told={told} at={at} measure={measure} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {answer.axes.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={answer.axes.length} className="is-first">
                {t("total")}
              </th>
              {answer.measures.map((one, measure) => (
                <td key={`${one.of} ${measure}`} className="figure">
                  <Compared told={told} at={over} measure={measure} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function sorted(rows: At[], { measure, up }: Sort, number: (at: At, measure: number) => number | null): At[] {
  const size = (at: At) => number(at, measure)
  return [...rows].sort((a, b) => {
    const [one, other] = [size(a), size(b)]
    // What holds nothing is last, whichever way.
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1
    return up ? one - other : other - one
  })
}

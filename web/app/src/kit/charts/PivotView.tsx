// An answer across: the last axis makes columns, the ones before it rows, with what they come to on both sides.

import { usePhrases } from "@ui/phrases"
import type { At } from "./cube"
import { Compared } from "./Figure"
import { chartPhrases } from "./phrases"
import { TableView } from "./TableView"
import { type Told, useAnswer, type ViewProps } from "./useAnswer"

export function PivotView(props: ViewProps) {
  return props.answer.axes.length < 2 ? <TableView {...props} /> : <Pivot {...props} />
}

function Pivot({ question, answer, look, height, onOpen }: ViewProps) {
  const t = usePhrases(chartPhrases)
  const told = useAnswer({ question, answer, look })
  const last = answer.axes.length - 1
  const columns: (number | null)[] = [...told.cube.keys(last), null]
  const several = answer.measures.length > 1
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too.
    <div className="answer-table is-pivot" style={{ maxHeight: height }} tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            <th scope="col" className="is-first" rowSpan={several ? 2 : 1}>
              {answer.axes
                .slice(0, last)
                .map((_, axis) => told.axis(axis))
                .join(" / ")}
            </th>
            {columns.map((key) => (
              <th
                key={String(key)}
                scope={several ? "colgroup" : "col"}
                colSpan={answer.measures.length}
                className={key === null ? "figure is-total" : "figure"}
              >
                {key === null ? t("total") : told.key(last, key)}
              </th>
            ))}
          </tr>
          {several && (
            <tr>
              {columns.map((key) =>
                answer.measures.map((one, measure) => (
                  <th
                    key={`${key} ${one.of} ${measure}`}
                    scope="col"
                    className={key === null ? "figure is-total" : "figure"}
                  >
                    {told.measure(measure)}
                  </th>
                )),
              )}
            </tr>
          )}
        </thead>
        <tbody>
          {rowsOf(told, last).map(({ at, deep, group }) => (
            <tr key={at.join(",")} className={group ? "is-group" : ""}>
              <th scope="row" className={deep ? "is-first is-deep" : "is-first"}>
                {told.key(at.length - 1, at.at(-1))}
              </th>
              <Cells told={told} row={padded(at, last)} columns={columns} onOpen={onOpen} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="is-first">
              {t("total")}
            </th>
            <Cells told={told} row={padded([], last)} columns={columns} onOpen={onOpen} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

const padded = (at: At, length: number): At => [...at, ...Array<null>(length - at.length).fill(null)]

interface Line {
  at: number[]
  deep: boolean
  /** Over others that follow it. */
  group: boolean
}

/** Rows of one axis, or of two: the coarser with what it comes to, below it the finer. */
function rowsOf({ cube }: Told, last: number): Line[] {
  const held = (at: number[]) => cube.at([...padded(at, last), null]) !== undefined
  return cube.keys(0).flatMap((first) => {
    const head: Line = { at: [first], deep: false, group: last > 1 }
    if (!held(head.at)) return []
    if (last < 2) return [head]
    const below = cube.keys(1).map((second): Line => ({ at: [first, second], deep: true, group: false }))
    return [head, ...below.filter((line) => held(line.at))]
  })
}

interface CellsProps extends Pick<ViewProps, "onOpen"> {
  told: Told
  row: At
  columns: (number | null)[]
}

function Cells({ told, row, columns, onOpen }: CellsProps) {
  return columns.map((key) =>
    told.cube.answer.measures.map((one, measure) => (
      <td key={`${key} ${one.of} ${measure}`} className={key === null ? "figure is-total" : "figure"}>
        <Compared told={told} at={[...row, key]} measure={measure} onOpen={onOpen} />
      </td>
    )),
  )
}

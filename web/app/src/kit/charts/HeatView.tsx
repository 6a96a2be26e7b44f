// Two axes as a grid of tints, the largest the darkest; and cohorts, whose tint is the share that is there again.

import { usePhrases } from "@ui/phrases"
import { tintOf } from "./cube"
import { Figure } from "./Figure"
import { chartPhrases } from "./phrases"
import { TableView } from "./TableView"
import { useAnswer, type ViewProps } from "./useAnswer"

export function HeatView(props: ViewProps) {
  return props.answer.axes.length < 2 ? <TableView {...props} /> : <Heat {...props} />
}

function Heat({ question, answer, look, height, onOpen }: ViewProps) {
  const told = useAnswer({ question, answer, look })
  const { cube } = told
  const [rows, columns] = [cube.keys(0), cube.keys(1)]
  const rest = answer.axes.slice(2).map(() => null)
  const most = Math.max(0, ...rows.flatMap((row) => columns.map((key) => cube.number([row, key, ...rest], 0) ?? 0)))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too.
    <div className="answer-table is-heat" style={{ maxHeight: height }} tabIndex={0} role="group">
      <table className={columns.length > 12 ? "is-dense" : ""}>
        <thead>
          <tr>
            <th scope="col" className="is-first">
              <span className="hidden-visually">{told.axis(0)}</span>
            </th>
            {columns.map((key) => (
              <th key={key} scope="col">
                {told.key(1, key).replace(/:00$/, "")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row" className="is-first">
                {told.key(0, row)}
              </th>
              {columns.map((key) => {
                const at = [row, key, ...rest]
                return (
                  <td key={key}>
                    <Figure
                      told={told}
                      at={at}
                      measure={0}
                      onOpen={onOpen}
                      className={`tint tint-${tintOf(cube.number(at, 0), most)}`}
                    >
                      <span>{cube.at(at) ? told.value(0, at) : ""}</span>
                    </Figure>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function CohortView(props: ViewProps) {
  return props.answer.axes[1]?.of === "since" ? <Cohort {...props} /> : <HeatView {...props} />
}

function Cohort({ question, answer, height, onOpen }: ViewProps) {
  const t = usePhrases(chartPhrases)
  // Time goes forward, whatever the look sorts by.
  const told = useAnswer({ question, answer, look: NO_SORT })
  const { cube } = told
  const columns = cube.keys(1)
  const part = (row: number | null, key: number): number | null => {
    const [first, now] = [cube.number([row, 0], 0), cube.number([row, key], 0)]
    return first && now !== null ? (now / first) * 100 : null
  }
  const lines: (number | null)[] = [...cube.keys(0), null]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too.
    <div className="answer-table is-heat is-cohort" style={{ maxHeight: height }} tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            <th scope="col" className="is-first">
              {t("cohort")}
            </th>
            {columns.map((key) => (
              <th key={key} scope="col">
                {told.key(1, key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((row) => (
            <tr key={String(row)} className={row === null ? "is-total" : ""}>
              <th scope="row" className="is-first">
                {told.key(0, row)}
              </th>
              {columns.map((key) => {
                const percent = part(row, key)
                const at = [row, key]
                const share = percent === null ? "—" : `${Math.round(percent * 10) / 10}%`
                if (!cube.at(at)) return <td key={key} />
                return (
                  <td key={key}>
                    <Figure
                      told={told}
                      at={at}
                      measure={0}
                      onOpen={onOpen}
                      said={key === 0 ? told.value(0, at) : `${share} ${told.value(0, at)}`}
                      className={`tint tint-${key === 0 ? 0 : tintOf(percent, 100)}`}
                    >
                      {key === 0 ? (
                        <b>{told.value(0, at)}</b>
                      ) : (
                        <>
                          <b>{share}</b>
                          <small>{told.value(0, at)}</small>
                        </>
                      )}
                    </Figure>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NO_SORT = { as: "cohort" } as const

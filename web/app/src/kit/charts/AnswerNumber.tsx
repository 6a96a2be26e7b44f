// One figure that is read at a glance, how it changed, and, where it is parted by time, its course.

import type { Answer } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { CellButton, Change, type LookProps } from "./parts"
import { chartPhrases } from "./phrases"
import { alone, cellsOf, numberIn, overAll } from "./shape"

interface AnswerNumberProps extends LookProps {
  answer: Answer
  against: "before" | "year"
}

export function AnswerNumber({ answer, words, against, onFigure }: AnswerNumberProps) {
  const t = usePhrases(chartPhrases)
  const cells = cellsOf(answer)
  const at = overAll(answer)
  const cell = cells(at)
  const [axis] = answer.axes
  const course =
    axis?.of === "dates" && axis.keys.length > 2
      ? axis.keys.map((_, key) => numberIn(cells(alone(answer, 0, key)), 0) ?? 0)
      : null
  return (
    <div className="chart-numbers">
      {answer.measures.map((measure, m) => {
        const value = words.value(measure, cell?.values[m])
        const before = cell?.before?.[m]
        return (
          <div key={m} className={m === 0 ? "chart-number is-first" : "chart-number"}>
            <span className="small quiet">{words.measure(measure)}</span>
            <CellButton
              figure={{ at, measure: m }}
              name={words.measure(measure)}
              value={value}
              onFigure={onFigure}
              className="chart-big"
            />
            {answer.before && (
              <span className="row is-wrap small chart-was">
                <Change words={words} measure={measure} now={cell?.values[m]} before={before} against={against} full />
                {before !== null && before !== undefined && (
                  <span className="quiet">{t(`was.${against}`, { value: words.value(measure, before) })}</span>
                )}
              </span>
            )}
          </div>
        )
      })}
      {course && <Course values={course} />}
    </div>
  )
}

/** A line without figures; the table has them. */
function Course({ values }: { values: number[] }) {
  const most = Math.max(...values, 1)
  const points = values.map((value, at) => [(at / (values.length - 1)) * 100, 30 - (value / most) * 28] as const)
  const line = points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ")
  return (
    <svg className="chart-course" viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">
      <polygon points={`0,32 ${line} 100,32`} />
      <polyline points={line} />
    </svg>
  )
}

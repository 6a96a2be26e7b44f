// One figure, large; or how much of something it is.

import { usePhrases } from "@ui/phrases"
import { reportWords } from "../reports/phrases"
import { useAnswerWords } from "../reports/words"
import type { AnswerViewProps } from "./AnswerView"
import { Change } from "./Change"
import { cellsOf } from "./cells"
import { FigureButton } from "./FigureButton"

export function NumberView({ question, answer, look, onOpen }: AnswerViewProps) {
  const t = usePhrases(reportWords)
  const words = useAnswerWords()
  const at = answer.axes.map(() => null)
  const cell = cellsOf(answer).at(at)
  const full = look.as === "gauge" ? Number(look.full ?? 0) : 0
  return (
    <div className="big-figures">
      {answer.measures.map((measure, n) => {
        const value = cell?.values[n] ?? null
        const before = cell?.before?.[n] ?? null
        const share = full > 0 && value !== null ? Number(value) / full : null
        return (
          <div key={`${measure.of} ${measure.field} ${n}`} className="big-figure">
            <span className="xs quiet">{words.measure(question.object, measure)}</span>
            <FigureButton onOpen={onOpen && (() => onOpen({ at, measure: n }))}>
              <span className="big">{words.value(answer, measure, value)}</span>
            </FigureButton>
            {share !== null && (
              <>
                <span className="gauge" aria-hidden="true">
                  <span style={{ width: `${Math.min(100, share * 100)}%` }} />
                </span>
                <span className="xs quiet">
                  {t("ofFull", {
                    full: words.value(answer, measure, String(full)),
                    percent: `${Math.round(share * 1000) / 10}%`,
                  })}
                </span>
              </>
            )}
            {value !== null && before !== null && (
              <span className="xs">
                <Change value={Number(value)} before={Number(before)} />{" "}
                <span className="quiet">{t("before", { value: words.value(answer, measure, before) })}</span>
              </span>
            )}
          </div>
        )
      })}
    </div>
  )
}

// How the answer is drawn: those looks that suit it, and what each can be told.

import type { Question, ReportAbout, ReportLook } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { useAnswerWords } from "../../kit/reports/words"
import { buildPhrases } from "./buildPhrases"
import { LOOKS } from "./code"
import { LookIcon } from "./LookIcon"
import { reportsPhrases } from "./phrases"
import { shapeOfQuestion, unfit } from "./suit"

interface LookPartProps {
  question: Question
  about: ReportAbout
  look: ReportLook
  onShow: (look: ReportLook) => void
}

export function LookPart({ question, about, look, onShow }: LookPartProps) {
  const t = usePhrases(buildPhrases)
  const inReports = usePhrases(reportsPhrases)
  const words = useAnswerWords()
  const shape = shapeOfQuestion(question, about)
  const [fullId, sortId, stackedId] = [useId(), useId(), useId()]
  const { as, map, full, sort, stacked } = look
  const without = (key: keyof ReportLook): ReportLook => {
    const { [key]: _, ...rest } = look
    return { ...rest, as }
  }
  const stacks = ["bar", "column", "area"].includes(as) && shape.axes.length === 2
  const sorts = shape.axes.length > 0 && !["line", "area", "heat", "cohort", "map", "number", "gauge"].includes(as)
  return (
    <div className="report-lines">
      <fieldset className="report-looks" aria-label={t("look")}>
        {LOOKS.map((one) => {
          const why = unfit(one, shape)
          const name = inReports(`look.${one}`)
          const said = why ? `${name}：${t(`unfit.${why}`)}` : name
          return (
            <button
              key={one}
              type="button"
              className="report-look-pick"
              aria-pressed={one === as}
              // Still reached and read, so that whoever looks for it is told why it is not offered.
              aria-disabled={why ? true : undefined}
              aria-label={said}
              title={said}
              onClick={() => !why && onShow({ ...look, as: one })}
            >
              <LookIcon as={one} />
              <span>{name}</span>
            </button>
          )
        })}
      </fieldset>
      {stacks && (
        <label className="row small" htmlFor={stackedId}>
          <input
            id={stackedId}
            type="checkbox"
            className="tick"
            checked={stacked === true}
            onChange={({ target }) => onShow(target.checked ? { ...look, stacked: true } : without("stacked"))}
          />
          {t("stacked")}
        </label>
      )}
      {as === "map" && (
        <fieldset className="segments" aria-label={t("map")}>
          {(["china", "world"] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="segment grow"
              aria-pressed={(map ?? "china") === one}
              onClick={() => onShow({ ...look, map: one })}
            >
              {t(`map.${one}`)}
            </button>
          ))}
        </fieldset>
      )}
      {as === "gauge" && (
        <div className="report-parts">
          <label htmlFor={fullId} className="small quiet report-word">
            {t("full")}
          </label>
          <input
            id={fullId}
            type="number"
            min="0"
            step="any"
            className="input"
            value={full ?? ""}
            onChange={({ target: { value } }) => onShow(value === "" ? without("full") : { ...look, full: value })}
          />
        </div>
      )}
      {sorts && (
        <div className="report-parts">
          <label htmlFor={sortId} className="small quiet report-word">
            {t("sort")}
          </label>
          <select
            id={sortId}
            className="input"
            value={sort ?? ""}
            onChange={({ target: { value } }) =>
              onShow(value === "" ? without("sort") : { ...look, sort: Number(value) })
            }
          >
            <option value="">{t("sortValues")}</option>
            {question.measures.map((measure, at) => (
              <option key={at} value={at}>
                {t("sortBy", { name: words.measure(about.object, measure) })}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  )
}

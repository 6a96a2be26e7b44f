// How an answer is drawn: each look as a button, those that do not suit with the reason.

import type { Answer, Question, ReportLook, ReportLookAs } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { LOOKS, whyNot } from "../../kit/charts/looks"
import { reportWords } from "../../kit/reports/phrases"
import { useAnswerWords } from "../../kit/reports/words"
import { reportPhrases } from "./phrases"

interface Props {
  question: Question
  answer: Answer | undefined
  look: ReportLook
  onChange: (look: ReportLook) => void
}

const STACKS: readonly ReportLookAs[] = ["bar", "column", "area"]

export function LookPicker({ question, answer, look, onChange }: Props) {
  const t = usePhrases(reportPhrases)
  const w = usePhrases(reportWords)
  const words = useAnswerWords()
  const id = useId()
  // Until there is an answer: what the question is going to have.
  const axes = answer?.axes ?? []
  return (
    <div className="ask-group">
      <span className="label">{t("look")}</span>
      <fieldset className="looks" aria-label={t("look")}>
        {LOOKS.map((as) => {
          const why = answer && whyNot({ axes }, as)
          return (
            <button
              key={as}
              type="button"
              className="look"
              aria-pressed={look.as === as}
              disabled={Boolean(why) && look.as !== as}
              title={why ? w(`why.${why}`) : undefined}
              onClick={() => onChange({ ...look, as })}
            >
              {t(`look.${as}`)}
            </button>
          )
        })}
      </fieldset>
      {look.as === "gauge" && (
        <div className="field">
          <label htmlFor={`${id}f`}>{t("full")}</label>
          <input
            id={`${id}f`}
            className="input"
            inputMode="decimal"
            value={look.full ?? ""}
            onChange={(event) => onChange({ ...look, full: event.target.value || undefined })}
          />
        </div>
      )}
      {STACKS.includes(look.as) || look.as === "table" || look.as === "pivot" ? (
        <div className="field">
          <label htmlFor={`${id}s`}>{t("sortBy")}</label>
          <select
            id={`${id}s`}
            className="input"
            value={look.sort ?? ""}
            onChange={(event) =>
              onChange({ ...look, sort: event.target.value === "" ? undefined : Number(event.target.value) })
            }
          >
            <option value="">—</option>
            {question.measures.map((measure, n) => (
              <option key={`${measure.of} ${measure.field} ${n}`} value={n}>
                {words.measure(question.object, measure)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </div>
  )
}

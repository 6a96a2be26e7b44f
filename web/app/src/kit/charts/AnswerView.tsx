// An answer as it is asked to be shown. In: the answer, its look. Out: the figure that was pressed.
// What cannot be drawn as asked is a table, and says why.

import "../segments.css"
import "./charts.css"
import type { Answer, Question, ReportLook } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { Empty, Skeleton } from "@ui/States"
import { lazy, type RefObject, Suspense } from "react"
import { Unrated } from "../Unrated"
import { AnswerCohort } from "./AnswerCohort"
import { AnswerNumber } from "./AnswerNumber"
import { AnswerPivot } from "./AnswerPivot"
import { AnswerTable } from "./AnswerTable"
import type { Figure } from "./options/drawn"
import { chartPhrases } from "./phrases"
import type { Picture } from "./picture"
import { cellsOf, hindranceOf, overAll } from "./shape"
import { useAnswerWords } from "./useAnswerWords"

const AnswerChart = lazy(async () => ({ default: (await import("./AnswerChart")).AnswerChart }))
const AnswerMap = lazy(async () => ({ default: (await import("./AnswerMap")).AnswerMap }))

export interface AnswerViewProps {
  question: Question
  answer: Answer
  look: ReportLook
  /** What the whole is called, for those who do not see it. */
  name: string
  /** The same figures as a table instead. */
  figures?: boolean
  onFigure?: ((figure: Figure) => void) | undefined
  picture?: RefObject<Picture | null> | undefined
}

/** Looks that are drawn, and so have figures to be looked at as a table beside. */
export const isDrawn = (look: ReportLook): boolean => !["table", "pivot", "cohort", "number"].includes(look.as)

export function AnswerView({ question, answer, look, name, figures, onFigure, picture }: AnswerViewProps) {
  const t = usePhrases(chartPhrases)
  const words = useAnswerWords(question.object, answer)
  const against = question.compare ?? "before"
  const hindrance = hindranceOf(answer, look)
  const more = answer.axes.reduce((sum, axis) => sum + axis.more, 0)
  const nothing =
    answer.axes.length > 0 &&
    answer.axes.every((axis) => axis.keys.length === 0) &&
    !cellsOf(answer)(overAll(answer))?.before
  if (nothing) return <Empty title={t("nothing")} text={t("nothingText")} drawing="search" />
  const shared = { words, onFigure }
  const two = answer.axes.length >= 2
  const body = () => {
    if (hindrance || (figures && isDrawn(look))) {
      if (answer.axes[0]?.of === "cohort") return <AnswerCohort answer={answer} {...shared} />
      if (two && (question.across || look.as === "heat"))
        return <AnswerPivot answer={answer} look={look} against={against} {...shared} />
      return <AnswerTable answer={answer} look={look} against={against} {...shared} />
    }
    switch (look.as) {
      case "table":
        return two && question.across ? (
          <AnswerPivot answer={answer} look={look} against={against} {...shared} />
        ) : (
          <AnswerTable answer={answer} look={look} against={against} {...shared} />
        )
      case "pivot":
        return <AnswerPivot answer={answer} look={look} against={against} {...shared} />
      case "cohort":
        return <AnswerCohort answer={answer} {...shared} />
      case "number":
        return <AnswerNumber answer={answer} against={against} {...shared} />
      case "map":
        return (
          <Suspense fallback={<Skeleton height={240} />}>
            <AnswerMap answer={answer} look={look} label={name} picture={picture} {...shared} />
          </Suspense>
        )
      default:
        return (
          <Suspense fallback={<Skeleton height={240} />}>
            <AnswerChart answer={answer} look={look} name={name} against={against} picture={picture} {...shared} />
          </Suspense>
        )
    }
  }
  return (
    <div className="chart">
      {hindrance && (
        <p className="small chart-note" role="note">
          {hindrance.why === "many" ? t("not.many", { n: hindrance.n }) : t(`not.${hindrance.why}`)}
        </p>
      )}
      {body()}
      {more > 0 && <p className="small quiet chart-more">{t("more", { n: more })}</p>}
      {answer.unrated.length > 0 && <Unrated currencies={answer.unrated.map(({ currency }) => currency)} />}
    </div>
  )
}

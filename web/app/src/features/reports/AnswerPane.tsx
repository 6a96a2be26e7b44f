// The answer within the builder: what it is about, the answer itself, and what is wrong with the question.

import type { Answer, Question } from "@api/contract"
import type { UseQueryResult } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import type { RefObject } from "react"
import { AnswerView, isDrawn } from "../../kit/charts/AnswerView"
import { chartPhrases } from "../../kit/charts/phrases"
import type { Picture } from "../../kit/charts/picture"
import type { Asked, CellAsked } from "./ask/url"
import { reportPhrases } from "./phrases"
import { isPlaced } from "./queries"
import { cellOf } from "./rows/cell"

interface AnswerPaneProps {
  asked: Asked
  name: string
  held: UseQueryResult<{ question: Question; answer: Answer }>
  /** Whether what is shown answers a question before this one. */
  waits: boolean
  figures: boolean
  onFigures: (figures: boolean) => void
  onCell: (cell: CellAsked) => void
  picture: RefObject<Picture | null>
}

/** The days that an answer is about, and those that it is compared with. */
export function useAboutText(): (answer: Answer) => string {
  const t = usePhrases(reportPhrases)
  const format = useFormat()
  const days = ({ from, to }: { from: string; to: string }) => ({
    from: format.calendarDay(from),
    to: format.calendarDay(to),
  })
  return ({ span, before }) =>
    [span ? t("span", days(span)) : t("everything"), before && t("versus", days(before))].filter(Boolean).join(" · ")
}

export function AnswerPane({ asked, name, held, waits, figures, onFigures, onCell, picture }: AnswerPaneProps) {
  const t = usePhrases(reportPhrases)
  const chart = usePhrases(chartPhrases)
  const format = useFormat()
  const about = useAboutText()
  const { data, error } = held
  return (
    <section className="builder-answer" aria-label={name} aria-busy={waits}>
      {data && (
        <div className="row builder-about">
          <span className="small quiet grow">
            {about(data.answer)}
            <span className="not-phone"> · {t("asOf", { time: format.time(data.answer.at) })}</span>
          </span>
          {isDrawn(asked.look) && (
            <button type="button" className="chip" aria-pressed={figures} onClick={() => onFigures(!figures)}>
              {chart(figures ? "drawing" : "figures")}
            </button>
          )}
        </div>
      )}
      {error && data && (
        <p className="small builder-wrong" role="alert">
          {isPlaced(error) ? "" : `${error.message} `}
          {t("stale")}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className={`scroll builder-body ${waits || error ? "is-dim" : ""}`} tabIndex={0}>
        {data ? (
          <AnswerView
            question={data.question}
            answer={data.answer}
            look={asked.look}
            name={name}
            figures={figures}
            onFigure={(figure) => onCell(cellOf(data.answer, figure))}
            picture={picture}
          />
        ) : error ? (
          <Failed error={error} retry={() => void held.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </section>
  )
}

function Waiting() {
  return (
    <div className="builder-waiting">
      {[58, 82, 40, 70, 52, 90, 64, 76].map((height) => (
        <Skeleton key={height} height={height * 3} />
      ))}
    </div>
  )
}

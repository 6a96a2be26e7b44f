// An answer, drawn as its look says.

import "./charts.css"
import type { Answer, Question, ReportLook } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { Skeleton } from "@ui/States"
import { lazy, Suspense } from "react"
import { reportWords } from "../reports/phrases"
import { whyNot } from "./looks"
import { MapView } from "./MapView"
import { NumberView } from "./NumberView"
import type { Opened } from "./opened"
import { PivotView } from "./PivotView"
import { TableView } from "./TableView"

// The library that draws is large: it comes when something is drawn with it.
const ChartView = lazy(() => import("./ChartView").then((held) => ({ default: held.ChartView })))

export interface AnswerViewProps {
  question: Question
  answer: Answer
  look: ReportLook
  /** Pixels; none is as high as it needs. */
  height?: number
  /** What a figure opens; none where figures do not open. */
  onOpen?: (opened: Opened) => void
  /** Told how to make a picture of what is drawn. */
  onReady?: (png: () => Promise<Blob>) => void
}

function Drawn(props: AnswerViewProps) {
  switch (props.look.as) {
    case "number":
    case "gauge":
      return <NumberView {...props} />
    case "pivot":
    case "heat":
    case "cohort":
      return <PivotView {...props} />
    case "map":
      return <MapView {...props} />
    case "table":
      return <TableView {...props} />
    default:
      return (
        <Suspense fallback={<Skeleton height={props.height ?? 320} />}>
          <ChartView {...props} />
        </Suspense>
      )
  }
}

export function AnswerView(props: AnswerViewProps) {
  const t = usePhrases(reportWords)
  const { answer, look, height } = props
  const why = whyNot(answer, look.as)
  const more = answer.axes.reduce((sum, axis) => sum + axis.more, 0)
  const nothing = answer.axes.length > 0 && answer.axes.some((axis) => axis.keys.length === 0)
  return (
    <div className="answer" style={height ? { minHeight: height } : undefined}>
      {why && <p className="xs quiet answer-note">{t("notDrawn", { why: t(`why.${why}`) })}</p>}
      {nothing ? (
        <p className="quiet answer-empty">{t("empty")}</p>
      ) : (
        <Drawn {...props} look={why ? { as: "table" } : look} />
      )}
      {more > 0 && <p className="xs quiet answer-note">{t("more", { n: more })}</p>}
    </div>
  )
}

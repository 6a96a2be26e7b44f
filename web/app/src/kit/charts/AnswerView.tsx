// An answer, drawn as its look says.

import "./answer.css"
import type { Answer, Question, ReportLook, ReportLookAs } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { Unrated } from "../Unrated"
import { ChartView } from "./ChartView"
import { isEmpty } from "./cube"
import { CohortView, HeatView } from "./HeatView"
import { MapView } from "./MapView"
import { GaugeView, NumberView } from "./NumberView"
import type { Opened } from "./opened"
import { PivotView } from "./PivotView"
import { chartPhrases } from "./phrases"
import { TableView } from "./TableView"

export interface AnswerViewProps {
  question: Question
  answer: Answer
  look: ReportLook
  /** Pixels; none is as high as it needs. */
  height?: number
  /** What a figure opens; none where figures do not open. */
  onOpen?: (opened: Opened) => void
  /** Told how to make a picture of a chart, once there is one; tables and maps make none. */
  onReady?: (png: () => Promise<Blob>) => void
}

const VIEWS: Record<ReportLookAs, typeof ChartView> = {
  table: TableView,
  pivot: PivotView,
  bar: ChartView,
  column: ChartView,
  line: ChartView,
  area: ChartView,
  pie: ChartView,
  funnel: ChartView,
  cohort: CohortView,
  heat: HeatView,
  map: MapView,
  gauge: GaugeView,
  number: NumberView,
}

export function AnswerView(props: AnswerViewProps) {
  const t = usePhrases(chartPhrases)
  const { answer, look, height } = props
  const single = look.as === "number" || look.as === "gauge"
  const View = VIEWS[look.as] ?? TableView
  const more = answer.axes.reduce((sum, axis) => sum + axis.more, 0)
  const notes = [...new Set(answer.unrated.map(({ currency }) => currency))]
  if (!single && isEmpty(answer))
    return (
      <div className="answer-view is-empty" style={{ minHeight: height }}>
        <p className="strong">{t("empty")}</p>
        <p className="small quiet">{t("emptyText")}</p>
      </div>
    )
  return (
    <div className="answer-view">
      <View {...props} />
      {!single && more > 0 && <p className="small quiet answer-note">{t("more", { n: more })}</p>}
      {notes.length > 0 && <Unrated currencies={notes} />}
    </div>
  )
}

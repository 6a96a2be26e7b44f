// What is reckoned: up to six figures, in their order.

import type { Measure, Question, ReportAbout } from "@api/contract"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { dragClass, useReorder } from "../../kit/useReorder"
import { buildPhrases } from "./buildPhrases"
import { measureOf, moved } from "./change"
import { MEASURES } from "./code"
import { Fault } from "./FieldSelect"
import { MeasureLine } from "./MeasureLine"
import type { Faults } from "./useFaults"

interface MeasuresPartProps {
  question: Question
  about: ReportAbout
  fault: Faults
  onAsk: (question: Question) => void
}

export function MeasuresPart({ question, about, fault, onAsk }: MeasuresPartProps) {
  const t = usePhrases(buildPhrases)
  const { measures } = question
  const write = (next: Measure[]) => onAsk({ ...question, measures: next })
  const move = (from: number, by: number) => {
    const to = from + by
    if (to >= 0 && to < measures.length) write(moved(measures, from, to))
  }
  const { list, drag, grip } = useReorder<HTMLUListElement>(move)
  const add = () => {
    const summed = measures.some(({ of }) => of === "count")
    write([...measures, measureOf(about, summed ? "sum" : "count")])
  }
  return (
    <div className="report-lines">
      <ul ref={list} className="report-lines">
        {measures.map((measure, at) => (
          <MeasureLine
            key={at}
            className={dragClass(drag, at, measures.length)}
            measure={measure}
            about={about}
            fault={(field) => fault(field === "" ? `measures.${at}` : `measures.${at}.${field}`)}
            grip={measures.length > 1 ? grip(at) : undefined}
            onMove={(by) => move(at, by)}
            place={{ first: at === 0, last: at === measures.length - 1 }}
            onChange={(next) => write(measures.map((one, other) => (other === at ? next : one)))}
            onRemove={() => write(measures.filter((_, other) => other !== at))}
          />
        ))}
      </ul>
      <Fault>{fault("measures", true)}</Fault>
      {measures.length < MEASURES && (
        <Button look="plain" small icon="plus" className="report-add" onClick={add}>
          {t("addMeasure")}
        </Button>
      )}
    </div>
  )
}

// How the question is asked, part by part.

import type { ObjectKind, Question, ReportAbout } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { SkeletonRows } from "@ui/States"
import type { ReactNode } from "react"
import { objectsQuery, queryClient } from "../../kit/queries"
import { aboutQuery } from "../../kit/reports/queries"
import { toastFailure } from "../../kit/useUndo"
import { buildPhrases } from "./buildPhrases"
import { CurrencyPart } from "./CurrencyPart"
import { changeObject } from "./change"
import { OBJECTS } from "./code"
import { FilterPart, useFilterFields } from "./FilterPart"
import { LookPart } from "./LookPart"
import { MeasuresPart } from "./MeasuresPart"
import { PartedPart } from "./PartedPart"
import { PeriodPart } from "./PeriodPart"
import { reportsPhrases } from "./phrases"
import { fitting, shapeOfQuestion } from "./suit"
import type { useDraft } from "./useDraft"
import type { Faults } from "./useFaults"

interface PanelProps {
  build: ReturnType<typeof useDraft>
  fault: Faults
}

export function Panel({ build, fault }: PanelProps) {
  const t = usePhrases(buildPhrases)
  const inReports = usePhrases(reportsPhrases)
  const { question, look } = build.draft
  const about = useQuery(aboutQuery(question.object)).data
  const before = useFilterFields(question.object)
  const after = useFilterFieldsOf()
  if (!about || about.object !== question.object) return <SkeletonRows rows={8} />
  /** The question as it is now, in a look that suits it. */
  const ask = (next: Question, of: ReportAbout = about) => build.ask(next, fitting(look, shapeOfQuestion(next, of)))
  const turn = async (object: ObjectKind) => {
    try {
      const next = await queryClient.ensureQueryData(aboutQuery(object))
      ask(changeObject(question, next, { before, after: after(object) }), next)
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <div className="report-panel">
      <Part title={t("object")}>
        <select
          className="input"
          aria-label={t("object")}
          value={question.object}
          onChange={({ target: { value } }) => {
            const object = OBJECTS.find((one) => one === value)
            if (object) void turn(object)
          }}
        >
          {OBJECTS.map((object) => (
            <option key={object} value={object}>
              {inReports(`object.${object}`)}
            </option>
          ))}
        </select>
      </Part>
      <Part title={t("filter")}>
        <FilterPart
          key={question.object}
          object={question.object}
          filter={question.filter ?? ""}
          none={t("filterNone")}
          fault={fault("filter", true)}
          onChange={(filter) => {
            const { filter: _, ...rest } = question
            ask(filter === undefined ? rest : { ...rest, filter })
          }}
        />
      </Part>
      <Part title={t("period")}>
        <PeriodPart question={question} about={about} fault={fault} onAsk={ask} />
      </Part>
      <Part title={t("measures")}>
        <MeasuresPart key={question.object} question={question} about={about} fault={fault} onAsk={ask} />
        <CurrencyPart question={question} about={about} fault={fault} onAsk={ask} />
      </Part>
      <Part title={t("by")}>
        <PartedPart question={question} about={about} fault={fault} onAsk={ask} />
      </Part>
      <Part title={t("look")}>
        <LookPart question={question} about={about} look={look} onShow={build.show} />
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="report-part" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** The fields of any object by which its rows are narrowed. */
function useFilterFieldsOf() {
  const objects = useQuery(objectsQuery).data
  return (object: ObjectKind) => objects?.find((one) => one.object === object)?.fields ?? []
}

// What is asked, part by part; every change is answered at once.

import type { Answer, Dimension, Measure, ObjectKind, Question, ReportLook } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Skeleton } from "@ui/States"
import { useId } from "react"
import { FilterField } from "../../kit/list/FilterField"
import { aboutQuery } from "../../kit/reports/queries"
import { CurrencyField } from "./CurrencyField"
import { about, OBJECTS } from "./coding"
import { GroupRow } from "./GroupRow"
import { LookPicker } from "./LookPicker"
import { MeasureRow } from "./MeasureRow"
import { PeriodField } from "./PeriodField"
import { reportPhrases } from "./phrases"

interface Props {
  question: Question
  look: ReportLook
  answer: Answer | undefined
  /** What is wrong with a part, by the path that the server names. */
  fault: (path: string) => string | undefined
  onQuestion: (question: Question) => void
  onLook: (look: ReportLook) => void
}

/** A list with one of its items at the place before. */
const earlier = <T,>(list: T[], n: number): T[] =>
  list.map((item, at) => (at === n - 1 ? (list[n] ?? item) : at === n ? (list[n - 1] ?? item) : item))

export function QuestionForm({ question, look, answer, fault, onQuestion, onLook }: Props) {
  const t = usePhrases(reportPhrases)
  const format = useFormat()
  const id = useId()
  const known = useQuery(aboutQuery(question.object))
  const fields = known.data?.fields ?? []
  const set = (change: Partial<Question>) => onQuestion({ ...question, ...change })
  const by = question.by ?? []
  const measures = (list: Measure[]) => set({ measures: list })
  const groups = (list: Dimension[]) => set({ by: list })
  const firstGroup = fields.find((field) => field.groups && !by.some((one) => one.field === field.key))
  const firstDay = fields.find((field) => field.period)
  const comes = !["person", "company"].includes(question.object) && firstDay
  return (
    <form className="ask" onSubmit={(event) => event.preventDefault()}>
      <div className="field">
        <label htmlFor={`${id}o`}>{t("object")}</label>
        <select
          id={`${id}o`}
          className="input"
          value={question.object}
          onChange={(event) => onQuestion(about(event.target.value as ObjectKind))}
        >
          {OBJECTS.map((object) => (
            <option key={object} value={object}>
              {t(`object.${object}`)}
            </option>
          ))}
        </select>
      </div>
      {known.isPending ? (
        <Skeleton height={240} />
      ) : (
        <>
          <FilterField
            key={question.object}
            object={question.object}
            label={t("filter")}
            filter={question.filter ?? ""}
            none={t("filterNone")}
            found={(n) => t("filterFound", { n: format.number(n) })}
            fault={fault("filter")}
            onChange={(filter) => set({ filter })}
          />
          <PeriodField question={question} fields={fields} onChange={set} />
          {fault("period.field") && <span className="field-problem">{fault("period.field")}</span>}
          <div className="ask-group">
            <span className="label">{t("measures")}</span>
            {question.measures.map((measure, n) => (
              <MeasureRow
                key={`${question.object} ${n}`}
                object={question.object}
                measure={measure}
                fields={fields}
                fault={(key) => fault(`measures.${n}.${key}`)}
                onChange={(one) => measures(question.measures.map((held, at) => (at === n ? one : held)))}
                onRemove={
                  question.measures.length > 1
                    ? () => measures(question.measures.filter((_, at) => at !== n))
                    : undefined
                }
                onEarlier={n > 0 ? () => measures(earlier(question.measures, n)) : undefined}
              />
            ))}
            {question.measures.length < 6 && (
              <Button small icon="plus" onClick={() => measures([...question.measures, { of: "count" }])}>
                {t("addMeasure")}
              </Button>
            )}
          </div>
          <div className="ask-group">
            <span className="label">{t("groups")}</span>
            {question.cohort ? (
              <GroupRow
                object={question.object}
                dimension={question.cohort}
                fields={fields}
                cohort
                fault={(key) => fault(`cohort.${key}`)}
                onChange={(cohort) => set({ cohort })}
              />
            ) : (
              <>
                {by.length === 0 && <span className="small quiet">{t("noGroups")}</span>}
                {by.map((dimension, n) => (
                  <GroupRow
                    key={`${question.object} ${n}`}
                    object={question.object}
                    dimension={dimension}
                    fields={fields}
                    fault={(key) => fault(`by.${n}.${key}`)}
                    onChange={(one) => groups(by.map((held, at) => (at === n ? one : held)))}
                    onRemove={() => groups(by.filter((_, at) => at !== n))}
                    onEarlier={n > 0 ? () => groups(earlier(by, n)) : undefined}
                  />
                ))}
                {by.length < 3 && firstGroup && (
                  <Button small icon="plus" onClick={() => groups([...by, { field: firstGroup.key }])}>
                    {t("addGroup")}
                  </Button>
                )}
                {by.length > 1 && (
                  <label className="row">
                    <input
                      type="checkbox"
                      checked={question.across ?? false}
                      onChange={(event) => set({ across: event.target.checked })}
                    />
                    {t("across")}
                  </label>
                )}
              </>
            )}
            {comes && (
              <label className="row small">
                <input
                  type="checkbox"
                  checked={Boolean(question.cohort)}
                  onChange={(event) => {
                    const on = event.target.checked
                    set({ cohort: on ? { field: firstDay.key, unit: "month" } : undefined, by: on ? [] : by })
                    onLook({ as: on ? "cohort" : "table" })
                  }}
                />
                {t("cohort")}
              </label>
            )}
          </div>
          {answer?.measures.some((measure) => measure.type === "money") && (
            <CurrencyField
              value={question.currency ?? answer.currency}
              fault={fault("currency")}
              onChange={(currency) => set({ currency })}
            />
          )}
          <LookPicker question={question} answer={answer} look={look} onChange={onLook} />
        </>
      )}
    </form>
  )
}

// When: a span in words or two days, by one of the object's dates.

import type { Question, ReportField } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { useAnswerWords } from "../../kit/reports/words"
import { reportPhrases } from "./phrases"
import { daysOf, isRange, RANGES } from "./spans"

interface Props {
  question: Question
  fields: ReportField[]
  onChange: (change: Partial<Question>) => void
}

const PREFERRED = ["closed_at", "placed_at", "occurred_at", "done_at", "at", "created_at"]

export function PeriodField({ question, fields, onChange }: Props) {
  const t = usePhrases(reportPhrases)
  const words = useAnswerWords()
  const id = useId()
  const dated = fields.filter((field) => field.period)
  const usual = PREFERRED.find((key) => dated.some((field) => field.key === key)) ?? dated[0]?.key ?? "created_at"
  const { period } = question
  const days = period && daysOf(period.range)
  const choice = !period ? "" : isRange(period.range) ? period.range : "custom"
  const set = (range: string) => {
    if (range === "") return onChange({ period: undefined, compare: undefined })
    const today = new Date().toISOString().slice(0, 10)
    const value = range === "custom" ? `${today.slice(0, 8)}01..${today}` : range
    onChange({ period: { field: period?.field ?? usual, range: value } })
  }
  const day = (end: "from" | "to", value: string) => {
    if (!period || !days || !value) return
    const next = { ...days, [end]: value }
    if (next.from <= next.to) onChange({ period: { ...period, range: `${next.from}..${next.to}` } })
  }
  return (
    <div className="ask-group">
      <div className="field">
        <label htmlFor={`${id}r`}>{t("period")}</label>
        <select id={`${id}r`} className="input" value={choice} onChange={(event) => set(event.target.value)}>
          <option value="">{t("anyTime")}</option>
          {RANGES.map((range) => (
            <option key={range} value={range}>
              {t(`range.${range}`)}
            </option>
          ))}
          <option value="custom">{t("custom")}</option>
        </select>
      </div>
      {days && (
        <div className="row ask-pair">
          <input
            className="input"
            type="date"
            aria-label={t("from")}
            value={days.from}
            onChange={(e) => day("from", e.target.value)}
          />
          <input
            className="input"
            type="date"
            aria-label={t("to")}
            value={days.to}
            onChange={(e) => day("to", e.target.value)}
          />
        </div>
      )}
      {period && (
        <div className="row ask-pair">
          <div className="field">
            <label htmlFor={`${id}f`}>{t("periodField")}</label>
            <select
              id={`${id}f`}
              className="input"
              value={period.field}
              onChange={(event) => onChange({ period: { ...period, field: event.target.value } })}
            >
              {dated.map((field) => (
                <option key={field.key} value={field.key}>
                  {words.field(question.object, field.key)}
                </option>
              ))}
            </select>
          </div>
          {!question.cohort && (
            <div className="field">
              <label htmlFor={`${id}c`}>{t("compare")}</label>
              <select
                id={`${id}c`}
                className="input"
                value={question.compare ?? ""}
                onChange={(event) =>
                  onChange({
                    compare: event.target.value === "" ? undefined : (event.target.value as "before" | "year"),
                  })
                }
              >
                <option value="">{t("compare.none")}</option>
                <option value="before">{t("compare.before")}</option>
                <option value="year">{t("compare.year")}</option>
              </select>
            </div>
          )}
        </div>
      )}
    </div>
  )
}

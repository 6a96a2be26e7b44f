// By which day rows count, in which span, and against which other span.

import type { Question, ReportAbout } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { buildPhrases } from "./buildPhrases"
import { Fault, FieldSelect } from "./FieldSelect"
import type { Faults } from "./useFaults"

export const RANGES = [
  "today",
  "yesterday",
  "this_week",
  "last_week",
  "this_month",
  "last_month",
  "this_quarter",
  "last_quarter",
  "this_year",
  "last_year",
  "last_7_days",
  "last_30_days",
  "last_90_days",
  "last_365_days",
  "next_week",
  "next_30_days",
  "next_month",
  "next_quarter",
  "next_year",
] as const

interface PartProps {
  question: Question
  about: ReportAbout
  fault: Faults
  onAsk: (question: Question) => void
}

export function PeriodPart({ question, about, fault, onAsk }: PartProps) {
  const t = usePhrases(buildPhrases)
  const format = useFormat()
  const { period, compare, ...rest } = question
  const fields = about.fields.filter((field) => field.period)
  const own = period && !RANGES.some((one) => one === period.range)
  const [from = "", to = ""] = own ? period.range.split("..") : []
  const span = (range: string) => period && onAsk({ ...question, period: { ...period, range } })
  const wrong = fault("period") ?? fault("compare")
  return (
    <div className="report-lines">
      <div className="report-pair">
        <FieldSelect
          label={t("periodField")}
          object={about.object}
          fields={fields}
          value={period?.field ?? ""}
          none={t("anyTime")}
          onPick={(field) =>
            onAsk(field === "" ? rest : { ...question, period: { field, range: period?.range ?? "last_365_days" } })
          }
        />
        {period && (
          <select
            className="input"
            aria-label={t("range")}
            value={own ? "own" : period.range}
            onChange={({ target: { value } }) =>
              span(value === "own" ? `${format.today().slice(0, 8)}01..${format.today()}` : value)
            }
          >
            {RANGES.map((range) => (
              <option key={range} value={range}>
                {t(`range.${range}`)}
              </option>
            ))}
            <option value="own">{t("range.own")}</option>
          </select>
        )}
      </div>
      {own && (
        <div className="report-pair">
          <input
            type="date"
            className="input"
            aria-label={t("from")}
            aria-invalid={wrong ? true : undefined}
            value={from}
            onChange={({ target: { value } }) => value && span(`${value}..${to}`)}
          />
          <input
            type="date"
            className="input"
            aria-label={t("to")}
            aria-invalid={wrong ? true : undefined}
            value={to}
            onChange={({ target: { value } }) => value && span(`${from}..${value}`)}
          />
        </div>
      )}
      {period && !question.cohort && (
        <fieldset className="segments report-compare" aria-label={t("compare")}>
          {([undefined, "before", "year"] as const).map((one) => (
            <button
              key={one ?? "none"}
              type="button"
              className="segment grow"
              aria-pressed={compare === one}
              onClick={() => onAsk({ ...rest, period, ...(one && { compare: one }) })}
            >
              {t(`compare.${one ?? "none"}`)}
            </button>
          ))}
        </fieldset>
      )}
      <Fault>{wrong}</Fault>
    </div>
  )
}

// Which days, by which of them, and with what they are compared.

import type { Question, ReportAbout } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { DAY_OF } from "./edit"
import { FieldSelect } from "./FieldSelect"
import { askPhrases } from "./phrases"
import { RangeSelect } from "./RangeSelect"

interface PeriodFieldProps {
  question: Question
  about: ReportAbout | undefined
  problem: string | undefined
  onChange: (set: Partial<Question>) => void
}

export function PeriodField({ question, about, problem, onChange }: PeriodFieldProps) {
  const t = usePhrases(askPhrases)
  const format = useFormat()
  const { period, compare, object } = question
  const days = about?.fields.filter((field) => field.period) ?? []
  const first = days.find(({ key }) => key === DAY_OF[object]) ?? days[0]
  return (
    <section className="ask-part" aria-label={t("period")}>
      <h2>{t("period")}</h2>
      <RangeSelect
        label={t("period")}
        value={period?.range}
        today={format.today()}
        onChange={(range) => {
          const field = period?.field ?? first?.key
          onChange(
            range === undefined || !field ? { period: undefined, compare: undefined } : { period: { field, range } },
          )
        }}
      />
      {period && (
        <div className="ask-pair">
          <FieldSelect
            object={object}
            fields={days}
            value={period.field}
            label={t("by")}
            onChange={({ key }) => onChange({ period: { ...period, field: key } })}
          />
          {!question.cohort && (
            <select
              className="input"
              aria-label={t("compare")}
              value={compare ?? ""}
              onChange={({ target: { value } }) =>
                onChange({ compare: value === "before" || value === "year" ? value : undefined })
              }
            >
              <option value="">{t("compareNone")}</option>
              <option value="before">
                {t("compare")} · {t("compareBefore")}
              </option>
              <option value="year">
                {t("compare")} · {t("compareYear")}
              </option>
            </select>
          )}
        </div>
      )}
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}

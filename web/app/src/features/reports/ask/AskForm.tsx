// A question as a form. In: what is asked now. Out: what is asked next; nothing is kept here.

import "./ask.css"
import type { ObjectKind } from "@api/contract"
import { reports } from "@api/reports"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { chartPhrases } from "../../../kit/charts/phrases"
import { useSession } from "../../../kit/session"
import { freshAsked, isTime, lookAs, withLook, withQuestion } from "./edit"
import { FieldSelect } from "./FieldSelect"
import { FilterBox } from "./FilterBox"
import { Groups, Measures, type ProblemOf } from "./Lines"
import { Looks } from "./Looks"
import { PeriodField } from "./PeriodField"
import { askPhrases } from "./phrases"
import { type Asked, OBJECTS, UNITS } from "./url"

export const aboutQuery = (object: ObjectKind) =>
  queryOptions({ queryKey: ["reports", "about", object], queryFn: () => reports.about(object), staleTime: 300_000 })

const CURRENCIES = ["CNY", "TWD", "HKD", "USD", "EUR", "JPY", "GBP", "SGD"]

interface AskFormProps {
  asked: Asked
  problemOf: ProblemOf
  onAsk: (next: Asked) => void
}

export function AskForm({ asked, problemOf, onAsk }: AskFormProps) {
  const t = usePhrases(askPhrases)
  const chart = usePhrases(chartPhrases)
  const { workspace } = useSession()
  const { question, look } = asked
  const { object, cohort } = question
  const about = useQuery(aboutQuery(object)).data
  const set = (part: Parameters<typeof withQuestion>[1]) => onAsk(withQuestion(asked, part))
  const money = question.measures.some(({ field }) => about?.fields.find(({ key }) => key === field)?.type === "money")
  return (
    <div className="ask-form">
      <section className="ask-part" aria-label={t("object")}>
        <h2>{t("object")}</h2>
        <select
          className="input"
          aria-label={t("object")}
          value={object}
          onChange={({ target }) => {
            const next = OBJECTS.find((one) => one === target.value)
            if (next) onAsk(freshAsked(next))
          }}
        >
          {OBJECTS.map((one) => (
            <option key={one} value={one}>
              {chart(`object.${one}`)}
            </option>
          ))}
        </select>
        <div className="ask-only">
          <span className="small quiet">{t("only")}</span>
          <FilterBox
            key={object}
            object={object}
            filter={question.filter ?? ""}
            onFilter={(filter) => set({ filter })}
          />
        </div>
        {problemOf("filter") && (
          <p className="field-problem" role="alert">
            {problemOf("filter")}
          </p>
        )}
      </section>
      <PeriodField question={question} about={about} problem={problemOf("period")} onChange={set} />
      <Measures question={question} about={about} problemOf={problemOf} onChange={set} />
      {cohort ? (
        <section className="ask-part" aria-label={t("cohortOf")}>
          <h2>{t("cohortOf")}</h2>
          <div className="ask-pair">
            <FieldSelect
              object={object}
              fields={about?.fields.filter(isTime) ?? []}
              value={cohort.field}
              label={t("cohortOf")}
              onChange={({ key }) => set({ cohort: { ...cohort, field: key } })}
            />
            <select
              className="input"
              aria-label={t("unit")}
              value={cohort.unit ?? "month"}
              onChange={({ target }) => {
                const unit = UNITS.find((one) => one === target.value)
                if (unit) set({ cohort: { ...cohort, unit } })
              }}
            >
              {(["day", "week", "month", "quarter", "year"] as const).map((unit) => (
                <option key={unit} value={unit}>
                  {t(`unit.${unit}`)}
                </option>
              ))}
            </select>
          </div>
          <p className="small quiet">{t("cohortText")}</p>
          {problemOf("cohort") && (
            <p className="field-problem" role="alert">
              {problemOf("cohort")}
            </p>
          )}
        </section>
      ) : (
        <Groups question={question} about={about} problemOf={problemOf} onChange={set} />
      )}
      <Looks
        question={question}
        look={look}
        onAs={(as) => onAsk(lookAs(asked, as))}
        onLook={(part) => onAsk(withLook(asked, part))}
      />
      {money && (
        <section className="ask-part" aria-label={t("currency")}>
          <h2>{t("currency")}</h2>
          <select
            className="input"
            aria-label={t("currency")}
            value={question.currency ?? ""}
            onChange={({ target }) => set({ currency: target.value || undefined })}
          >
            <option value="">{t("currencyOwn", { currency: workspace.currency })}</option>
            {CURRENCIES.filter((one) => one !== workspace.currency).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </section>
      )}
    </div>
  )
}

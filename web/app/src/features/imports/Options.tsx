import type { ImportColumn, ImportPlan } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useLocale, usePhrases } from "@ui/phrases"
import { useId, useMemo } from "react"
import { ambiguousDates, withOptions } from "../../kit/mapping/mapping"
import { rulesQuery } from "../../kit/queries"
import { importPhrases } from "./phrases"

const COUNTRIES = [
  "CN",
  "HK",
  "MO",
  "TW",
  "SG",
  "MY",
  "JP",
  "KR",
  "TH",
  "VN",
  "ID",
  "PH",
  "IN",
  "AE",
  "US",
  "CA",
  "GB",
  "IE",
  "FR",
  "DE",
  "IT",
  "ES",
  "NL",
  "CH",
  "AU",
  "NZ",
  "BR",
  "MX",
]
const CURRENCIES = [
  "CNY",
  "HKD",
  "MOP",
  "TWD",
  "SGD",
  "MYR",
  "JPY",
  "KRW",
  "THB",
  "VND",
  "INR",
  "AED",
  "USD",
  "CAD",
  "GBP",
  "EUR",
  "CHF",
  "AUD",
  "NZD",
  "BRL",
  "MXN",
]
const MATCHES = ["ids", "ids_and_likeness"] as const
const UPDATES = ["fill", "overwrite"] as const
const RULES = ["refuse", "flag"] as const

interface OptionsProps {
  /** The file's name, which the source is called when nothing else is said. */
  name: string
  columns: ImportColumn[]
  plan: ImportPlan
  onPlan: (plan: ImportPlan) => void
}

export function Options({ name, columns, plan, onPlan }: OptionsProps) {
  const t = usePhrases(importPhrases)
  const locale = useLocale()
  const base = useId()
  const { options } = plan
  const set = (change: Partial<ImportPlan["options"]>) => onPlan(withOptions(plan, change))
  const names = useMemo(
    () => ({
      region: new Intl.DisplayNames([locale], { type: "region" }),
      currency: new Intl.DisplayNames([locale], { type: "currency" }),
    }),
    [locale],
  )
  // Without a rule there is nothing to choose.
  const ruled = (useQuery(rulesQuery).data ?? []).some(
    (rule) => rule.object === plan.object || (rule.object === "person" && plan.object !== "company"),
  )
  const ambiguous = ambiguousDates(plan, columns)
  const has = (pattern: RegExp) => plan.mapping.some(({ target }) => target !== null && pattern.test(target))
  const dayFirst = options.day_first === null ? "auto" : options.day_first ? "day" : "month"
  return (
    <div className="import-options">
      <div className="field">
        <label htmlFor={`${base}-source`}>{t("source")}</label>
        <input
          id={`${base}-source`}
          className="input"
          value={options.source}
          placeholder={name}
          maxLength={80}
          aria-describedby={`${base}-source-hint`}
          onChange={(event) => set({ source: event.target.value })}
        />
        <span id={`${base}-source-hint`} className="small quiet">
          {t("sourceHint")}
        </span>
      </div>
      {has(/^(person\.)?external:/) && (
        <div className="field">
          <label htmlFor={`${base}-ns`}>{t("ns")}</label>
          <input
            id={`${base}-ns`}
            className="input"
            value={options.external_ns}
            maxLength={40}
            aria-describedby={`${base}-ns-hint`}
            onChange={(event) => set({ external_ns: event.target.value.trim() })}
          />
          <span id={`${base}-ns-hint`} className="small quiet">
            {t("nsHint")}
          </span>
        </div>
      )}
      {has(/^(person\.)?phone$/) && (
        <div className="field">
          <label htmlFor={`${base}-country`}>{t("country")}</label>
          <select
            id={`${base}-country`}
            className="input"
            value={options.country}
            onChange={(event) => set({ country: event.target.value })}
          >
            {[...new Set([options.country, ...COUNTRIES])].filter(Boolean).map((code) => (
              <option key={code} value={code}>
                {names.region.of(code)}
              </option>
            ))}
          </select>
        </div>
      )}
      {has(/^amount$/) && (
        <div className="field">
          <label htmlFor={`${base}-currency`}>{t("currency")}</label>
          <select
            id={`${base}-currency`}
            className="input"
            value={options.currency}
            onChange={(event) => set({ currency: event.target.value })}
          >
            {[...new Set([options.currency, ...CURRENCIES])].filter(Boolean).map((code) => (
              <option key={code} value={code}>
                {names.currency.of(code)} {code}
              </option>
            ))}
          </select>
        </div>
      )}
      {(ambiguous || options.day_first !== null) && (
        <Choice
          name={`${base}-dates`}
          legend={t("dates")}
          note={ambiguous && options.day_first === null ? t("datesAmbiguous") : undefined}
          value={dayFirst}
          choices={[
            { value: "auto", label: t("dates.auto") },
            { value: "day", label: t("dates.day") },
            { value: "month", label: t("dates.month") },
          ]}
          onChange={(value) => set({ day_first: value === "auto" ? null : value === "day" })}
        />
      )}
      {plan.object === "person" && (
        <Choice
          name={`${base}-match`}
          legend={t("match")}
          value={options.match}
          choices={MATCHES.map((value) => ({ value, label: t(`match.${value}`), text: t(`matchText.${value}`) }))}
          onChange={(value) => set({ match: value })}
        />
      )}
      <Choice
        name={`${base}-update`}
        legend={t("update")}
        value={options.update}
        choices={UPDATES.map((value) => ({ value, label: t(`update.${value}`), text: t(`updateText.${value}`) }))}
        onChange={(value) => set({ update: value })}
      />
      {ruled && (
        <Choice
          name={`${base}-rules`}
          legend={t("rules")}
          value={options.rules ?? "refuse"}
          choices={RULES.map((value) => ({ value, label: t(`rules.${value}`), text: t(`rulesText.${value}`) }))}
          onChange={(value) => set({ rules: value })}
        />
      )}
    </div>
  )
}

interface ChoiceProps<V extends string> {
  name: string
  legend: string
  note?: string | undefined
  value: V
  choices: { value: V; label: string; text?: string }[]
  onChange: (value: V) => void
}

function Choice<V extends string>({ name, legend, note, value, choices, onChange }: ChoiceProps<V>) {
  return (
    <fieldset className="import-choice">
      <legend className="small quiet">{legend}</legend>
      {choices.map((one) => (
        <label key={one.value}>
          <input type="radio" name={name} checked={one.value === value} onChange={() => onChange(one.value)} />
          <span className="stack">
            <span>{one.label}</span>
            {one.text && <span className="small quiet">{one.text}</span>}
          </span>
        </label>
      ))}
      {note && <p className="small waiting">{note}</p>}
    </fieldset>
  )
}

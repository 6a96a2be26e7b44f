// In which currency amounts are reckoned, where there are any.

import type { Question, ReportAbout } from "@api/contract"
import { useLocale, usePhrases } from "@ui/phrases"
import { useId } from "react"
import { useSession } from "../../kit/session"
import { buildPhrases } from "./buildPhrases"
import { fieldOf } from "./change"
import { Fault } from "./FieldSelect"
import type { Faults } from "./useFaults"

const CURRENCIES = ["CNY", "USD", "EUR", "HKD", "TWD", "MOP", "JPY", "KRW", "SGD", "GBP", "AUD", "CAD"]

interface CurrencyPartProps {
  question: Question
  about: ReportAbout
  fault: Faults
  onAsk: (question: Question) => void
}

export function CurrencyPart({ question, about, fault, onAsk }: CurrencyPartProps) {
  const t = usePhrases(buildPhrases)
  const locale = useLocale()
  const id = useId()
  const { currency: home } = useSession().workspace
  const { currency, ...rest } = question
  const money = question.measures.some(({ field }) => fieldOf(about, field)?.type === "money")
  if (!money && currency === undefined) return null
  const names = new Intl.DisplayNames(locale, { type: "currency" })
  const others = [...new Set([...CURRENCIES, ...(currency ? [currency] : [])])].filter((one) => one !== home)
  return (
    <>
      <div className="report-parts">
        <label htmlFor={id} className="small quiet report-word">
          {t("currency")}
        </label>
        <select
          id={id}
          className="input"
          value={currency ?? ""}
          onChange={({ target: { value } }) => onAsk(value === "" ? rest : { ...rest, currency: value })}
        >
          <option value="">{t("currencyOwn", { name: names.of(home) ?? home })}</option>
          {others.map((one) => (
            <option key={one} value={one}>
              {`${names.of(one) ?? one} ${one}`}
            </option>
          ))}
        </select>
      </div>
      <Fault>{fault("currency")}</Fault>
    </>
  )
}

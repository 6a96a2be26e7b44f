// What stands below every quote, in each language.

import type { Locale } from "@api/contract"
import { LOCALES } from "@ui/locales"
import { useLocale, usePhrases } from "@ui/phrases"
import { useState } from "react"
import { quoteSetupPhrases } from "./phrases"

interface TermsProps {
  terms: Partial<Record<Locale, string>>
  onTerms: (terms: Partial<Record<Locale, string>>) => void
}

export function Terms({ terms, onTerms }: TermsProps) {
  const t = usePhrases(quoteSetupPhrases)
  const [language, setLanguage] = useState<Locale>(useLocale())
  const name = LOCALES.find(({ id }) => id === language)?.name ?? language
  return (
    <section aria-label={t("terms")}>
      <div className="section-head">
        <h2>{t("terms")}</h2>
        <span className="looks quote-looks end">
          {LOCALES.map((one) => (
            <button
              key={one.id}
              type="button"
              lang={one.id}
              aria-pressed={one.id === language}
              onClick={() => setLanguage(one.id)}
            >
              {one.name}
              {(terms[one.id] ?? "").trim() === "" && <i className="quote-lack" title={t("noTerms")} />}
            </button>
          ))}
        </span>
      </div>
      <p className="small quiet setup-text">{t("termsText")}</p>
      <textarea
        key={language}
        lang={language}
        className="input"
        rows={5}
        maxLength={4000}
        aria-label={t("termsIn", { language: name })}
        value={terms[language] ?? ""}
        onChange={(event) => onTerms({ ...terms, [language]: event.target.value })}
      />
    </section>
  )
}

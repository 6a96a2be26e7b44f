// A quote in small, as the rules will have it look: the seller, the total with its tax, the terms.

import { useLocale, usePhrases } from "@ui/phrases"
import type { RulesDraft } from "./draft"
import { quoteSetupPhrases } from "./phrases"

export function Paper({ draft }: { draft: RulesDraft }) {
  const t = usePhrases(quoteSetupPhrases)
  const language = useLocale()
  const [first, ...rest] = draft.seller
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
  const terms = draft.terms[language] ?? ""
  return (
    <aside className="quote-preview" aria-label={t("preview")}>
      <p className="small quiet">{t("preview")}</p>
      <div className="quote-sheet">
        <div className="row quote-sheet-head">
          <span className="stack grow">
            <span className="strong">{first}</span>
            {rest.map((line) => (
              <span key={line} className="tiny quiet">
                {line}
              </span>
            ))}
          </span>
          <span className="quote-sheet-title">{t("quotation")}</span>
        </div>
        {[70, 52, 61].map((width) => (
          <div key={width} className="row quote-sheet-line" aria-hidden="true">
            <i style={{ width: `${width}%` }} />
            <i className="end" style={{ width: 44 }} />
          </div>
        ))}
        <div className="row quote-sheet-total">
          <span className="strong">{t(draft.included ? "totalWith" : "totalWithout")}</span>
          <i className="end" style={{ width: 64 }} aria-hidden="true" />
        </div>
        <p className="tiny quote-sheet-terms">{terms}</p>
      </div>
    </aside>
  )
}

// The quote as the customer will see it, written where it stands: the seller, whom it is for, the lines, the sums, the
// terms. The words on it are the customer's language; what only the writer needs speaks the writer's.

import { usePhrases } from "@ui/phrases"
import { GrowingText } from "../../kit/GrowingText"
import { PaperHead } from "./PaperHead"
import { PaperLines } from "./PaperLines"
import { PaperSums } from "./PaperSums"
import { quotePhrases } from "./quotePhrases"
import { type PaperProps, usePaper } from "./usePaper"

export function Paper(props: PaperProps) {
  const { quote, writing, writes } = props
  const t = usePhrases(quotePhrases)
  const { p } = usePaper(props)
  const { draft, edit, state } = writing
  const { owner } = quote.row
  return (
    <article
      className={writes ? "quote-paper is-written" : "quote-paper"}
      lang={draft.language}
      aria-label={t("paper")}
      aria-busy={state === "saving" || state === "writing"}
    >
      <PaperHead {...props} />
      <PaperLines {...props} />
      <PaperSums {...props} />
      {(writes || draft.terms !== "") && (
        <section className="paper-terms" aria-label={p("terms")}>
          <h3>{p("terms")}</h3>
          {writes ? (
            <GrowingText
              className="paper-field"
              aria-label={t("terms")}
              placeholder={t("termsPlaceholder")}
              maxLength={4000}
              value={draft.terms}
              onChange={(event) => edit({ terms: event.target.value })}
            />
          ) : (
            <p>{draft.terms}</p>
          )}
        </section>
      )}
      {owner && (
        <p className="paper-contact">
          {p("contact")} <b>{owner.name}</b>
        </p>
      )}
    </article>
  )
}

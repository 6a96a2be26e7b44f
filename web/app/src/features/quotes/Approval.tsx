// How much is given off, against how much the author may give; what was asked and said about it; and for whoever may
// decide, the two answers.

import type { Quote } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { quotePhrases } from "./quotePhrases"
import type { QuoteActions } from "./useQuoteActions"

interface ApprovalProps {
  quote: Quote
  actions: QuoteActions
}

export function Approval({ quote, actions }: ApprovalProps) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const { approval, totals } = quote
  const given = totals.discount ?? "0"
  if (!approval) return null
  const { limit, state, by, at, note, answer, asked_at: askedAt } = approval
  const name = by?.name ?? ""
  return (
    <section className={`quote-part quote-approval is-${state}`} aria-label={t("approval")}>
      <h2 className="section-head">{t("approval")}</h2>
      <Scale given={given} limit={limit} />
      <p className={state === "approved" ? "good row" : state === "refused" ? "bad row" : "row"}>
        <Icon name={state === "approved" ? "check" : state === "refused" ? "close" : "clock"} size={14} />
        <span>
          {state === "waiting"
            ? t("approval.waiting", { date: askedAt ? format.ago(askedAt) : "" })
            : state === "needed"
              ? t("approval.needed")
              : t(`approval.${state}`, { name })}
        </span>
        {at && <span className="small quiet end nowrap">{format.shortDate(at)}</span>}
      </p>
      {note && <blockquote className="quote-said">{note}</blockquote>}
      {answer && (
        <blockquote className="quote-said is-answer">
          <b>{name}</b> {answer}
        </blockquote>
      )}
      {quote.may_decide && state === "waiting" && (
        <Decide quote={quote} limit={limit} given={given} actions={actions} />
      )}
    </section>
  )
}

/** What is given beside what may be given, as one bar. */
function Scale({ given, limit }: { given: string; limit: string }) {
  const t = usePhrases(quotePhrases)
  const whole = Math.max(Number(given), Number(limit), 1) * 1.15
  const over = Number(given) > Number(limit)
  return (
    <div className="quote-scale">
      <div className="quote-bar" aria-hidden="true">
        <i className={over ? "is-over" : undefined} style={{ width: `${(Number(given) / whole) * 100}%` }} />
        <b style={{ left: `${(Number(limit) / whole) * 100}%` }} />
      </div>
      <p className="row">
        <span className={over ? "bad medium" : "medium"}>{t("given", { n: given })}</span>
        <span className="small quiet end">{t("limit", { n: limit })}</span>
      </p>
    </div>
  )
}

interface DecideProps extends ApprovalProps {
  limit: string
  given: string
}

function Decide({ quote, limit, given, actions }: DecideProps) {
  const t = usePhrases(quotePhrases)
  const id = useId()
  const [note, setNote] = useState("")
  const [lacks, setLacks] = useState(false)
  const decide = useMutation({ mutationFn: (approve: boolean) => actions.onDecide(approve, note.trim()) })
  return (
    <div className="quote-decide">
      <p className="small soft">{t("decideText", { name: quote.row.owner?.name ?? "", n: given, limit })}</p>
      <div className="field">
        <label htmlFor={id}>{t("decideNote")}</label>
        <textarea
          id={id}
          className="input"
          rows={2}
          maxLength={2000}
          aria-invalid={lacks || undefined}
          value={note}
          onChange={(event) => {
            setNote(event.target.value)
            setLacks(false)
          }}
        />
        {lacks && (
          <p className="field-problem" role="alert">
            {t("refuseNeeds")}
          </p>
        )}
      </div>
      <div className="row">
        <Button look="primary" icon="check" disabled={decide.isPending} onClick={() => decide.mutate(true)}>
          {t("approve")}
        </Button>
        <Button
          disabled={decide.isPending}
          onClick={() => {
            // A refusal without a word leaves the author guessing what would do.
            setLacks(note.trim() === "")
            if (note.trim() !== "") decide.mutate(false)
          }}
        >
          {t("refuse")}
        </Button>
      </div>
      <FormProblem error={decide.error} />
    </div>
  )
}

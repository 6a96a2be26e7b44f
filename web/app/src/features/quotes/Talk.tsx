// What the customer asked on the page of the quote, what was answered, and the box to answer in.

import type { Quote } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { quotePhrases } from "./quotePhrases"
import type { QuoteActions } from "./useQuoteActions"

interface TalkProps {
  quote: Quote
  actions: QuoteActions
}

export function Talk({ quote, actions }: TalkProps) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const id = useId()
  const [text, setText] = useState("")
  const said = quote.log.filter(({ kind }) => kind === "asked" || kind === "answered")
  const answer = useMutation({
    mutationFn: () => actions.onAnswer(text.trim()),
    onSuccess: (done) => done && setText(""),
  })
  if (said.length === 0) return null
  return (
    <section
      className={quote.row.asked ? "quote-part quote-talk is-open" : "quote-part quote-talk"}
      aria-label={t("talk")}
    >
      <h2 className="section-head">{t("talk")}</h2>
      <ol>
        {said.map((event) => (
          <li key={event.at} className={event.kind === "asked" ? "quote-asked" : "quote-answered"}>
            <p className="row small quiet">
              <span className="cut">{event.by?.name ?? event.who ?? t("theCustomer")}</span>
              <time className="end nowrap" title={format.moment(event.at)}>
                {`${format.shortDate(event.at)} ${format.time(event.at)}`}
              </time>
            </p>
            <p>{event.text}</p>
          </li>
        ))}
      </ol>
      {quote.may_edit && quote.link && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== "") answer.mutate()
          }}
        >
          <label htmlFor={id} className="hidden-visually">
            {t("answer")}
          </label>
          <textarea
            id={id}
            className="input"
            rows={2}
            maxLength={4000}
            placeholder={t("answerHint")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && text.trim() !== "") answer.mutate()
            }}
          />
          <Button
            small
            look={quote.row.asked ? "primary" : "normal"}
            icon="reply"
            type="submit"
            disabled={text.trim() === "" || answer.isPending}
          >
            {t("answer")}
          </Button>
          <FormProblem error={answer.error} />
        </form>
      )}
    </section>
  )
}

// The page of a quote once it was read.

import type { GuestQuote } from "@api/contract"
import { guest } from "@api/guest"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useRef, useState } from "react"
import { Contact } from "../Contact"
import { Drawing } from "../Drawing"
import { useDraft } from "../draft"
import { Old } from "../Trouble"
import { useBelow } from "../useBelow"
import type { Reading } from "../useReading"
import { useSending } from "../useSending"
import { useWhen } from "../when"
import { quotePhrases } from "./phrases"
import { QuoteAnswer, type Step } from "./QuoteAnswer"
import { QuoteGlance } from "./QuoteGlance"
import { QuoteLines } from "./QuoteLines"
import { QuoteStanding } from "./QuoteStanding"
import { QuoteTalk } from "./QuoteTalk"
import { QuoteTotals } from "./QuoteTotals"

interface QuoteProps {
  token: string
  quote: GuestQuote
  reading: Reading<GuestQuote>
}

export function Quote({ token, quote, reading }: QuoteProps) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const when = useWhen()
  const [step, setStep] = useState<Step>("closed")
  const answering = useSending(reading)
  const asking = useSending(reading)
  const [question, setQuestion] = useDraft(`${quote.number}.question`)
  const box = useRef<HTMLTextAreaElement>(null)
  const answer = useRef<HTMLElement>(null)
  // On a phone the way to the answer is at the thumb as long as the answer lies below.
  const below = useBelow(answer)
  const whom = quote.company ?? quote.customer
  const open = quote.state === "sent"

  const begin = (next: Step) => {
    answering.forget()
    setStep(next)
    answer.current?.scrollIntoView({ block: below ? "start" : "nearest" })
  }
  const askNew = () => {
    if (question.trim() === "") setQuestion(t("askNewText"))
    box.current?.focus()
  }
  return (
    <>
      {reading.error !== null && reading.at !== null && (
        <Old time={format.time(reading.at)} onAgain={() => void reading.again()} />
      )}
      <div className="hero">
        <div>
          <p className="kicker">{t("quote", { number: quote.number })}</p>
          <h1>{t("forWhom", { name: whom })}</h1>
          <p className="about">
            {quote.company !== null && quote.company !== quote.customer && (
              <span>{t("attention", { name: quote.customer })}</span>
            )}
            <span>{t("version", { n: quote.version })}</span>
            <span>{t("sentOn", { date: when.dayOf(quote.sent_at) })}</span>
          </p>
        </div>
        <Drawing of="quote" />
      </div>
      <QuoteGlance quote={quote} />
      <QuoteStanding quote={quote} onAskNew={askNew} />
      <div className="columns">
        <div className="first">
          <QuoteLines quote={quote} />
          <QuoteTotals quote={quote} />
        </div>
        <aside>
          <QuoteAnswer
            ref={answer}
            token={token}
            quote={quote}
            step={step}
            sending={answering}
            onStep={begin}
            onOver={() => setStep("closed")}
          />
          <Contact contact={quote.contact} seller={quote.seller} />
        </aside>
        <div className="rest">
          {quote.terms.trim() !== "" && (
            <section aria-labelledby="terms">
              <h2 className="head" id="terms">
                {t("terms")}
              </h2>
              <p className="terms">{quote.terms}</p>
            </section>
          )}
          <QuoteTalk
            ref={box}
            quote={quote}
            question={question}
            onQuestion={setQuestion}
            sending={asking}
            onAsk={(name) => guest.ask(token, question.trim(), name)}
          />
        </div>
      </div>
      {open && step === "closed" && below && (
        <div className="dock">
          <span>
            <small>{t("total")}</small>
            <b>{format.money(quote.totals.total, quote.currency)}</b>
          </span>
          <button type="button" className="button is-go" onClick={() => begin("accept")}>
            {t("accept")}
          </button>
        </div>
      )}
    </>
  )
}

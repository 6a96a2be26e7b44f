// The customer's answer: accepted by name, or declined; and the paper to take along.

import type { GuestQuote } from "@api/contract"
import { guest } from "@api/guest"
import { usePhrases } from "@ui/phrases"
import { Sign } from "@ui/Sign"
import type { Ref } from "react"
import { isMoved } from "../hindrance"
import type { Sending } from "../useSending"
import { Accept } from "./Accept"
import { Decline } from "./Decline"
import { Notice } from "./Notice"
import { quotePhrases } from "./phrases"

export type Step = "closed" | "accept" | "decline"

interface QuoteAnswerProps {
  ref: Ref<HTMLElement>
  token: string
  quote: GuestQuote
  step: Step
  sending: Sending<GuestQuote>
  onStep: (step: Step) => void
  /** There is nothing more to do in the step that was taken. */
  onOver: () => void
}

export function QuoteAnswer({ ref, token, quote, step, sending, onStep, onOver }: QuoteAnswerProps) {
  const t = usePhrases(quotePhrases)
  const open = quote.state === "sent"
  const send = async (act: () => Promise<GuestQuote>) => {
    const why = await sending.send(act)
    // A quote that has moved is read again before it is answered.
    if (why === null || isMoved(why)) onOver()
    return why === null
  }
  const notice = <Notice hindrance={sending.hindrance} version={quote.version} />
  return (
    <section ref={ref} className="answer" aria-labelledby="answer">
      <h2 className="head" id="answer">
        {t(open ? "answer" : "paper")}
      </h2>
      {open && step === "accept" ? (
        <Accept
          quote={quote}
          busy={sending.busy}
          notice={notice}
          onBack={() => onStep("closed")}
          onAccept={(name) => send(() => guest.accept(token, name, quote.version))}
        />
      ) : open && step === "decline" ? (
        <Decline
          number={quote.number}
          busy={sending.busy}
          notice={notice}
          onBack={() => onStep("closed")}
          onDecline={(reason, name) => send(() => guest.decline(token, reason, name))}
        />
      ) : (
        <>
          {notice}
          {open && (
            <>
              <p className="about">{t("answerText")}</p>
              <button type="button" className="button is-go is-wide" onClick={() => onStep("accept")}>
                {t("accept")}
              </button>
            </>
          )}
          <div className="beside">
            <a className="button" href={guest.pdfPath(token)} download={`${quote.number}.pdf`}>
              <Sign name="download" size={20} />
              {t("pdf")}
            </a>
            <button type="button" className="button not-phone" onClick={() => window.print()}>
              <Sign name="print" size={20} />
              {t("print")}
            </button>
          </div>
          {open && (
            <button type="button" className="act is-quiet" onClick={() => onStep("decline")}>
              {t("decline")}
            </button>
          )}
        </>
      )}
    </section>
  )
}

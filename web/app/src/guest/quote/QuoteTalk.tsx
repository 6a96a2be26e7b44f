// Questions and answers about a quote, and a box to ask in.

import type { GuestQuote } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { type Ref, useId, useState } from "react"
import { useDraft } from "../draft"
import type { Sending } from "../useSending"
import { useWhen } from "../when"
import { Notice } from "./Notice"
import { quotePhrases } from "./phrases"

interface QuoteTalkProps {
  ref: Ref<HTMLTextAreaElement>
  quote: GuestQuote
  question: string
  onQuestion: (text: string) => void
  sending: Sending<GuestQuote>
  onAsk: (name: string) => Promise<GuestQuote>
}

export function QuoteTalk({ ref, quote, question, onQuestion, sending, onAsk }: QuoteTalkProps) {
  const t = usePhrases(quotePhrases)
  const when = useWhen()
  const id = useId()
  const [name, setName] = useDraft("name")
  const [arrived, setArrived] = useState(false)
  return (
    <section className="talk" aria-labelledby="talk">
      <h2 className="head" id="talk">
        {t("talk")}
      </h2>
      {quote.talk.length === 0 ? (
        <p className="about not-print">{t("noTalk")}</p>
      ) : (
        <ol>
          {quote.talk.map((said) => (
            <li key={`${said.at}${said.from}`} className={`is-${said.from}`}>
              <p className="who">
                <b>{said.name}</b>
                {said.from === "seller" && <span className="badge">{t("seller")}</span>}
                <time className="meta" dateTime={said.at}>
                  {when.moment(said.at)}
                </time>
              </p>
              <p className="said">{said.text}</p>
            </li>
          ))}
        </ol>
      )}
      <form
        className="box"
        onSubmit={async (event) => {
          event.preventDefault()
          if (question.trim() === "") return
          if ((await sending.send(() => onAsk(name.trim()))) !== null) return
          onQuestion("")
          setArrived(true)
        }}
      >
        <textarea
          ref={ref}
          rows={3}
          maxLength={4000}
          aria-label={t("askLabel")}
          placeholder={t("askHint")}
          value={question}
          onChange={(event) => {
            setArrived(false)
            onQuestion(event.target.value)
          }}
        />
        <div className="box-foot">
          <label htmlFor={id}>{t("signed")}</label>
          <input
            id={id}
            value={name}
            maxLength={100}
            autoComplete="name"
            placeholder={quote.customer}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button is-go" disabled={sending.busy || question.trim() === ""}>
            {t(sending.busy ? "sending" : "ask")}
          </button>
        </div>
      </form>
      <Notice hindrance={sending.hindrance} version={quote.version} />
      <p className="meta arrived" role="status">
        {arrived && t("asked")}
      </p>
    </section>
  )
}

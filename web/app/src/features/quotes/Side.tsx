// What stands beside the paper: what the quote belongs to, a note for colleagues, its versions, what happened to it.

import type { Locale, Quote, QuoteEvent } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { LOCALES } from "@ui/locales"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { PersonLink } from "../../kit/PersonLink"
import { QuoteState } from "../../kit/QuoteState"
import { quotePhrases } from "./quotePhrases"
import type { QuoteWriting } from "./useQuoteDraft"

interface AboutProps {
  quote: Quote
  writing: QuoteWriting
  writes: boolean
}

export function About({ quote, writing: { draft, edit }, writes }: AboutProps) {
  const t = usePhrases(quotePhrases)
  const id = useId()
  const { row } = quote
  const language = LOCALES.find((one) => one.id === draft.language)
  return (
    <section className="quote-part" aria-label={t("about")}>
      <h2 className="section-head">{t("about")}</h2>
      <dl className="quote-facts">
        <dt>{t("deal")}</dt>
        <dd>
          <Link to="/sales/$id" params={{ id: row.deal.id }} search={{}} className="link cut" title={row.deal.name}>
            {row.deal.name}
          </Link>
        </dd>
        {row.person && (
          <>
            <dt>{t("customer")}</dt>
            <dd>
              <PersonLink person={row.person} avatar={20} className="link" />
            </dd>
          </>
        )}
        {row.owner && (
          <>
            <dt>{t("owner")}</dt>
            <dd className="row">
              <Avatar id={row.owner.id} initial={row.owner.initial ?? row.owner.name.slice(0, 1)} size={20} />
              {row.owner.name}
            </dd>
          </>
        )}
        <dt>{writes ? <label htmlFor={`${id}language`}>{t("language")}</label> : t("language")}</dt>
        <dd>
          {writes ? (
            <select
              id={`${id}language`}
              className="input"
              value={draft.language}
              onChange={(event) => {
                const next = LOCALES.find((one) => one.id === event.target.value)?.id
                if (next) edit(languageEdit(quote, draft.terms, next))
              }}
            >
              {LOCALES.map((one) => (
                <option key={one.id} value={one.id} lang={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          ) : (
            <span lang={draft.language}>{language?.name}</span>
          )}
        </dd>
        <dt>{writes ? <label htmlFor={`${id}currency`}>{t("currency")}</label> : t("currency")}</dt>
        <dd>
          {writes ? (
            <Currency
              key={draft.currency}
              id={`${id}currency`}
              now={draft.currency}
              onSet={(currency) => edit({ currency })}
            />
          ) : (
            row.currency
          )}
        </dd>
      </dl>
      {(writes || draft.note !== "") && (
        <div className="field quote-note">
          <label htmlFor={`${id}note`}>{t("note")}</label>
          {writes ? (
            <textarea
              id={`${id}note`}
              className="input"
              rows={3}
              maxLength={4000}
              placeholder={t("notePlaceholder")}
              value={draft.note}
              onChange={(event) => edit({ note: event.target.value })}
            />
          ) : (
            <p id={`${id}note`}>{draft.note}</p>
          )}
        </div>
      )}
    </section>
  )
}

/** Terms that are being written are sent with the language; those that nobody touched follow it on the server. */
const languageEdit = (quote: Quote, terms: string, language: Locale) =>
  terms === quote.terms ? { language } : { language, terms }

interface CurrencyProps {
  id: string
  now: string
  onSet: (currency: string) => void
}

/** Three letters, taken once they are whole. */
function Currency({ id, now, onSet }: CurrencyProps) {
  const t = usePhrases(quotePhrases)
  const [text, setText] = useState(now)
  const take = () => {
    const currency = text.trim().toUpperCase()
    if (/^[A-Z]{3}$/.test(currency)) {
      if (currency !== now) onSet(currency)
    } else setText(now)
  }
  return (
    <input
      id={id}
      className="input quote-currency"
      title={t("currencyText")}
      maxLength={3}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === "Enter" && take()}
    />
  )
}

export function Versions({ quote }: { quote: Quote }) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const { versions, row } = quote
  if (versions.length < 2) return null
  return (
    <section className="quote-part" aria-label={t("versions")}>
      <h2 className="section-head">{t("versions")}</h2>
      <ul className="quote-versions">
        {versions.map((one) => (
          <li key={one.id}>
            <Link
              to="/quotes/$quote"
              params={{ quote: one.id }}
              className="quote-version"
              aria-current={one.id === row.id ? "page" : undefined}
            >
              <span className="medium nowrap">{t("version", { n: one.version })}</span>
              <QuoteState of={one} />
              <span className="small quiet nowrap">{format.shortDate(one.at)}</span>
              <span className="end nowrap">{format.money(one.total, row.currency)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const MARKS: Partial<Record<QuoteEvent["kind"], string>> = {
  accepted: "is-good",
  approved: "is-good",
  declined: "is-bad",
  refused: "is-bad",
  asked: "is-waiting",
  submitted: "is-waiting",
}

export function Log({ quote }: { quote: Quote }) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  return (
    <section className="quote-part" aria-label={t("log")}>
      <h2 className="section-head">{t("log")}</h2>
      <ol className="quote-log">
        {[...quote.log].reverse().map((event) => (
          <li key={`${event.at}${event.kind}`} className={MARKS[event.kind]}>
            <p className="row">
              <span className="cut">
                <b>{event.by?.name ?? event.who ?? t("theCustomer")}</b> {t(`log.${event.kind}`)}
              </span>
              <time className="small quiet end nowrap" title={format.moment(event.at)}>
                {`${format.shortDate(event.at)} ${format.time(event.at)}`}
              </time>
            </p>
            {event.text && event.kind !== "asked" && event.kind !== "answered" && (
              <p className="small soft">{event.text}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

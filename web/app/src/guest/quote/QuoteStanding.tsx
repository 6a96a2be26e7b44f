// What became of a quote that can no longer be answered, and what can be done about it.

import type { GuestQuote } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { Sign, type SignName } from "@ui/Sign"
import { useEffect, useRef } from "react"
import { useWhen } from "../when"
import { quotePhrases } from "./phrases"

const ICONS: Partial<Record<GuestQuote["state"], SignName>> = {
  accepted: "check",
  declined: "minus",
  expired: "clock",
  replaced: "copies",
  withdrawn: "undo",
}

interface QuoteStandingProps {
  quote: GuestQuote
  onAskNew: () => void
}

export function QuoteStanding({ quote, onAskNew }: QuoteStandingProps) {
  const t = usePhrases(quotePhrases)
  const when = useWhen()
  const { state, accepted, contact, valid_until: until } = quote
  const first = useRef(state)
  const banner = useRef<HTMLElement>(null)
  // What the customer has just done is where they are led; a page that opens so stays at its top.
  useEffect(() => {
    if (first.current === state) return
    first.current = state
    banner.current?.focus()
  }, [state])
  const icon = ICONS[state]
  if (icon === undefined) return null
  const text =
    state === "accepted"
      ? accepted
        ? t("acceptedBy", { name: accepted.name, date: when.dayOf(accepted.at) })
        : t("acceptedPlain")
      : state === "declined"
        ? t("declinedText")
        : state === "expired"
          ? until === null
            ? t("expiredPlain")
            : t("expiredText", { date: when.day(until) })
          : state === "replaced"
            ? t("replacedText", { name: contact.name })
            : t("withdrawnText", { name: contact.name })
  return (
    <section ref={banner} className={`standing is-${state}`} tabIndex={-1} role="status">
      <Sign name={icon} size={20} />
      <div>
        <h2>{t.maybe(`state.${state}`)}</h2>
        <p>{text}</p>
        {state === "accepted" && quote.order && (
          <a className="act" href={quote.order}>
            {t("followOrder")}
            <Sign name="right" size={16} />
          </a>
        )}
        {state === "expired" && (
          <button type="button" className="button is-go" onClick={onAskNew}>
            {t("askNew")}
          </button>
        )}
      </div>
    </section>
  )
}

// The small step before a quote is accepted: what is said, and by whom.

import type { GuestQuote } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useId, useState } from "react"
import { useDraft } from "../draft"
import { quotePhrases } from "./phrases"

interface AcceptProps {
  quote: GuestQuote
  busy: boolean
  notice: ReactNode
  onBack: () => void
  /** Whether it arrived. */
  onAccept: (name: string) => Promise<boolean>
}

export function Accept({ quote, busy, notice, onBack, onAccept }: AcceptProps) {
  const t = usePhrases(quotePhrases)
  const format = useFormat()
  const id = useId()
  const [name, setName] = useDraft("name")
  const [missing, setMissing] = useState(false)
  const nameless = missing && name.trim() === ""
  return (
    <form
      className="step"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(name.trim() === "")
        if (name.trim() === "") document.getElementById(id)?.focus()
        else void onAccept(name.trim())
      }}
    >
      <p className="statement">
        {t("statement", {
          number: quote.number,
          version: quote.version,
          total: format.money(quote.totals.total, quote.currency),
        })}
      </p>
      <div className="field">
        <label htmlFor={id}>{t("name")}</label>
        <input
          id={id}
          value={name}
          maxLength={100}
          autoComplete="name"
          enterKeyHint="done"
          aria-invalid={nameless || undefined}
          aria-describedby={`${id}hint`}
          // biome-ignore lint/a11y/noAutofocus: the step was opened to write this.
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <p id={`${id}hint`} className={nameless ? "fault" : "meta"} role={nameless ? "alert" : undefined}>
          {t(nameless ? "nameMissing" : "nameHint")}
        </p>
      </div>
      {notice}
      <div className="acts">
        <button type="submit" className="button is-go" disabled={busy}>
          {t(busy ? "sending" : "confirm")}
        </button>
        <button type="button" className="button" disabled={busy} onClick={onBack}>
          {t("back")}
        </button>
      </div>
    </form>
  )
}

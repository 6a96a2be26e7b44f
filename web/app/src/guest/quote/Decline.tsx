// A quote declined, with why, as far as one likes to say.

import { usePhrases } from "@ui/phrases"
import { type ReactNode, useId } from "react"
import { useDraft } from "../draft"
import { quotePhrases } from "./phrases"

interface DeclineProps {
  number: string
  busy: boolean
  notice: ReactNode
  onBack: () => void
  /** Whether it arrived. */
  onDecline: (reason: string, name: string) => Promise<boolean>
}

export function Decline({ number, busy, notice, onBack, onDecline }: DeclineProps) {
  const t = usePhrases(quotePhrases)
  const id = useId()
  const [reason, setReason] = useDraft(`${number}.reason`)
  const [name, setName] = useDraft("name")
  return (
    <form
      className="step"
      onSubmit={async (event) => {
        event.preventDefault()
        if (await onDecline(reason.trim(), name.trim())) setReason("")
      }}
    >
      <p className="statement is-plain">{t("declineTitle")}</p>
      <div className="field">
        <label htmlFor={`${id}why`}>{t("reason")}</label>
        <textarea
          id={`${id}why`}
          rows={3}
          maxLength={2000}
          placeholder={t("reasonHint")}
          // biome-ignore lint/a11y/noAutofocus: the step was opened to write this.
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}name`}>{t("nameOptional")}</label>
        <input
          id={`${id}name`}
          value={name}
          maxLength={100}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {notice}
      <div className="acts">
        <button type="submit" className="button is-go" disabled={busy}>
          {t(busy ? "sending" : "tell")}
        </button>
        <button type="button" className="button" disabled={busy} onClick={onBack}>
          {t("back")}
        </button>
      </div>
    </form>
  )
}

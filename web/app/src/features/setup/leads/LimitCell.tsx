// How far a limit is used up, as a bar; pressed, the limit is typed in its place. Enter saves, Esc restores.

import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { seatPhrases } from "./seatPhrases"
import { readLimit } from "./seats"

interface LimitCellProps {
  used: number
  limit: number | null
  label: string
  onChange: (limit: number | null) => void
}

export function LimitCell({ used, limit, label, onChange }: LimitCellProps) {
  const t = usePhrases(seatPhrases)
  const format = useFormat()
  const [text, setText] = useState<string | null>(null)
  if (text !== null) {
    const typed = readLimit(text)
    const done = () => {
      setText(null)
      if (typed && typed.limit !== limit) onChange(typed.limit)
    }
    return (
      <span className="row seat-typing">
        <span className="quiet">{format.number(used)} /</span>
        <input
          className="input"
          inputMode="numeric"
          // biome-ignore lint/a11y/noAutofocus: it stands where it was pressed.
          autoFocus
          aria-label={label}
          aria-invalid={typed === null}
          placeholder={t("noLimit")}
          value={text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value)}
          onBlur={done}
          onKeyDown={(event) => {
            if (event.key === "Enter") done()
            if (event.key === "Escape") setText(null)
          }}
        />
      </span>
    )
  }
  const share = limit === null ? null : limit === 0 ? 1 : used / limit
  const look = share === null ? "" : share >= 1 ? " is-full" : share >= 0.85 ? " is-near" : ""
  return (
    <button type="button" className="seat-cell seat-limit" onClick={() => setText(limit === null ? "" : String(limit))}>
      <span className="hidden-visually">{label}</span>
      <span className={`seat-bar${look}`} aria-hidden="true">
        {share !== null && <i style={{ width: `${Math.min(1, share) * 100}%` }} />}
      </span>
      <span className="seat-figures">
        <b>{format.number(used)}</b>
        <span className="quiet"> / {limit === null ? t("noLimit") : format.number(limit)}</span>
        {share !== null && share >= 1 && <span className="seat-full">{t("full")}</span>}
      </span>
    </button>
  )
}

// A name that is changed where it stands: Enter keeps it, Escape brings the old one back.

import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { reportPhrases } from "./phrases"

interface NameInPlaceProps {
  name: string
  onName: ((name: string) => void) | undefined
}

export function NameInPlace({ name, onName }: NameInPlaceProps) {
  const t = usePhrases(reportPhrases)
  const [typed, setTyped] = useState<string | null>(null)
  if (!onName) return <h1 className="strong cut">{name}</h1>
  const done = () => {
    const next = typed?.trim() ?? ""
    setTyped(null)
    if (next !== "" && next !== name) onName(next)
  }
  if (typed === null)
    return (
      <h1 className="strong report-title">
        <button type="button" className="report-rename cut" title={t("rename")} onClick={() => setTyped(name)}>
          {name}
        </button>
      </h1>
    )
  return (
    <input
      className="input report-rename-input"
      aria-label={t("name")}
      maxLength={120}
      autoComplete="off"
      // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into.
      autoFocus
      value={typed}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === "Enter") done()
        if (event.key === "Escape") {
          event.stopPropagation()
          setTyped(null)
        }
      }}
    />
  )
}

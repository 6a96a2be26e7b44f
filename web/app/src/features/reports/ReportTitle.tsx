// What the report is called, renamed where it stands.

import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { pagePhrases } from "./pagePhrases"

interface ReportTitleProps {
  name: string
  /** None where it may not be renamed. */
  onRename: ((name: string) => void) | undefined
}

export function ReportTitle({ name, onRename }: ReportTitleProps) {
  const t = usePhrases(pagePhrases)
  const [typed, setTyped] = useState<string | null>(null)
  if (typed === null) {
    return (
      <>
        <h1 className="report-title cut" title={name}>
          {name}
        </h1>
        {onRename && <IconButton icon="edit" small label={t("rename")} onClick={() => setTyped(name)} />}
      </>
    )
  }
  const done = () => {
    const next = typed.trim()
    setTyped(null)
    if (next !== "" && next !== name) onRename?.(next)
  }
  return (
    <form
      className="report-rename"
      onSubmit={(event) => {
        event.preventDefault()
        done()
      }}
    >
      <input
        className="input"
        aria-label={t("name")}
        maxLength={100}
        value={typed}
        ref={(input) => input?.focus()}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return
          event.stopPropagation()
          setTyped(null)
        }}
      />
    </form>
  )
}

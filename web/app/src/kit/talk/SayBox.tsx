// Where something is said: a text with @names, offered while they are written. What is not sent outlives the page.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { modifier } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { useEffect, useRef, useState } from "react"
import { talkPhrases } from "./phrases"

/** An @ and what follows it, at the end of the text. */
const CALLING = /@([^\s@]{0,20})$/

const keep = (key: string, text: string) => {
  try {
    if (text.trim() === "") localStorage.removeItem(`guanxi.said.${key}`)
    else localStorage.setItem(`guanxi.said.${key}`, text)
  } catch {
    // Without storage it lives as long as the page.
  }
}
const kept = (key: string) => {
  try {
    return localStorage.getItem(`guanxi.said.${key}`) ?? ""
  } catch {
    return ""
  }
}

interface SayBoxProps {
  record: string
  /** Under which the draft is kept. */
  draft: string
  label: string
  send: string
  /** What is there at first, where something is edited. */
  text?: string
  focus?: boolean
  /** Resolves to whether it was said; what is written stays otherwise. */
  onSay: (text: string) => Promise<boolean>
  onCancel?: () => void
}

export function SayBox({ record, draft, label, send, text: first, focus, onSay, onCancel }: SayBoxProps) {
  const t = usePhrases(talkPhrases)
  const [text, setText] = useState(() => kept(draft) || (first ?? ""))
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focus) box.current?.focus()
  }, [focus])
  const change = (next: string) => {
    setText(next)
    keep(draft, next === first ? "" : next)
  }
  const calling = CALLING.exec(text)?.[1]?.toLowerCase()
  const colleagues = useQuery({
    queryKey: ["talk-colleagues", record],
    queryFn: () => api.threads.colleagues(record),
    staleTime: 60_000,
    enabled: calling !== undefined,
  }).data
  const called =
    calling === undefined
      ? []
      : (colleagues ?? []).filter(({ name }) => name.toLowerCase().includes(calling)).slice(0, 8)
  const written = text.trim() !== "" && text.trim() !== first
  const say = async () => {
    if (!written || busy) return
    setBusy(true)
    const said = await onSay(text.trim())
    setBusy(false)
    if (!said) return
    keep(draft, "")
    setText("")
  }
  return (
    <form
      className="say"
      onSubmit={(event) => {
        event.preventDefault()
        void say()
      }}
    >
      <textarea
        ref={box}
        className="say-text"
        rows={1}
        value={text}
        aria-label={label}
        placeholder={label}
        maxLength={5000}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void say()
          if (event.key === "Escape") {
            event.stopPropagation()
            if (onCancel) onCancel()
            else event.currentTarget.blur()
          }
        }}
      />
      {called.length > 0 && (
        <div className="row is-wrap say-names">
          <span className="tiny quiet">{t("names")}</span>
          {called.map((user) => (
            <button
              key={user.id}
              type="button"
              className="chip"
              disabled={!user.sees}
              title={user.sees ? undefined : t("blind")}
              onClick={() => {
                change(text.replace(CALLING, `@${user.name} `))
                box.current?.focus()
              }}
            >
              @{user.name}
              {!user.sees && <span className="tiny"> · {t("blind")}</span>}
            </button>
          ))}
        </div>
      )}
      {(written || onCancel) && (
        <div className="row say-foot">
          <span className="tiny quiet grow">{t("hint")}</span>
          {onCancel && (
            <Button small onClick={onCancel}>
              {t("cancel")}
            </Button>
          )}
          <Button small look="primary" type="submit" disabled={!written || busy}>
            {send}
            <kbd className="not-phone">{modifier}↵</kbd>
          </Button>
        </div>
      )}
    </form>
  )
}

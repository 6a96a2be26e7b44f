// Below the timeline: what a colleague writes down — a note, a call, a visit. The draft outlives the tab and says so.

import type { FileInfo } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Icon, type IconName } from "@ui/Icon"
import { modifier } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { type RefObject, useEffect, useId, useRef, useState } from "react"
import { AddFiles } from "../../kit/files/AddFiles"
import { FileLines } from "../../kit/files/FileLines"
import { filePhrases } from "../../kit/files/phrases"
import { useFileDrop, useUpload } from "../../kit/files/useUpload"
import { filesIn } from "../../kit/files/value"
import { usersQuery } from "../../kit/queries"
import { useSession } from "../../kit/session"
import { storyPhrases } from "../../kit/story/phrases"
import { personPhrases } from "./phrases"

export type RecordKind = "note" | "call" | "visit"

export interface Draft {
  kind: RecordKind
  text: string
  minutes: string
  incoming: boolean
  /** Sent already, attached with the text. */
  files: FileInfo[]
}

/** An @ and what follows it, at the end of the text. */
const CALLING = /@([^\s@]{0,20})$/

const EMPTY: Draft = { kind: "note", text: "", minutes: "", incoming: false, files: [] }
const KINDS: { kind: RecordKind; icon: IconName; phrase: "asNote" | "asCall" | "asVisit" }[] = [
  { kind: "note", icon: "note", phrase: "asNote" },
  { kind: "call", icon: "phone", phrase: "asCall" },
  { kind: "visit", icon: "shop", phrase: "asVisit" },
]
const PLACEHOLDERS = { note: "notePlaceholder", call: "callPlaceholder", visit: "visitPlaceholder" } as const

export function readDraft(person: string): Draft {
  try {
    const kept: Partial<Draft> = JSON.parse(localStorage.getItem(`guanxi.draft.${person}`) ?? "{}")
    return { ...EMPTY, ...kept, files: filesIn(kept.files) }
  } catch {
    return EMPTY
  }
}

const isBlank = (draft: Draft) => draft.text.trim() === "" && draft.files.length === 0

function keepDraft(person: string, draft: Draft) {
  try {
    if (isBlank(draft)) localStorage.removeItem(`guanxi.draft.${person}`)
    else localStorage.setItem(`guanxi.draft.${person}`, JSON.stringify(draft))
  } catch {
    // Without storage the draft lives as long as the page.
  }
}

/** Adds words to the draft that is kept; whether they are in it now. */
export function draftWith(person: string, text: string): boolean {
  const draft = readDraft(person)
  const before = draft.text.trim()
  if (!before.includes(text.trim())) keepDraft(person, { ...draft, text: before === "" ? text : `${before}\n${text}` })
  return readDraft(person).text.includes(text.trim())
}

interface ComposerProps {
  person: string
  kind: RecordKind
  box: RefObject<HTMLTextAreaElement | null>
  onKind: (kind: RecordKind) => void
  /** Resolves to whether it was kept; the draft stays otherwise. */
  onSave: (draft: Draft) => Promise<boolean>
}

export function Composer({ person, kind, box, onKind, onSave }: ComposerProps) {
  const t = usePhrases(personPhrases)
  const story = usePhrases(storyPhrases)
  const file = usePhrases(filePhrases)
  const [draft, setDraft] = useState(() => readDraft(person))
  const [saving, setSaving] = useState(false)
  const minutesId = useId()
  const me = useSession().user.id
  const users = useQuery(usersQuery).data ?? []
  const change = (set: Partial<Draft>) => {
    const next = { ...draft, kind, ...set }
    setDraft(next)
    keepDraft(person, next)
  }
  useEffect(() => {
    const kept = readDraft(person)
    if (!isBlank(kept)) onKind(kept.kind)
  }, [person, onKind])

  const form = useRef<HTMLFormElement>(null)
  const { sending, send } = useUpload(draft.files.length, (files) =>
    // The text may have been written on while they were sent.
    setDraft((now) => {
      const next = { ...now, kind, files: [...now.files, ...files] }
      keepDraft(person, next)
      return next
    }),
  )
  const over = useFileDrop(form, true, (files) => void send(files))
  const written = !isBlank(draft)
  // A name being written at the end of the text offers the colleagues whose names begin so.
  const calling = CALLING.exec(draft.text)?.[1]?.toLowerCase()
  const called =
    calling === undefined
      ? []
      : users.filter((user) => user.name.toLowerCase().includes(calling) && user.id !== me).slice(0, 6)
  const save = async () => {
    if (!written || saving || sending !== null) return
    setSaving(true)
    const kept = await onSave({ ...draft, kind })
    setSaving(false)
    if (!kept) return
    setDraft(EMPTY)
    keepDraft(person, EMPTY)
  }

  return (
    <div className="composer-place">
      <form
        ref={form}
        className={over ? "composer is-over" : "composer"}
        aria-label={t("composer")}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className="row composer-kinds">
          {KINDS.map((one) => (
            <button
              key={one.kind}
              type="button"
              className="chip"
              aria-pressed={kind === one.kind}
              onClick={() => {
                onKind(one.kind)
                box.current?.focus()
              }}
            >
              <Icon name={one.icon} size={14} />
              {t(one.phrase)}
            </button>
          ))}
          {kind === "call" && (
            <span className="row composer-call end">
              <button type="button" className="why" onClick={() => change({ incoming: !draft.incoming })}>
                {t(draft.incoming ? "incoming" : "outgoing")}
              </button>
              <label htmlFor={minutesId} className="hidden-visually">
                {t("minutesLabel")}
              </label>
              <input
                id={minutesId}
                className="input composer-minutes"
                inputMode="numeric"
                value={draft.minutes}
                placeholder="5"
                onChange={(event) => change({ minutes: event.target.value.replace(/\D/g, "").slice(0, 3) })}
              />
              <span className="small quiet" aria-hidden="true">
                {story("durationMinutes", { m: "" }).trim()}
              </span>
            </span>
          )}
        </div>
        {called.length > 0 && (
          <div className="row is-wrap composer-names">
            <span className="small quiet">{t("mentionHint")}</span>
            {called.map((user) => (
              <button
                key={user.id}
                type="button"
                className="chip"
                onClick={() => {
                  change({ text: draft.text.replace(CALLING, `@${user.name} `) })
                  box.current?.focus()
                }}
              >
                @{user.name}
              </button>
            ))}
          </div>
        )}
        <textarea
          ref={box}
          className="composer-text"
          rows={2}
          value={draft.text}
          aria-label={t(PLACEHOLDERS[kind])}
          placeholder={t(PLACEHOLDERS[kind])}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save()
            if (event.key === "Escape") event.currentTarget.blur()
          }}
        />
        {draft.files.length > 0 && (
          <div className="composer-files">
            <FileLines
              files={draft.files}
              onRemove={(file) => change({ files: draft.files.filter((one) => one.id !== file.id) })}
            />
          </div>
        )}
        <div className="row composer-foot">
          <AddFiles bare label={file("attach")} sending={sending} onFiles={(files) => void send(files)} />
          <span className="small quiet row" style={{ gap: 4 }}>
            <Icon name="lock" size={14} />
            {t("draftNone")}
          </span>
          <span className="small quiet end" role="status">
            {written && t("draftKept")}
          </span>
          <Button look="primary" small type="submit" disabled={!written || saving || sending !== null}>
            {t("save")}
            <kbd className="not-phone">{modifier}↵</kbd>
          </Button>
        </div>
      </form>
    </div>
  )
}

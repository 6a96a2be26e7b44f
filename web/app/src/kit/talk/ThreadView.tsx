// One thread: what was said, by whom, and what can be done with it.

import { api } from "@api/client"
import type { Comment, Thread } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { toastFailure } from "../useUndo"
import { talkPhrases } from "./phrases"
import { SayBox } from "./SayBox"

interface ThreadProps {
  record: string
  thread: Thread
  mayWrite: boolean
  /** After anything was done. */
  onDone: () => void
}

export function ThreadView({ record, thread, mayWrite, onDone }: ThreadProps) {
  const t = usePhrases(talkPhrases)
  const format = useFormat()
  const [replying, setReplying] = useState(false)
  const [first] = thread.comments
  const act = async (done: Promise<Thread>): Promise<boolean> => {
    try {
      await done
      onDone()
      return true
    } catch (error) {
      toastFailure(error)
      return false
    }
  }
  const remove = async (comment: Comment) => {
    if (!(await act(api.threads.delete(comment.id)))) return
    toast({ text: t("deleted"), action: { label: t("undo"), run: () => void act(api.threads.restore(comment.id)) } })
  }
  const what = thread.item?.text ?? (thread.object === "order" ? t("order", { number: thread.record.name }) : null)
  const settled = thread.resolved_at !== null
  return (
    <article
      className={settled ? "thread is-settled" : "thread"}
      aria-label={t("threadOf", { name: first?.by.name ?? "" })}
    >
      {what && <p className="tiny quiet cut thread-about">{t("about", { what })}</p>}
      <ol>
        {thread.comments.map((comment) => (
          <li key={comment.id}>
            <CommentView
              record={record}
              comment={comment}
              mayWrite={mayWrite}
              onEdit={(text) => act(api.threads.edit(comment.id, text))}
              onDelete={() => void remove(comment)}
              onRestore={() => void act(api.threads.restore(comment.id))}
            />
          </li>
        ))}
      </ol>
      {settled && (
        <p className="tiny quiet">
          {t("resolvedBy", {
            name: thread.resolved_by?.name ?? "",
            ago: thread.resolved_at ? format.ago(thread.resolved_at) : "",
          })}
        </p>
      )}
      {mayWrite &&
        (replying ? (
          <SayBox
            record={record}
            draft={thread.id}
            label={t("reply")}
            send={t("reply")}
            focus
            onCancel={() => setReplying(false)}
            onSay={async (text) => {
              const said = await act(api.threads.reply(thread.id, text))
              if (said) setReplying(false)
              return said
            }}
          />
        ) : (
          <div className="row thread-foot">
            <button type="button" className="link small" onClick={() => setReplying(true)}>
              {t("reply")}
            </button>
            <button
              type="button"
              className="link small"
              onClick={() => void act(api.threads.settle(thread.id, !settled))}
            >
              {t(settled ? "reopen" : "resolve")}
            </button>
          </div>
        ))}
    </article>
  )
}

interface CommentProps {
  record: string
  comment: Comment
  mayWrite: boolean
  onEdit: (text: string) => Promise<boolean>
  onDelete: () => void
  onRestore: () => void
}

function CommentView({ record, comment, mayWrite, onEdit, onDelete, onRestore }: CommentProps) {
  const t = usePhrases(talkPhrases)
  const format = useFormat()
  const [editing, setEditing] = useState(false)
  const mine = comment.mine && mayWrite
  if (comment.text === null) {
    return (
      <p className="small quiet comment-gone">
        {t("deletedTrace", { name: comment.by.name })}
        {mine && (
          <button type="button" className="link small" onClick={onRestore}>
            {t("restore")}
          </button>
        )}
      </p>
    )
  }
  return (
    <div className="comment">
      <Avatar id={comment.by.id} initial={comment.by.initial ?? comment.by.name.slice(0, 1)} size={24} />
      <div className="grow comment-body">
        <div className="row comment-head">
          <b className="small cut">{comment.by.name}</b>
          <time className="tiny quiet nowrap" dateTime={comment.at} title={format.moment(comment.at)}>
            {format.ago(comment.at)}
          </time>
          {comment.edited_at && <Past comment={comment} />}
          {mine && !editing && (
            <span className="end comment-more">
              <Popover
                label={t("edit")}
                trigger={(props) => <IconButton icon="more" label={`${t("edit")} / ${t("delete")}`} {...props} />}
              >
                {(close) => (
                  <>
                    <MenuItem
                      icon="edit"
                      onSelect={() => {
                        close()
                        setEditing(true)
                      }}
                    >
                      {t("edit")}
                    </MenuItem>
                    <MenuItem
                      icon="trash"
                      onSelect={() => {
                        close()
                        onDelete()
                      }}
                    >
                      {t("delete")}
                    </MenuItem>
                  </>
                )}
              </Popover>
            </span>
          )}
        </div>
        {editing ? (
          <SayBox
            record={record}
            draft={comment.id}
            label={t("edit")}
            send={t("save")}
            text={comment.text}
            focus
            onCancel={() => setEditing(false)}
            onSay={async (text) => {
              const said = await onEdit(text)
              if (said) setEditing(false)
              return said
            }}
          />
        ) : (
          <CommentText text={comment.text} names={comment.names} />
        )}
      </div>
    </div>
  )
}

/** Longer than this is a document: it begins here, and its rest is one press away. */
const LONG = { characters: 1200, lines: 16 }

/** Where a text that is too long is cut: at the end of a line or of a word, not within a pair of surrogates. */
export function beginningOf(text: string): string {
  const lines = text.split("\n")
  if (text.length <= LONG.characters && lines.length <= LONG.lines) return text
  const few = lines.slice(0, LONG.lines).join("\n")
  return few.length <= LONG.characters ? few : [...few.slice(0, LONG.characters - 1)].slice(0, -1).join("")
}

function CommentText({ text, names }: { text: string; names: string[] }) {
  const t = usePhrases(talkPhrases)
  const [whole, setWhole] = useState(false)
  const beginning = beginningOf(text)
  const long = beginning.length < text.length
  return (
    <>
      <p className="comment-text">
        {called(whole ? text : beginning, names)}
        {long && !whole && "…"}
      </p>
      {long && (
        <button type="button" className="link small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? "less" : "rest", { n: text.length })}
        </button>
      )}
    </>
  )
}

/** A text with the names that it calls made strong. */
function called(text: string, names: string[]) {
  if (names.length === 0) return text
  const marks = [...names].sort((a, b) => b.length - a.length).map((name) => `@${name}`)
  const escaped = marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  const parts = text.split(new RegExp(`(${escaped.join("|")})`))
  return parts.map((part, n) => (marks.includes(part) ? <b key={n}>{part}</b> : part))
}

function Past({ comment }: { comment: Comment }) {
  const t = usePhrases(talkPhrases)
  return (
    <Popover
      label={t("showPast")}
      trigger={(props) => (
        <button type="button" className="link tiny" title={t("showPast")} {...props}>
          {t("edited")}
        </button>
      )}
    >
      {() => <PastList comment={comment.id} />}
    </Popover>
  )
}

function PastList({ comment }: { comment: string }) {
  const t = usePhrases(talkPhrases)
  const format = useFormat()
  const past = useQuery({
    queryKey: ["comment-past", comment],
    queryFn: () => api.threads.past(comment),
    staleTime: 0,
  }).data
  return (
    <ul className="comment-past">
      {(past ?? []).map((one) => (
        <li key={one.until}>
          <span className="tiny quiet">{t("past", { moment: format.moment(one.until) })}</span>
          <p className="small">{one.text}</p>
        </li>
      ))}
    </ul>
  )
}

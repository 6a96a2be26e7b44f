// What colleagues say to each other about a record: a card beside it. In: the record. Out: threads.
// It must never be shown where a customer looks on.

import "./talk.css"
import { api } from "@api/client"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useEffect, useRef, useState } from "react"
import { toastFailure } from "../useUndo"
import type { About } from "./about"
import { talkPhrases } from "./phrases"
import { SayBox } from "./SayBox"
import { ThreadView } from "./ThreadView"
import { useThreads } from "./useThreads"

interface DiscussionProps {
  record: string
  className?: string
  /** The item of the timeline that is to be talked about. */
  about?: About | null
  onAbout?: (about: About | null) => void
}

export function Discussion({ record, className = "", about, onAbout }: DiscussionProps) {
  const t = usePhrases(talkPhrases)
  const { query, rows, open, mayWrite, again } = useThreads(record)
  const [settled, setSettled] = useState(false)
  const section = useRef<HTMLElement>(null)
  const ready = query.isSuccess
  // A notice leads here.
  useEffect(() => {
    if (ready && window.location.hash === "#talk") section.current?.scrollIntoView({ block: "start" })
  }, [ready])
  useEffect(() => {
    if (about) section.current?.scrollIntoView({ block: "nearest" })
  }, [about])
  const living = rows.filter((thread) => thread.resolved_at === null)
  const done = rows.filter((thread) => thread.resolved_at !== null)
  const say = async (text: string) => {
    try {
      await api.threads.begin({ record, text, ...(about && { item: about.id }) })
      onAbout?.(null)
      await again()
      return true
    } catch (error) {
      toastFailure(error)
      return false
    }
  }
  const show = (list: typeof rows) =>
    list.map((thread) => (
      <ThreadView key={thread.id} record={record} thread={thread} mayWrite={mayWrite} onDone={() => void again()} />
    ))
  return (
    <section className={`${className} talk`} id="talk" ref={section} aria-label={t("title")}>
      <h2 className="section-head">
        {t("title")}
        {open > 0 && <small>{t("open", { n: open })}</small>}
      </h2>
      {query.isPending ? (
        <SkeletonRows rows={2} />
      ) : query.isError ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : (
        <>
          {rows.length === 0 && <p className="small quiet">{t("none")}</p>}
          {show(living)}
          {done.length > 0 && (
            <button type="button" className="link small" aria-expanded={settled} onClick={() => setSettled(!settled)}>
              {settled ? t("hideResolved") : t("showResolved", { n: done.length })}
            </button>
          )}
          {settled && show(done)}
          {query.hasNextPage && (
            <button type="button" className="link small" onClick={() => void query.fetchNextPage()}>
              {t("more")}
            </button>
          )}
          {mayWrite && (
            <>
              {about && (
                <div className="row talk-on">
                  <span className="small cut grow">{t("about", { what: about.what })}</span>
                  <IconButton icon="close" label={t("notAbout")} onClick={() => onAbout?.(null)} />
                </div>
              )}
              <SayBox
                key={about?.id ?? "all"}
                record={record}
                draft={`${record}.${about?.id ?? ""}`}
                label={t("begin")}
                send={t("send")}
                focus={Boolean(about)}
                onSay={say}
              />
            </>
          )}
        </>
      )}
    </section>
  )
}

// What I am told: named in a note, given or lent a customer, an import that ended. In: my notices, live. Out: their records, read marks.

import "./notices.css"
import { api, live } from "@api/client"
import type { Notice } from "@api/contract"
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useEffect } from "react"
import { useSession } from "../kit/session"
import { useFieldWords } from "../kit/useFieldWords"
import { toastFailure } from "../kit/useUndo"
import { noticePhrases } from "./noticePhrases"

const KEY = ["notices"]

export function Notices() {
  const t = usePhrases(noticePhrases)
  const cache = useQueryClient()
  const looking = useSession().looking_as
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => api.notices.list(pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
    enabled: !looking,
  })
  useEffect(
    () =>
      live(["notices"], (event) => {
        if (event.type === "notices" || event.type === "ready") void cache.invalidateQueries({ queryKey: KEY })
      }),
    [cache],
  )
  const read = useMutation({
    mutationFn: (id?: string) => api.notices.read(id),
    onSuccess: () => cache.invalidateQueries({ queryKey: KEY }),
    onError: toastFailure,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const unread = list.data?.pages[0]?.unread ?? 0
  if (looking) return null
  return (
    <span className="notices-bell">
      <Popover
        label={t("title")}
        trigger={(props) => (
          <IconButton icon="bell" label={unread > 0 ? t("unread", { n: unread }) : t("title")} {...props} />
        )}
      >
        {(close) => (
          <div className="notices">
            <div className="row notices-head">
              <b className="grow">{t("title")}</b>
              {unread > 0 && (
                <button type="button" className="link small" onClick={() => read.mutate(undefined)}>
                  {t("readAll")}
                </button>
              )}
            </div>
            {rows.length === 0 ? (
              <div className="notices-none">
                <p>{t("none")}</p>
                <p className="small quiet">{t("noneText")}</p>
              </div>
            ) : (
              <ul>
                {rows.map((row) => (
                  <li key={row.id}>
                    <Line
                      row={row}
                      onOpen={() => {
                        if (!row.read) read.mutate(row.id)
                        close()
                      }}
                    />
                  </li>
                ))}
              </ul>
            )}
            {list.hasNextPage && (
              <button type="button" className="link small notices-more" onClick={() => void list.fetchNextPage()}>
                {t("more")}
              </button>
            )}
          </div>
        )}
      </Popover>
      {unread > 0 && (
        <span className="notices-count" aria-hidden="true">
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </span>
  )
}

const DISPUTE = ["opened", "said", "decided", "appealed", "withdrawn"] as const

const QUOTE = ["submitted", "approved", "refused", "asked", "declined", "accepted", "accepted_open"] as const

const ACTIVITY = ["due", "asked", "given"] as const

const number = (value: unknown) => Number(value ?? 0)

/** Told once of several records, none of them named. */
const isOfSeveral = ({ row, detail }: Pick<Notice, "row" | "detail">) => row === null && number(detail?.n) > 1

/** Notices in words; a record that the reader does not see any more is not named. */
export function useNoticeWords(): (notice: Notice) => string {
  const t = usePhrases(noticePhrases)
  const format = useFormat()
  return ({ kind, by, row, detail }) => {
    const who = by?.name ?? t("somebody")
    const name = row?.name ?? ""
    if (kind === "mention") return row ? t("mention", { by: who, row: name }) : t("mentionGone", { by: who })
    if (kind === "comment") return row ? t("comment", { by: who, row: name }) : t("commentGone", { by: who })
    if (kind === "lead") {
      if (isOfSeveral({ row, detail })) {
        const n = number(detail?.n)
        if (detail?.did === "returned") return t("leadsReturned", { n })
        if (detail?.did === "taken") return t("leadsTaken", { n })
        if (detail?.did === "returns") return t("leadsReturn", { n })
        return by ? t("leadsGiven", { by: by.name, n }) : t("leadsGivenByRules", { n })
      }
      if (!row) return t("leadGone")
      if (detail?.did === "returned") return t("leadReturned", { row: name })
      if (detail?.did === "taken") return t("leadTaken", { row: name })
      if (detail?.did === "returns")
        return t("leadReturns", { row: name, when: detail.at ? format.shortDate(String(detail.at)) : "" })
      return by ? t("leadGiven", { by: by.name, row: name }) : t("leadGivenByRules", { row: name })
    }
    if (kind === "dispute") {
      const did = DISPUTE.find((one) => one === detail?.did) ?? "said"
      if (did === "decided") return t("dispute.decided", { row: name })
      return t(`dispute.${did}`, { by: who, row: name })
    }
    if (kind === "quote") {
      const did = QUOTE.find((one) => one === detail?.did) ?? "asked"
      return t(`quote.${did}`, { by: who, row: name })
    }
    if (kind === "agreement") {
      const until = detail?.until ? format.date(String(detail.until)) : ""
      return t(detail?.did === "renews" ? "agreement.renews" : "agreement.ends", { row: name, until })
    }
    if (kind === "activity") {
      const at = typeof detail?.at === "string" ? detail.at : null
      const when = at === null ? "" : `${format.shortDate(at)} ${format.time(at)}`
      const title = String(detail?.title ?? name)
      const did = ACTIVITY.find((one) => one === detail?.did) ?? "due"
      return did === "given" ? t("activity.given", { by: who, title }) : t(`activity.${did}`, { by: who, title, when })
    }
    if (kind === "share") return row ? t("share", { by: who, row: name }) : t("shareGone", { by: who })
    if (kind === "import") {
      if (detail?.state === "failed") return t("importFailed", { row: name })
      const [created, updated, refused] = [number(detail?.created), number(detail?.updated), number(detail?.refused)]
      return t("importDone", { row: name, created, updated, refused })
    }
    if (kind === "follow") {
      if (!row) return t("followGone")
      return by ? t("followBy", { by: by.name, row: name }) : t("follow", { row: name, n: number(detail?.n) })
    }
    if (kind === "watch") return t("watch", { by: who, n: number(detail?.n) })
    if (kind === "connector") return t("connectorStopped", { name: String(detail?.name ?? "") })
    if (kind === "privacy") {
      return detail?.did === "due"
        ? t("privacyDue", { of: name || t("somebody") })
        : t("privacyMade", { of: name || t("somebody") })
    }
    if (kind === "hook") {
      return t("hookStopped", { name: String(detail?.name ?? ""), why: t.maybe(`hookWhy.${detail?.why}`) ?? "" })
    }
    return row ? t("owner", { by: who, row: name }) : t("owners", { by: who, n: number(detail?.people) })
  }
}

function Line({ row, onOpen }: { row: Notice; onOpen: () => void }) {
  const words = useNoticeWords()
  const navigate = useNavigate()
  const me = useSession().user.id
  const open = () => {
    onOpen()
    const { hash, search } = row.detail?.thread
      ? { hash: "talk", search: { tab: "matters" } }
      : { hash: "", search: {} }
    if (row.object === "import" && row.row) void navigate({ to: "/imports/$id", params: { id: row.row.id } })
    else if (row.kind === "dispute" && row.detail?.dispute)
      void navigate({ to: "/disputes/$id", params: { id: String(row.detail.dispute) } })
    else if (row.kind === "quote" && row.row) void navigate({ to: "/quotes/$quote", params: { quote: row.row.id } })
    else if (row.kind === "activity" && row.detail?.activity) {
      const turn = typeof row.detail.turn === "string" ? { turn: row.detail.turn } : {}
      void navigate({ to: "/activities/$id", params: { id: String(row.detail.activity) }, search: turn })
    } else if (row.kind === "agreement") void navigate({ to: "/agreements", search: {} })
    else if (row.object === "lead" && row.row)
      void navigate({ to: "/leads/$id", params: { id: row.row.id }, search: {} })
    else if (row.kind === "lead" && isOfSeveral(row)) void navigate({ to: "/leads", search: {} })
    else if (row.kind === "watch") void navigate({ to: "/settings/audit" })
    else if (row.kind === "connector") void navigate({ to: "/settings/connectors" })
    else if (row.kind === "privacy") {
      const request = typeof row.detail?.request === "string" ? { request: row.detail.request } : {}
      void navigate({ to: "/settings/privacy", search: request })
    } else if (row.kind === "hook") void navigate({ to: "/settings/hooks", search: {} })
    else if (row.object === "company" && row.row) {
      void navigate({ to: "/companies/$id", params: { id: row.row.id }, hash })
    } else if (row.row) void navigate({ to: "/people/$id", params: { id: row.row.id }, search, hash })
    else if (row.kind === "owner") void navigate({ to: "/people", search: { filter: `owner = "${me}"` } })
  }
  const fields = useFieldWords()
  const format = useFormat()
  const t = usePhrases(noticePhrases)
  const changed = Array.isArray(row.detail?.fields) ? row.detail.fields.map((key) => fields.label(String(key))) : []
  const said = typeof row.detail?.text === "string" ? row.detail.text : null
  const text = said ?? (changed.length > 0 ? t("followFields", { fields: format.list(changed) }) : null)
  return (
    <button type="button" className={row.read ? "notice" : "notice is-new"} onClick={open}>
      <span>{words(row)}</span>
      {text && <span className="small quiet notice-text">{text}</span>}
      <span className="tiny quiet">{format.ago(row.at)}</span>
    </button>
  )
}

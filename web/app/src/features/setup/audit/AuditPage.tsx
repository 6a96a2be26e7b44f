// What was done that no record's own history tells: sign-ins, exports, rights, keys.

import "../setup.css"
import { api } from "@api/client"
import type { AuditLine } from "@api/contract"
import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { useState } from "react"
import { PageHead } from "../../../kit/PageHead"
import { usersQuery } from "../../../kit/queries"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { auditPhrases } from "./phrases"
import { ReadWatch } from "./ReadWatch"

const KINDS = [
  "sign_in",
  "sign_in_failed",
  "password",
  "factor",
  "export",
  "staff",
  "role",
  "team",
  "key",
  "setting",
  "hook",
  "connector",
  "territory",
  "members",
  "worth",
  "look_as",
  "bulk_read",
  "watch",
  "rule",
  "seal",
  "privacy",
] as const

export function AuditPage() {
  const t = usePhrases(auditPhrases)
  const format = useFormat()
  const may = useCan("audit")
  const users = useQuery(usersQuery).data ?? []
  const [user, setUser] = useState("")
  const [kind, setKind] = useState("")
  const list = useInfiniteQuery({
    queryKey: ["audit", user, kind],
    queryFn: ({ pageParam }) => api.audit.list({ user, kind, cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled: may,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (!may) return <Forbidden permission="audit" />
  return (
    <div className="pane">
      <PageHead title={t("audit")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <p className="small quiet setup-text">{t("auditText")}</p>
        <ReadWatch />
        <div className="row setup-lead is-wrap">
          <select
            className="input setup-select"
            aria-label={t("who")}
            value={user}
            onChange={(event) => setUser(event.target.value)}
          >
            <option value="">{t("anyone")}</option>
            {users.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          <select
            className="input setup-select"
            aria-label={t("what")}
            value={kind}
            onChange={(event) => setKind(event.target.value)}
          >
            <option value="">{t("anything")}</option>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`audit.${one}`)}
              </option>
            ))}
          </select>
          <a className="button is-small end" href={api.audit.csvPath({ user, kind })} download>
            <Icon name="download" size={14} />
            {t("exportAudit")}
          </a>
        </div>
        {list.isPending ? (
          <SkeletonRows rows={8} height={36} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <Empty title={t("auditEmpty")} text={t("auditEmptyText")} drawing="paper" />
        ) : (
          <>
            <table className="audit-table">
              <thead>
                <tr>
                  <th scope="col">{t("when")}</th>
                  <th scope="col">{t("who")}</th>
                  <th scope="col">{t("what")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td title={format.moment(row.at)}>{`${format.shortDate(row.at)} ${format.time(row.at)}`}</td>
                    <td>{row.user?.name ?? <span className="quiet">{t("nobody")}</span>}</td>
                    <td>
                      <What row={row} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {list.hasNextPage && (
              <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t("loadMore")}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  )
}

function What({ row }: { row: AuditLine }) {
  const t = usePhrases(auditPhrases)
  const detail = row.detail ?? {}
  const did = typeof detail.did === "string" ? detail.did : ""
  const told =
    did === "handed_over" ? t("did.handed_over", { n: Number(detail.people ?? 0) }) : (t.maybe(`did.${did}`) ?? did)
  const more = [
    row.row?.name,
    ...Object.keys(detail).map((key) => t.maybe(`setting.${key}`)),
    told,
    typeof detail.filter === "string" ? detail.filter : "",
    typeof detail.role === "string" ? detail.role : "",
    typeof detail.field === "string" ? detail.field : "",
  ]
  return (
    <>
      <span className="medium">{t.maybe(`audit.${row.kind}`) ?? row.kind}</span>
      <span className="quiet"> {more.filter(Boolean).join(" · ")}</span>
    </>
  )
}

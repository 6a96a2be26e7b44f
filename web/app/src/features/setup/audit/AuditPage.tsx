// What was done that no record's own history tells: sign-ins, exports, rights, keys.

import "../setup.css"
import { api } from "@api/client"
import type { AuditLine } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { usersQuery } from "../../../kit/queries"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { auditPhrases } from "./phrases"
import { ReadWatch } from "./ReadWatch"

/** What the URL says: whose acts, of which kind, on which days of the workspace, the last counted in. */
interface AuditSearch {
  user?: string
  kind?: string
  from?: string
  to?: string
}

const route = getRouteApi("/frame/settings/audit")
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
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (set: AuditSearch) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true })
  const { user, kind, from, to } = search
  // Days that end before they begin hold nothing; rather than showing that, the page says so.
  const backwards = from !== undefined && to !== undefined && to < from
  const list = useInfiniteQuery({
    queryKey: ["audit", user, kind, from, to],
    queryFn: ({ pageParam }) => api.audit.list({ user, kind, from, to, cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled: may && !backwards,
    placeholderData: keepPreviousData,
  })
  const narrowed = Boolean(user || kind || from || to)
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
            value={user ?? ""}
            onChange={(event) => change({ user: event.target.value || undefined })}
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
            value={kind ?? ""}
            onChange={(event) => change({ kind: event.target.value || undefined })}
          >
            <option value="">{t("anything")}</option>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`audit.${one}`)}
              </option>
            ))}
          </select>
          <label className="row audit-day">
            <span className="small quiet">{t("from")}</span>
            <input
              type="date"
              className="input"
              value={from ?? ""}
              max={to}
              aria-invalid={backwards || undefined}
              onChange={(event) => change({ from: event.target.value || undefined })}
            />
          </label>
          <label className="row audit-day">
            <span className="small quiet">{t("to")}</span>
            <input
              type="date"
              className="input"
              value={to ?? ""}
              min={from}
              aria-invalid={backwards || undefined}
              onChange={(event) => change({ to: event.target.value || undefined })}
            />
          </label>
          {!backwards && (
            <a className="button is-small end" href={api.audit.csvPath({ user, kind, from, to })} download>
              <Icon name="download" size={14} />
              {t("exportAudit")}
            </a>
          )}
        </div>
        {backwards ? (
          <p className="field-problem" role="alert">
            {t("backwards")}
          </p>
        ) : list.isPending ? (
          <SkeletonRows rows={8} height={36} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <Empty
            title={t(narrowed ? "auditNothing" : "auditEmpty")}
            text={t(narrowed ? "auditNothingText" : "auditEmptyText")}
            drawing={narrowed ? "search" : "paper"}
          >
            {narrowed && (
              <Button onClick={() => change({ user: undefined, kind: undefined, from: undefined, to: undefined })}>
                {t("showAll")}
              </Button>
            )}
          </Empty>
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

// Saved reports, and reports to begin with. In: the URL. Out: a report opened, shared, taken away.

import "../../kit/grid.css"
import "../../kit/list/list.css"
import "./reports.css"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { useCallback } from "react"
import { PageHead } from "../../kit/PageHead"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { reportsPhrases } from "./phrases"
import { reportsQuery } from "./queries"
import { ReportRow } from "./ReportRow"
import { ReportTabs } from "./ReportTabs"
import { Starts } from "./Starts"
import { useReportActs } from "./useReportActs"

const route = getRouteApi("/frame/reports")

const WHOSE = ["all", "mine", "shared"] as const

export function ReportsPage() {
  const t = usePhrases(reportsPhrases)
  const may = useCan("person.see")
  const { q = "", whose = "all" } = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: { q?: string | undefined; whose?: (typeof WHOSE)[number] | undefined }) =>
      void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        void navigate({ to: "/reports/new", search: {} })
      },
    },
    may,
    true,
  )
  const all = useQuery({ ...reportsQuery, enabled: may })
  const acts = useReportActs()
  if (!may) return <Forbidden permission="person.see" />
  const rows = all.data?.filter(
    ({ name, note, mine, shared }) =>
      (whose === "all" || (whose === "mine" ? mine : shared)) &&
      `${name} ${note}`.toLowerCase().includes(q.toLowerCase()),
  )
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <Link to="/reports/new" search={{}} className="button is-primary is-small end" title={`${t("create")} (C)`}>
          <Icon name="plus" size={14} />
          {t("create")}
        </Link>
      </PageHead>
      <div className="bar list-bar report-bar">
        <ReportTabs />
        <fieldset className="row report-whose" aria-label={t("whose")}>
          {WHOSE.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === whose}
              onClick={() => change({ whose: one === "all" ? undefined : one })}
            >
              {t(`whose.${one}`)}
            </button>
          ))}
        </fieldset>
        <span className="end not-phone" />
        <SearchBox value={q} label={t("search")} onSearch={onSearch} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="report-page scroll" tabIndex={0}>
        {all.isPending ? (
          <SkeletonRows rows={4} height={48} />
        ) : all.isError ? (
          <Failed error={all.error} retry={() => void all.refetch()} />
        ) : rows && rows.length > 0 ? (
          <section>
            <h2 className="section-head">
              {t("saved")} <small>{rows.length}</small>
            </h2>
            <ul className="report-list">
              {rows.map((report) => (
                <ReportRow key={report.id} report={report} acts={acts} />
              ))}
            </ul>
          </section>
        ) : q || whose !== "all" ? (
          <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
            <Button onClick={() => change({ q: undefined, whose: undefined })}>{t("showAll")}</Button>
          </Empty>
        ) : (
          <Empty title={t("emptyTitle")} text={t("emptyText")} />
        )}
        <Starts q={q} />
      </div>
    </div>
  )
}

// Reports, dashboards, goals and reports by mail. In: the URL (tab, q, act). Out: links to each; new ones.

import "./reports.css"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { SkeletonRows } from "@ui/States"
import { lazy, Suspense, useCallback } from "react"
import { PageHead } from "../../kit/PageHead"
import { SearchBox } from "../../kit/SearchBox"
import { reportPhrases } from "./phrases"
import { ReportList } from "./ReportList"
import { ReportTabs } from "./ReportTabs"

const DashboardList = lazy(async () => ({ default: (await import("./boards/DashboardList")).DashboardList }))
const GoalList = lazy(async () => ({ default: (await import("./goals/GoalList")).GoalList }))
const MailList = lazy(async () => ({ default: (await import("./mails/MailList")).MailList }))
const route = getRouteApi("/frame/reports")

const NEW = { dashboards: "newDashboard", goals: "newGoal", mails: "newMail" } as const

export function ReportsPage() {
  const t = usePhrases(reportPhrases)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const tab = search.tab ?? "reports"
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((q: string | undefined) => change({ q }), [change])
  const act = search.act
  const done = () => change({ act: undefined })
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar report-bar">
        <ReportTabs now={tab} />
        {tab === "reports" && <SearchBox value={search.q ?? ""} label={t("search")} onSearch={onSearch} />}
        <span className="end" />
        {tab === "reports" ? (
          <Link to="/reports/new" search={{}} className="button is-primary is-small">
            <Icon name="plus" size={14} />
            {t("new")}
          </Link>
        ) : (
          <Button small look="primary" icon="plus" onClick={() => change({ act: "new" })}>
            {t(NEW[tab])}
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="scroll reports" tabIndex={0}>
        <Suspense fallback={<SkeletonRows rows={6} height={52} />}>
          {tab === "reports" && <ReportList q={search.q ?? ""} />}
          {tab === "dashboards" && <DashboardList creating={act === "new"} onDone={done} />}
          {tab === "goals" && <GoalList creating={act === "new"} onDone={done} />}
          {tab === "mails" && <MailList what={act} onDone={done} />}
        </Suspense>
      </div>
    </div>
  )
}

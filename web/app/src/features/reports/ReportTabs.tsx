// The parts of reports, each a page.

import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { reportPhrases } from "./phrases"

const TABS = [
  ["/reports", "title"],
  ["/dashboards", "dashboards"],
  ["/goals", "goals"],
  ["/report-mails", "mails"],
] as const

export function ReportTabs() {
  const t = usePhrases(reportPhrases)
  return (
    <nav className="report-tabs row" aria-label={t("tabs")}>
      {TABS.map(([to, label]) => (
        <Link
          key={to}
          to={to}
          className="report-tab"
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}

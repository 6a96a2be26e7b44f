// Reports, dashboards, goals and mails as tabs of one page.

import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { reportPhrases } from "./phrases"

export const TABS = ["reports", "dashboards", "goals", "mails"] as const
export type ReportTab = (typeof TABS)[number]

export function ReportTabs({ now }: { now: ReportTab }) {
  const t = usePhrases(reportPhrases)
  return (
    <nav className="report-tabs" aria-label={t("tabs")}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          to="/reports"
          search={tab === "reports" ? {} : { tab }}
          className="report-tab"
          aria-current={tab === now ? "page" : undefined}
        >
          {t(`tab.${tab}`)}
        </Link>
      ))}
    </nav>
  )
}

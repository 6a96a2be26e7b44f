// The pages of reports beside each other: reports, dashboards, goals, mails.

import "./reportTabs.css"
import { Link, useLocation } from "@tanstack/react-router"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { reportsPhrases } from "./phrases"

type Tab = "reports" | "dashboards" | "goals" | "mails"

const TABS: { label: Tab; to: string; icon: IconName }[] = [
  { label: "reports", to: "/reports", icon: "report" },
  { label: "dashboards", to: "/dashboards", icon: "columns" },
  { label: "goals", to: "/goals", icon: "flag" },
  { label: "mails", to: "/report-mails", icon: "mail" },
]

export function ReportTabs() {
  const t = usePhrases(reportsPhrases)
  const { pathname } = useLocation()
  return (
    <nav className="report-tabs" aria-label={t("tabs")}>
      {TABS.map(({ label, to, icon }) => {
        const here = pathname === to || pathname.startsWith(`${to}/`)
        return (
          <Link key={label} to={to} className="report-tab" data-here={here || undefined}>
            <Icon name={icon} size={14} />
            {t(label)}
          </Link>
        )
      })}
    </nav>
  )
}

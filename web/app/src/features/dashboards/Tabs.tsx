// The pages of reports beside each other: reports, dashboards, goals, mails.

import "./tabs.css"
import { Link, useLocation } from "@tanstack/react-router"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useEffect, useRef } from "react"
import { tabPhrases } from "./phrases"

const TABS: { label: "reports" | "dashboards" | "goals" | "mails"; to: string; icon: IconName }[] = [
  { label: "reports", to: "/reports", icon: "report" },
  { label: "dashboards", to: "/dashboards", icon: "columns" },
  { label: "goals", to: "/goals", icon: "flag" },
  { label: "mails", to: "/report-mails", icon: "mail" },
]

export function Tabs() {
  const t = usePhrases(tabPhrases)
  const { pathname } = useLocation()
  const bar = useRef<HTMLElement>(null)
  // On a phone the tabs scroll; the one that is open must be among those in sight.
  useEffect(() => {
    bar.current?.querySelector("[data-here]")?.scrollIntoView({ inline: "center", block: "nearest" })
  }, [])
  return (
    <nav ref={bar} className="board-tabs" aria-label={t("tabs")}>
      {TABS.map(({ label, to, icon }) => {
        const here = pathname === to || pathname.startsWith(`${to}/`)
        return (
          <Link key={label} to={to} className="board-tab" data-here={here || undefined}>
            <Icon name={icon} size={14} />
            {t(label)}
          </Link>
        )
      })}
    </nav>
  )
}

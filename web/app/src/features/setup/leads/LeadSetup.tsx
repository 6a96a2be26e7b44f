// The frame of the screens on lead assignment: where one is in the settings, and which of the four.

import "../setup.css"
import "./leads.css"
import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Forbidden } from "@ui/States"
import type { ReactNode } from "react"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { leadSetupPhrases } from "./phrases"

export function LeadSetup({ children }: { children: ReactNode }) {
  const t = usePhrases(leadSetupPhrases)
  const may = useCan("users")
  if (!may) return <Forbidden permission="users" />
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      <nav className="assign-tabs" aria-label={t("sections")}>
        <Link to="/settings/leads" activeOptions={{ exact: true }}>
          {t("rules")}
        </Link>
        <Link to="/settings/leads/seats">{t("seats")}</Link>
        <Link to="/settings/leads/pools" search={{}}>
          {t("pools")}
        </Link>
        <Link to="/settings/leads/capture">{t("capture")}</Link>
      </nav>
      {children}
    </div>
  )
}

// What people ask about their own data, who was erased, how long what is kept, and the register of it all.

import { privacy } from "@api/privacy"
import "../setup.css"
import "./privacy.css"
import { useQuery } from "@tanstack/react-query"
import { Link, useSearch } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Forbidden } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { Erasures } from "./Erasures"
import { privacyPhrases } from "./phrases"
import { RegisterView } from "./RegisterView"
import { Requests } from "./Requests"
import { RetentionForm } from "./RetentionForm"
import { RulesForm } from "./RulesForm"

export const PRIVACY = ["privacy"]
const VIEWS = ["requests", "erasures", "retention", "register", "rules"] as const

export function PrivacyPage() {
  const t = usePhrases(privacyPhrases)
  const may = useCan("privacy")
  const search = useSearch({ from: "/frame/settings/privacy" })
  const view = VIEWS.find((one) => one === search.view) ?? "requests"
  const counted = useQuery({ queryKey: PRIVACY, queryFn: privacy.get, enabled: may })
  if (!may) return <Forbidden permission="privacy" />
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <nav className="privacy-views" aria-label={t("views")}>
          {VIEWS.map((one) => (
            <Link
              key={one}
              to="/settings/privacy"
              search={one === "requests" ? {} : { view: one }}
              className="chip"
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={one === view ? "page" : undefined}
            >
              {t(`view.${one}`)}
              {one === "requests" && (counted.data?.open ?? 0) > 0 && <small>{counted.data?.open}</small>}
            </Link>
          ))}
        </nav>
        {view === "requests" && <Requests chosen={search.request} settings={counted.data?.settings} />}
        {view === "erasures" && <Erasures />}
        {view === "retention" && <RetentionForm />}
        {view === "register" && <RegisterView />}
        {view === "rules" && <RulesForm />}
      </div>
    </div>
  )
}

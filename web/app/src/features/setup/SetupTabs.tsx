// The sections of the settings: one's own for everybody, the workspace's for those who set it up.

import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { useEffect, useRef } from "react"
import { useCan } from "../../kit/session"
import { setupPhrases } from "./phrases"

export function SetupTabs() {
  const t = usePhrases(setupPhrases)
  const [rules, opens, audits] = [useCan("users"), useCan("sources"), useCan("audit")]
  const [guards, sells, shares] = [useCan("privacy"), useCan("catalogue"), useCan("views")]
  const tabs = useRef<HTMLElement>(null)
  // On a phone the tabs scroll; the one that is open must be among those in sight.
  useEffect(() => {
    tabs.current?.querySelector(".active")?.scrollIntoView({ inline: "center", block: "nearest" })
  }, [])
  return (
    <nav ref={tabs} className="bar setup-tabs" aria-label={t("sections")}>
      <Link to="/settings" className="chip" activeOptions={{ exact: true }}>
        {t("me")}
      </Link>
      {rules && (
        <>
          <Link to="/settings/staff" className="chip">
            {t("staff")}
          </Link>
          <Link to="/settings/roles" className="chip">
            {t("roles")}
          </Link>
          <Link to="/settings/territories" className="chip">
            {t("territories")}
          </Link>
          <Link to="/settings/members" className="chip">
            {t("members.title")}
          </Link>
          <Link to="/settings/worth" className="chip">
            {t("worth")}
          </Link>
          <Link to="/settings/pipelines" className="chip">
            {t("pipelines")}
          </Link>
          <Link to="/settings/leads" className="chip">
            {t("leads")}
          </Link>
        </>
      )}
      {sells && (
        <Link to="/settings/quotes" className="chip">
          {t("quotes")}
        </Link>
      )}
      {shares && (
        <Link to="/settings/revisits" search={{}} className="chip">
          {t("revisits")}
        </Link>
      )}
      {rules && (
        <>
          <Link to="/settings/reviews" className="chip">
            {t("reviews")}
          </Link>
          <Link to="/settings/fields" className="chip">
            {t("fields")}
          </Link>
          <Link to="/settings/sign-in" className="chip">
            {t("signIn")}
          </Link>
        </>
      )}
      <Link to="/settings/keys" className="chip">
        {t("keys")}
      </Link>
      {opens && (
        <Link to="/settings/hooks" search={{}} className="chip">
          {t("hooks")}
        </Link>
      )}
      {opens && (
        <Link to="/settings/connectors" className="chip">
          {t("connectors")}
        </Link>
      )}
      {guards && (
        <Link to="/settings/privacy" search={{}} className="chip">
          {t("privacy")}
        </Link>
      )}
      {audits && (
        <Link to="/settings/audit" className="chip">
          {t("audit")}
        </Link>
      )}
    </nav>
  )
}

// The sections of the settings: one's own for everybody, the workspace's for those who set it up.

import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { useCan } from "../../kit/session"
import { setupPhrases } from "./phrases"

export function SetupTabs() {
  const t = usePhrases(setupPhrases)
  const [rules, opens, audits] = [useCan("users"), useCan("sources"), useCan("audit")]
  return (
    <nav className="bar setup-tabs" aria-label={t("sections")}>
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
      {audits && (
        <Link to="/settings/audit" className="chip">
          {t("audit")}
        </Link>
      )}
    </nav>
  )
}

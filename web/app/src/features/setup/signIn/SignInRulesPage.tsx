// How people get into this workspace: what is demanded of them, and the address they come to.

import "../setup.css"
import { usePhrases } from "@ui/phrases"
import { Forbidden } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { MailSettings } from "./MailSettings"
import { SignInRules } from "./SignInRules"
import { SsoSettings } from "./SsoSettings"
import { signInPhrases } from "./signInPhrases"

export function SignInRulesPage() {
  const t = usePhrases(signInPhrases)
  if (!useCan("users")) return <Forbidden permission="users" />
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <SignInRules />
        <MailSettings />
        <SsoSettings />
      </div>
    </div>
  )
}

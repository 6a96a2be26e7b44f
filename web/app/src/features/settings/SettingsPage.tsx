// My name, language, appearance and password; the workspace; the demo. In: the session. Out: changes to it.

import "../setup/setup.css"
import "./settings.css"
import { usePhrases } from "@ui/phrases"
import { PageHead } from "../../kit/PageHead"
import { useCan, useSession } from "../../kit/session"
import { SetupTabs } from "../setup/SetupTabs"
import { CalendarElsewhere } from "./CalendarElsewhere"
import { Demo } from "./Demo"
import { Looks } from "./Looks"
import { Matching } from "./Matching"
import { Me } from "./Me"
import { More } from "./More"
import { NoticeChoices } from "./NoticeChoices"
import { Passkeys } from "./Passkeys"
import { Password } from "./Password"
import { PhoneContacts } from "./PhoneContacts"
import { PushDevices } from "./PushDevices"
import { settingsPhrases } from "./phrases"
import { SecondFactor } from "./SecondFactor"
import { Sessions } from "./Sessions"
import { ThisDevice } from "./ThisDevice"
import { Workspace } from "./Workspace"

export function SettingsPage() {
  const t = usePhrases(settingsPhrases)
  const session = useSession()
  const mayRule = useCan("users")
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="settings scroll" tabIndex={0}>
        <Me />
        <Looks />
        <NoticeChoices />
        {!session.looking_as && <PushDevices />}
        {!session.looking_as && <ThisDevice />}
        {!session.looking_as && <PhoneContacts />}
        {!session.looking_as && <CalendarElsewhere />}
        <Password />
        <SecondFactor />
        <Passkeys />
        <Sessions />
        <Workspace />
        {mayRule && <Matching />}
        {session.demo && <Demo />}
        <More />
      </div>
    </div>
  )
}

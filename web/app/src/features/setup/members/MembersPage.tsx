// Members: how their numbers are made, and which tiers what they buy makes.

import "./members.css"
import { api } from "@api/client"
import { usePhrases } from "@ui/phrases"
import { MEMBERSHIP } from "../../../kit/queries"
import { JobPage } from "../JobPage"
import { Numbers } from "./Numbers"
import { memberPhrases } from "./phrases"
import { TierForm } from "./TierForm"

export function MembersPage() {
  const t = usePhrases(memberPhrases)
  return (
    <JobPage title={t("title")} queryKey={MEMBERSHIP} read={api.membership.get} height={52}>
      {(held, busy) => (
        <>
          <Numbers of={held} />
          <TierForm of={held} busy={busy} />
        </>
      )}
    </JobPage>
  )
}

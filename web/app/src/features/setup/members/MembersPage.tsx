// Members: how their numbers are made, and which tiers what they buy makes.

import "../setup.css"
import "./members.css"
import { api } from "@api/client"
import type { Membership } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { MEMBERSHIP } from "../../../kit/queries"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { Numbers } from "./Numbers"
import { memberPhrases } from "./phrases"
import { TierForm } from "./TierForm"

const isBusy = (now: Membership | undefined) => ["waiting", "running"].includes(now?.progress?.state ?? "")

export function MembersPage() {
  const t = usePhrases(memberPhrases)
  const may = useCan("users")
  const held = useQuery({
    queryKey: MEMBERSHIP,
    queryFn: api.membership.get,
    enabled: may,
    refetchInterval: (query) => (isBusy(query.state.data) ? 1000 : false),
  })
  if (!may) return <Forbidden permission="users" />
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        {held.isPending ? (
          <SkeletonRows rows={5} height={52} />
        ) : held.isError ? (
          <Failed error={held.error} retry={() => void held.refetch()} />
        ) : (
          <>
            <Numbers of={held.data} />
            <TierForm of={held.data} busy={isBusy(held.data)} />
          </>
        )}
      </div>
    </div>
  )
}

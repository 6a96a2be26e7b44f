// Reviews: whether and how often customers' files are gone through.

import "../setup.css"
import "./reviews.css"
import { api } from "@api/client"
import type { Reviews } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { SetupTabs } from "../SetupTabs"
import { CycleForm, REVIEWS } from "./CycleForm"
import { reviewSetupPhrases } from "./phrases"

const isBusy = (now: Reviews | undefined) => ["waiting", "running"].includes(now?.progress?.state ?? "")

export function ReviewsPage() {
  const t = usePhrases(reviewSetupPhrases)
  const may = useCan("users")
  const held = useQuery({
    queryKey: REVIEWS,
    queryFn: api.review.get,
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
          <SkeletonRows rows={5} height={64} />
        ) : held.isError ? (
          <Failed error={held.error} retry={() => void held.refetch()} />
        ) : (
          <CycleForm of={held.data} busy={isBusy(held.data)} />
        )}
      </div>
    </div>
  )
}

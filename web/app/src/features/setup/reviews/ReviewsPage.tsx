// Reviews: whether and how often customers' files are gone through.

import "./reviews.css"
import { api } from "@api/client"
import { usePhrases } from "@ui/phrases"
import { JobPage } from "../JobPage"
import { CycleForm, REVIEWS } from "./CycleForm"
import { reviewSetupPhrases } from "./phrases"

export function ReviewsPage() {
  const t = usePhrases(reviewSetupPhrases)
  return (
    <JobPage title={t("title")} queryKey={REVIEWS} read={api.review.get} height={64}>
      {(held, busy) => <CycleForm of={held} busy={busy} />}
    </JobPage>
  )
}

// Saying that somebody went through the file of a person today.

import { api } from "@api/client"
import type { Person } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { reviewPhrases } from "../../kit/review/phrases"
import { useMayReview } from "../../kit/review/useMayReview"
import { usePersonChange } from "./usePersonChange"

export function useReview({ id, name }: Person, mayEdit: boolean) {
  const t = usePhrases(reviewPhrases)
  const { run } = usePersonChange(id)
  return { may: useMayReview(mayEdit), done: () => void run(api.review.done(id), t("marked", { name })) }
}

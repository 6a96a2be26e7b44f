// Why deals are lost, in the workspace's own words and order.

import { api } from "@api/client"
import type { DealReasons } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { added, keyed } from "../../../kit/lines"
import { toastFailure } from "../../../kit/useUndo"
import { TextLines } from "../TextLines"
import { pipelinePhrases } from "./phrases"

const REASONS = ["deal-reasons"]
const MOST = 30

export function Reasons() {
  const t = usePhrases(pipelinePhrases)
  const held = useQuery({ queryKey: REASONS, queryFn: api.deals.reasons })
  return (
    <section>
      <h2 className="section-head">{t("reasons")}</h2>
      <p className="small quiet setup-text">{t("reasonsText")}</p>
      {held.isPending ? (
        <SkeletonRows rows={3} />
      ) : held.isError ? (
        <Failed error={held.error} retry={() => void held.refetch()} />
      ) : (
        <ReasonForm key={held.dataUpdatedAt} of={held.data} />
      )}
    </section>
  )
}

function ReasonForm({ of: held }: { of: DealReasons }) {
  const t = usePhrases(pipelinePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const [lines, setLines] = useState(() => keyed(held.lost.map((text) => ({ text }))))
  const save = useMutation({
    mutationFn: api.deals.setReasons,
    onSuccess: (now) => {
      cache.setQueryData(REASONS, now)
      const run = async () => {
        try {
          cache.setQueryData(REASONS, await api.deals.setReasons(held))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("reasonsSaved"), action: { label: state("undo"), run: () => void run() } })
    },
  })
  const written = lines.map(({ text }) => text.trim()).filter(Boolean)
  const same = written.join("\n") === held.lost.join("\n")
  return (
    <form
      className="reason-lines"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ lost: [...new Set(written)] })
      }}
    >
      <TextLines lines={lines} onLines={setLines} />
      <div className="row">
        <Button
          small
          look="plain"
          icon="plus"
          disabled={lines.length >= MOST}
          onClick={() => setLines((now) => added(now, { text: "" }))}
        >
          {t("addReason")}
        </Button>
        <Button look="primary" type="submit" className="end" disabled={same || save.isPending}>
          {t("save")}
        </Button>
      </div>
      <FormProblem error={save.error} />
    </form>
  )
}

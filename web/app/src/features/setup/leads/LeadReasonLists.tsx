// Why leads are closed and why they are given back, in the workspace's own words and order.

import { api } from "@api/client"
import type { LeadReasons } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { leadReasonsQuery } from "../../../kit/leads"
import { added, keyed } from "../../../kit/lines"
import { toastFailure } from "../../../kit/useUndo"
import { type TextLine, TextLines } from "../TextLines"
import { capturePhrases } from "./capturePhrases"

const LISTS = ["drop", "release"] as const
const MOST = 30

export function LeadReasonLists() {
  const t = usePhrases(capturePhrases)
  const held = useQuery(leadReasonsQuery)
  return (
    <section className="captures-part">
      <h2>{t("reasons")}</h2>
      <p className="quiet capture-about">{t("reasonsText")}</p>
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

const wordsOf = (lines: TextLine[]) => [...new Set(lines.map(({ text }) => text.trim()).filter(Boolean))]

function ReasonForm({ of: held }: { of: LeadReasons }) {
  const t = usePhrases(capturePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const [lists, setLists] = useState(() => ({
    drop: keyed(held.drop.map((text) => ({ text }))),
    release: keyed(held.release.map((text) => ({ text }))),
  }))
  const wish: LeadReasons = { drop: wordsOf(lists.drop), release: wordsOf(lists.release) }
  const save = useMutation({
    mutationFn: () => api.leads.setReasons(wish),
    onSuccess: (now) => {
      cache.setQueryData(leadReasonsQuery.queryKey, now)
      const run = async () => {
        try {
          cache.setQueryData(leadReasonsQuery.queryKey, await api.leads.setReasons(held))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("reasonsSaved"), action: { label: state("undo"), run: () => void run() } })
    },
  })
  const same = JSON.stringify(wish) === JSON.stringify({ drop: held.drop, release: held.release })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="reason-lists">
        {LISTS.map((list) => (
          <fieldset key={list}>
            <legend>
              <span className="medium">{t(list)}</span> <span className="small quiet">{t(`${list}Text`)}</span>
            </legend>
            <TextLines
              lines={lists[list]}
              onLines={(lines) => {
                save.reset()
                setLists({ ...lists, [list]: lines })
              }}
            />
            <Button
              small
              look="plain"
              icon="plus"
              disabled={lists[list].length >= MOST}
              onClick={() => setLists({ ...lists, [list]: added(lists[list], { text: "" }) })}
            >
              {t("addReason")}
            </Button>
          </fieldset>
        ))}
      </div>
      <FormProblem error={save.error} />
      <div className="row reason-foot">
        <Button look="primary" type="submit" disabled={same || save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  )
}

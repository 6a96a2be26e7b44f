// A lead becomes a customer with a company and a deal, in one sheet with one button: whether the person is somebody who is
// on file, which company it is, and what is to be sold.

import "./convert.css"
import { api } from "@api/client"
import type { LeadConversion, LeadConvert } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { pipelinesQuery } from "../../../kit/deals"
import { FormProblem } from "../../../kit/FormProblem"
import { LEADS, leadQuery, POOLS } from "../../../kit/leads"
import { useFaults } from "../../../kit/problems"
import { useUndo } from "../../../kit/useUndo"
import type { LeadDialogProps } from "../LeadActs"
import { CompanyPart } from "./CompanyPart"
import { DealPart } from "./DealPart"
import { type Draft, draftOf, wishOf } from "./draft"
import { PersonPart } from "./PersonPart"
import { convertPhrases } from "./phrases"

export function ConvertDialog({ lead, onClose }: LeadDialogProps) {
  const t = usePhrases(convertPhrases)
  const state = usePhrases(statePhrases)
  const { row } = lead
  const found = useQuery({
    queryKey: ["lead", row.id, "conversion"],
    queryFn: () => api.leads.conversion(row.id),
    // What was found is of this moment: a twin may be merged, a company made meanwhile.
    staleTime: 0,
    gcTime: 0,
  })
  if (!found.data) {
    return (
      <Dialog title={t("title", { name: row.name })} closeLabel={state("close")} onClose={onClose} still>
        <div className="convert">
          {found.isError ? (
            <Failed error={found.error} retry={() => void found.refetch()} />
          ) : (
            <SkeletonRows rows={6} />
          )}
        </div>
      </Dialog>
    )
  }
  return <Form found={found.data} lead={lead} onClose={onClose} />
}

interface FormProps extends Pick<LeadDialogProps, "lead" | "onClose"> {
  found: LeadConversion
}

function Form({ found, lead: { row }, onClose }: FormProps) {
  const t = usePhrases(convertPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const told = useUndo()
  const form = useId()
  const pipelines = useQuery(pipelinesQuery).data ?? []
  const [draft, setDraft] = useState<Draft>(() => draftOf(found, row))
  const [tried, setTried] = useState(false)
  const change = (set: Partial<Draft>) => setDraft((now) => ({ ...now, ...set }))
  const convert = useMutation({
    mutationFn: (wish: LeadConvert) => api.leads.convert(row.id, wish),
    onSuccess: async ({ data: { lead, deal }, batch }) => {
      // Where the deal is a colleague's, the lead may be out of sight: then it is asked for anew, and says so itself.
      if (lead) cache.setQueryData(leadQuery(row.id).queryKey, lead)
      else void cache.invalidateQueries({ queryKey: leadQuery(row.id).queryKey })
      onClose()
      if (deal) await navigate({ to: "/sales/$id", params: { id: deal.row.id }, search: {} })
      told(deal ? t("done", { name: row.name }) : t("donePlain", { name: row.name }), batch)
      await Promise.all([LEADS, POOLS, ["deals"], ["people"]].map((queryKey) => cache.invalidateQueries({ queryKey })))
    },
  })
  const faults = useFaults(convert.error)
  const missing = {
    name: tried && draft.makesDeal && draft.name.trim() === "",
    company: tried && draft.company.kind === "new" && draft.company.name.trim() === "",
  }
  return (
    <Dialog
      title={t("title", { name: row.name })}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={convert.isPending}>
            {t(draft.makesDeal ? "convert" : "convertPlain")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="convert"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          const wish = wishOf(draft)
          if (wish) convert.mutate(wish)
        }}
      >
        <div className="convert-who">
          <PersonPart lead={row} twins={found.twins} merge={draft.merge} onMerge={(merge) => change({ merge })} />
          <CompanyPart
            said={row.company}
            companies={found.companies}
            chosen={draft.company}
            missing={missing.company}
            onChoose={(company) => change({ company })}
          />
        </div>
        <DealPart draft={draft} pipelines={pipelines} missing={missing.name} faults={faults} onChange={change} />
      </form>
      {convert.error && !["name", "amount", "currency", "expected_on", "stage"].some((key) => faults(key, key)) && (
        <FormProblem error={convert.error} />
      )}
    </Dialog>
  )
}

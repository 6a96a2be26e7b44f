// An agreement renewed: for one more period, unless another day is chosen.

import type { Agreement } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../FormProblem"
import { useFaults } from "../problems"
import { nextLastDay } from "./period"
import { agreementPhrases } from "./phrases"
import { useAgreementActions } from "./useAgreementActions"

export interface AgreementStepProps {
  of: Agreement
  onDone: (agreement: Agreement | null) => void
  onClose: () => void
}

export function RenewAgreement({ of, onDone, onClose }: AgreementStepProps) {
  const t = usePhrases(agreementPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const actions = useAgreementActions()
  const id = useId()
  const next = nextLastDay(of.until, of.months)
  const [until, setUntil] = useState(next)
  const renew = useMutation({
    mutationFn: () => actions.onRenew(of, until),
    onSuccess: (renewed) => {
      onDone(renewed)
      onClose()
    },
  })
  const fault = useFaults(renew.error)("until", t("until")) ?? (until === "" ? t("needDay") : undefined)
  return (
    <Dialog
      title={t("renewTitle", { name: of.name })}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" disabled={renew.isPending || until === ""} onClick={() => renew.mutate()}>
            {until === "" ? t("renew") : t("renewAct", { date: format.calendarDay(until) })}
          </Button>
        </>
      }
    >
      <p className="soft">{t("renewText", { date: format.calendarDate(next) })}</p>
      <div className="field">
        <label htmlFor={id}>{t("until")}</label>
        <input
          id={id}
          type="date"
          className="input"
          min={of.until}
          value={until}
          aria-invalid={fault !== undefined || undefined}
          onChange={(event) => setUntil(event.target.value)}
        />
        {fault && (
          <p className="field-problem" role="alert">
            {fault}
          </p>
        )}
      </div>
      {fault === undefined && <FormProblem error={renew.error} />}
    </Dialog>
  )
}

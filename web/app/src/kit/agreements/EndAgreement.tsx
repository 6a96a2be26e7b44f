// An agreement ended, as of a day and with a reason.

import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../FormProblem"
import { Suggested } from "../Suggested"
import { agreementPhrases } from "./phrases"
import type { AgreementStepProps } from "./RenewAgreement"
import { useAgreementActions } from "./useAgreementActions"

export function EndAgreement({ of, onDone, onClose }: AgreementStepProps) {
  const t = usePhrases(agreementPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const actions = useAgreementActions()
  const id = useId()
  const [reason, setReason] = useState("")
  const [on, setOn] = useState(format.today())
  const [tried, setTried] = useState(false)
  const end = useMutation({
    mutationFn: () => actions.onEnd(of, reason.trim(), on || format.today()),
    onSuccess: (ended) => {
      onDone(ended)
      onClose()
    },
  })
  return (
    <Dialog
      title={t("endTitle", { name: of.name })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button
            look="danger"
            disabled={end.isPending}
            onClick={() => {
              setTried(true)
              if (reason.trim() !== "") end.mutate()
            }}
          >
            {t("endAct")}
          </Button>
        </>
      }
    >
      <p className="soft">{t("endText")}</p>
      <Suggested
        label={t("reason")}
        value={reason}
        usual={t("reasons").split("|")}
        fault={tried && reason.trim() === "" ? t("needReason") : undefined}
        onText={setReason}
      />
      <div className="field">
        <label htmlFor={id}>{t("on")}</label>
        <input id={id} type="date" className="input" value={on} onChange={(event) => setOn(event.target.value)} />
      </div>
      <FormProblem error={end.error} />
    </Dialog>
  )
}

// The two ways out for those who are in it: an appeal with its reasons, and taking the dispute back.

import { api } from "@api/client"
import type { Dispute } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { disputePhrases } from "./phrases"

interface DisputeDialogProps {
  dispute: Dispute
  onDone: (next: Dispute, text: string) => void
  onClose: () => void
}

export function AppealDialog({ dispute, onDone, onClose }: DisputeDialogProps) {
  const t = usePhrases(disputePhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const [text, setText] = useState("")
  const [tried, setTried] = useState(false)
  const wordless = tried && text.trim() === ""
  const appeal = useMutation({
    mutationFn: () => api.disputes.appeal(dispute.id, text.trim()),
    onSuccess: (next) => {
      onDone(next, t("appealed"))
      onClose()
    },
  })
  return (
    <Dialog
      title={t("appealTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={appeal.isPending}>
            {t("appealAct")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (text.trim() !== "") appeal.mutate()
        }}
      >
        <p className="soft">{t("appealText")}</p>
        <div className="field">
          <label htmlFor={`${form}text`}>{t("appealWords")}</label>
          <textarea
            id={`${form}text`}
            className="input"
            rows={5}
            maxLength={4000}
            aria-invalid={wordless || undefined}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {wordless && (
            <p className="field-problem" role="alert">
              {t("needWords")}
            </p>
          )}
        </div>
      </form>
      <FormProblem error={appeal.error} />
    </Dialog>
  )
}

export function WithdrawDialog({ dispute, onDone, onClose }: DisputeDialogProps) {
  const t = usePhrases(disputePhrases)
  const state = usePhrases(statePhrases)
  const withdraw = useMutation({
    mutationFn: () => api.disputes.withdraw(dispute.id),
    onSuccess: (next) => {
      onDone(next, t("withdrawn"))
      onClose()
    },
  })
  return (
    <Dialog
      title={t("withdraw")}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t("withdrawAct")}
          </Button>
        </>
      }
    >
      <p>{t("withdrawSure", { who: dispute.holder.who.name })}</p>
      <FormProblem error={withdraw.error} />
    </Dialog>
  )
}

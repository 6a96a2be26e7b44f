// A dispute opened from the lead: one's own words; the evidence the program gathers by itself.

import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import type { LeadDialogProps } from "./LeadActs"
import { leadPhrases } from "./leadPhrases"

export function DisputeDialog({ lead: { row }, actions, onClose }: LeadDialogProps) {
  const t = usePhrases(leadPhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const [text, setText] = useState("")
  const [wordless, setWordless] = useState(false)
  const who = row.owner?.name ?? t("somebody")
  const send = useMutation({ mutationFn: () => actions.onDispute(text.trim(), who), onSuccess: onClose })
  return (
    <Dialog
      title={t("disputeTitle", { name: row.name })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={send.isPending}>
            {t("disputeAct")}
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
          setWordless(text.trim() === "")
          if (text.trim() !== "") send.mutate()
        }}
      >
        <p className="soft">{t("disputeText", { who })}</p>
        <div className="field">
          <label htmlFor={`${form}text`}>{t("disputeWords")}</label>
          <textarea
            className="input"
            id={`${form}text`}
            rows={5}
            maxLength={4000}
            aria-invalid={wordless || undefined}
            placeholder={t("disputeHint")}
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
      <FormProblem error={send.error} />
    </Dialog>
  )
}

// A lead protected until a day, or locked: against going back by itself, and against changing hands.

import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import type { LeadDialogProps } from "./LeadActs"
import { leadPhrases } from "./leadPhrases"

export function GuardDialog({ lead: { row }, actions, onClose }: LeadDialogProps) {
  const t = usePhrases(leadPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const form = useId()
  const [locked, setLocked] = useState(row.locked)
  const [until, setUntil] = useState(row.protected_until ? format.day(row.protected_until) : "")
  const send = useMutation({
    // The whole of that day, by the reader's own clock.
    mutationFn: () =>
      actions.onGuard({ locked, protected_until: until === "" ? null : new Date(`${until}T23:59:59`).toISOString() }),
    onSuccess: onClose,
  })
  return (
    <Dialog
      title={t("guardTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={send.isPending}>
            {state("save")}
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
          send.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${form}until`}>{t("guardUntil")}</label>
          <input
            id={`${form}until`}
            type="date"
            className="input"
            min={format.today()}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
          <span className="small quiet">{t("guardHint")}</span>
        </div>
        <label className="row">
          <input
            type="checkbox"
            className="tick"
            checked={locked}
            onChange={(event) => setLocked(event.target.checked)}
          />
          {t("guardLock")}
        </label>
      </form>
      <FormProblem error={send.error} />
    </Dialog>
  )
}

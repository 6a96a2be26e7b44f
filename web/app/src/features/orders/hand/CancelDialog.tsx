// An order cancelled: all of it while nothing was sent, else what is left. Where something was sent in the meantime, the
// server says so, and what is left is offered instead.

import { Failure } from "@api/client"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { Suggested } from "../../../kit/Suggested"
import type { HandDialogProps } from "./HandActs"
import { handPhrases } from "./phrases"
import { sumOf } from "./quantities"

/** How many of how many were sent, as the server says in refusing. */
function sentOf(error: Error | null): { n: number; of: number } | null {
  if (!(error instanceof Failure) || error.problem.code !== "part_delivered") return null
  const { sent, of } = error.problem.detail ?? {}
  return { n: Number(sent), of: Number(of) }
}

export function CancelDialog({ order, actions, onClose }: HandDialogProps) {
  const t = usePhrases(handPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const form = useId()
  const [reason, setReason] = useState("")
  const [tried, setTried] = useState(false)
  const { number } = order.row
  const known = { n: sumOf(order.lines, "sent"), of: sumOf(order.lines, "quantity") }
  const cancel = useMutation({
    mutationFn: (rest: boolean) =>
      actions.onCancel(reason.trim(), rest, rest ? t("cancelRestTold") : t("cancelTold", { number })),
    onSuccess: onClose,
  })
  const refused = sentOf(cancel.error)
  const sent = refused ?? known
  const rest = sent.n > 0
  return (
    <Dialog
      title={t(rest ? "cancelRestTitle" : "cancelTitle", { number })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button look="danger" type="submit" form={form} disabled={cancel.isPending}>
            {t(rest ? "cancelRestAct" : "cancelAct")}
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
          if (reason.trim() !== "") cancel.mutate(rest)
        }}
      >
        <p className={refused ? "hand-warning" : "soft"} role={refused ? "alert" : undefined}>
          {rest ? t("cancelRestText", { n: format.number(sent.n), of: format.number(sent.of) }) : t("cancelText")}
        </p>
        <Suggested
          label={t("reason")}
          value={reason}
          usual={t("cancelReasons").split("|")}
          fault={tried && reason.trim() === "" ? t("needReason") : undefined}
          onText={setReason}
        />
      </form>
      {!refused && <FormProblem error={cancel.error} />}
    </Dialog>
  )
}

// A quote sent to its customer: by mail, or as a link that one passes on. Afterwards the link stands here to be copied.

import { Failure } from "@api/client"
import type { Quote } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { linkOf } from "./Actions"
import { quotePhrases } from "./quotePhrases"
import type { QuoteActions } from "./useQuoteActions"

interface SendDialogProps {
  quote: Quote
  actions: QuoteActions
  /** Asks for the approval that it needs. */
  onSubmit: () => void
  onClose: () => void
}

/** What the server says of a discount that is too much. */
function tooMuch(error: unknown): { limit: string; discount: string } | null {
  if (!(error instanceof Failure) || error.problem.code !== "needs_approval") return null
  const { limit, discount } = error.problem.detail ?? {}
  return { limit: String(limit ?? "0"), discount: String(discount ?? "0") }
}

export function SendDialog({ quote, actions, onSubmit, onClose }: SendDialogProps) {
  const t = usePhrases(quotePhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const { person, number } = quote.row
  const [mail, setMail] = useState(person !== null)
  const [sent, setSent] = useState<{ link: string; mail: boolean } | null>(null)
  const send = useMutation({
    mutationFn: () => actions.onSend(mail),
    onSuccess: (done) => done?.data.link && setSent({ link: linkOf(done.data.link), mail }),
  })
  const over = tooMuch(send.error)
  if (sent) {
    return (
      <Dialog
        title={t("sentTitle")}
        closeLabel={state("close")}
        still
        onClose={onClose}
        foot={
          <Button look="primary" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <p>{t(sent.mail ? "sentMail" : "sentLink")}</p>
        <div className="send-link">
          <code>{sent.link}</code>
          <Button
            small
            icon="copies"
            onClick={() => {
              void navigator.clipboard?.writeText(sent.link)
              toast({ text: t("copied") })
            }}
          >
            {t("copy")}
          </Button>
        </div>
      </Dialog>
    )
  }
  const choice = (by: boolean, title: string, text: string) => (
    <label className={mail === by ? "send-way is-on" : "send-way"}>
      <input type="radio" name={`${form}by`} checked={mail === by} onChange={() => setMail(by)} />
      <span className="stack">
        <span className="medium">{title}</span>
        <span className="small quiet">{text}</span>
      </span>
    </label>
  )
  return (
    <Dialog
      title={t("sendTitle", { number })}
      closeLabel={state("close")}
      still
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          {over ? (
            <Button look="primary" onClick={onSubmit}>
              {t("askDo")}
            </Button>
          ) : (
            <Button look="primary" type="submit" form={form} disabled={send.isPending}>
              {t(mail ? "sendDo" : "makeDo")}
            </Button>
          )}
        </>
      }
    >
      <form
        id={form}
        className="send-ways"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate()
        }}
      >
        {choice(true, t("sendMail", { name: person?.name ?? t("theCustomer") }), t("sendMailText"))}
        {choice(false, t("sendLink"), t("sendLinkText"))}
      </form>
      {over ? (
        <p className="field-problem" role="alert">
          {t("needsApproval", over)}
        </p>
      ) : (
        <FormProblem error={send.error} />
      )}
    </Dialog>
  )
}

// Where mail reaches a colleague.

import { api, Failure } from "@api/client"
import type { Account } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { staffPhrases } from "./phrases"

interface EmailDialogProps {
  account: Account
  onClose: () => void
  onDone: () => Promise<void>
}

export function EmailDialog({ account, onClose, onDone }: EmailDialogProps) {
  const t = usePhrases(staffPhrases)
  const state = usePhrases(statePhrases)
  const id = useId()
  const [email, setEmail] = useState(account.email ?? "")
  const save = useMutation({
    mutationFn: () => api.staff.change(account.id, { email: email.trim() }),
    onSuccess: () => {
      toast({ text: t("emailSaved", { name: account.name }) })
      onClose()
      return onDone()
    },
  })
  const problem = save.error instanceof Failure ? save.error.message : undefined
  return (
    <Dialog
      title={`${t("email")} · ${account.name}`}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={`${id}form`} disabled={save.isPending}>
            {state("save")}
          </Button>
        </>
      }
    >
      <form
        id={`${id}form`}
        className="field"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <label htmlFor={id}>{t("email")}</label>
        <input
          id={id}
          className="input"
          type="email"
          autoComplete="off"
          maxLength={254}
          value={email}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}text`}
          onChange={(event) => setEmail(event.target.value)}
        />
        <span id={`${id}text`} className={problem ? "field-problem" : "small quiet"}>
          {problem ?? t("emailText")}
        </span>
      </form>
    </Dialog>
  )
}

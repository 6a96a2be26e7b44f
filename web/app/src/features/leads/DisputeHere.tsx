// A dispute about a lead that one does not see, opened where one is told whose the person is: one's reasons, nothing else.

import { api } from "@api/client"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { LEADS } from "../../kit/leads"
import { leadPhrases } from "./leadPhrases"
import { leadsPhrases } from "./phrases"
import { DISPUTES, disputeQuery } from "./queries"

interface DisputeHereProps {
  lead: string
  /** What lets one dispute it without seeing it. */
  ticket: string
  /** Who has it, where that was said. */
  who: string | undefined
  /** Closes the dialog around it. */
  onClose: () => void
}

export function DisputeHere({ lead, ticket, who, onClose }: DisputeHereProps) {
  const t = usePhrases(leadPhrases)
  const inLists = usePhrases(leadsPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState("")
  const [wordless, setWordless] = useState(false)
  const send = useMutation({
    mutationFn: () => api.leads.dispute(lead, text.trim(), ticket),
    onSuccess: async (dispute) => {
      cache.setQueryData(disputeQuery(dispute.id).queryKey, dispute)
      toast({ text: t("disputeMade", { who: who ?? t("somebody") }) })
      onClose()
      for (const queryKey of [DISPUTES, LEADS]) void cache.invalidateQueries({ queryKey })
      await navigate({ to: "/disputes/$id", params: { id: dispute.id } })
    },
  })
  if (!open) {
    return (
      <p className="row">
        <Button small icon="scales" onClick={() => setOpen(true)}>
          {inLists("openDispute")}
        </Button>
      </p>
    )
  }
  return (
    <form
      className="lead-dispute"
      onSubmit={(event) => {
        event.preventDefault()
        setWordless(text.trim() === "")
        if (text.trim() !== "") send.mutate()
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t("disputeWords")}</label>
        <textarea
          className="input"
          id={id}
          rows={3}
          maxLength={4000}
          // biome-ignore lint/a11y/noAutofocus: it was just asked for, and nothing else is to be written.
          autoFocus
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
      <FormProblem error={send.error} />
      <p className="row">
        <Button small onClick={() => setOpen(false)}>
          {state("cancel")}
        </Button>
        <Button small look="primary" type="submit" disabled={send.isPending}>
          {t("disputeAct")}
        </Button>
      </p>
    </form>
  )
}

// Giving a lead back and dropping it: each asks why, from the workspace's reasons or in one's own words.

import { useMutation, useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { type ReactNode, useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { leadReasonsQuery, poolsQuery } from "../../kit/leads"
import type { LeadDialogProps } from "./LeadActs"
import { leadPhrases } from "./leadPhrases"

export function ReleaseDialog({ lead: { row }, actions, onClose }: LeadDialogProps) {
  const t = usePhrases(leadPhrases)
  const id = useId()
  const reasons = useQuery(leadReasonsQuery).data?.release ?? []
  const pools = useQuery(poolsQuery).data ?? []
  const [pool, setPool] = useState(row.pool?.id ?? pools[0]?.id ?? "")
  const cool = pools.find((one) => one.id === pool)?.cool_days
  const send = useMutation({
    mutationFn: (reason: string) => actions.onRelease(reason, pool === row.pool?.id || pool === "" ? undefined : pool),
    onSuccess: onClose,
  })
  return (
    <ReasonForm
      title={t("releaseTitle", { name: row.name })}
      text={cool ? t("releaseText", { n: cool }) : undefined}
      act={t("releaseAct")}
      reasons={reasons}
      busy={send.isPending}
      error={send.error}
      onSend={(reason) => send.mutate(reason)}
      onClose={onClose}
    >
      {pools.length > 1 && (
        <div className="field">
          <label htmlFor={id}>{t("intoPool")}</label>
          <select id={id} className="input" value={pool} onChange={(event) => setPool(event.target.value)}>
            {pools.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
    </ReasonForm>
  )
}

export function DropDialog({ lead: { row }, actions, onClose }: LeadDialogProps) {
  const t = usePhrases(leadPhrases)
  const reasons = useQuery(leadReasonsQuery).data?.drop ?? []
  const send = useMutation({
    mutationFn: (reason: string) => actions.onDrop(reason, row.name),
    onSuccess: onClose,
  })
  return (
    <ReasonForm
      title={t("dropTitle", { name: row.name })}
      text={t("dropText")}
      act={t("dropAct")}
      reasons={reasons}
      busy={send.isPending}
      error={send.error}
      onSend={(reason) => send.mutate(reason)}
      onClose={onClose}
    />
  )
}

const OTHER = "\u0000"

interface ReasonFormProps {
  title: string
  text: string | undefined
  act: string
  reasons: string[]
  busy: boolean
  error: Error | null
  onSend: (reason: string) => void
  onClose: () => void
  children?: ReactNode
}

function ReasonForm({ title, text, act, reasons, busy, error, onSend, onClose, children }: ReasonFormProps) {
  const t = usePhrases(leadPhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const [chosen, setChosen] = useState("")
  const [other, setOther] = useState("")
  // Without reasons of the workspace's own, it is written.
  const writes = chosen === OTHER || reasons.length === 0
  const reason = (writes ? other : chosen).trim()
  const choice = (value: string, label: string) => (
    <label key={value} className="chip">
      <input
        type="radio"
        className="tick"
        name={`${form}reason`}
        checked={chosen === value}
        onChange={() => setChosen(value)}
      />
      {label}
    </label>
  )
  return (
    <Dialog
      title={title}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={reason === "" || busy}>
            {act}
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
          if (reason !== "") onSend(reason)
        }}
      >
        {text && <p className="soft">{text}</p>}
        <fieldset className="lead-reasons">
          <legend className="small quiet">{t("reason")}</legend>
          {reasons.map((one) => choice(one, one))}
          {reasons.length > 0 && choice(OTHER, t("otherReason"))}
          {writes && (
            <input
              className="input"
              aria-label={t("reason")}
              maxLength={200}
              autoFocus={chosen === OTHER}
              value={other}
              onChange={(event) => setOther(event.target.value)}
            />
          )}
        </fieldset>
        {children}
      </form>
      <FormProblem error={error} />
    </Dialog>
  )
}

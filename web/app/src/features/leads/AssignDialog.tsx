// One lead given to a colleague, into a pool, or by the rules, with a word to whoever gets it.

import { api, Failure } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { LEADS, leadQuery, POOLS, poolsQuery } from "../../kit/leads"
import { usersQuery } from "../../kit/queries"
import { useUndo } from "../../kit/useUndo"
import type { LeadDialogProps } from "./LeadActs"
import { leadPhrases } from "./leadPhrases"
import { useCodeText } from "./useCodeText"

export function AssignDialog({ lead: { row }, onClose }: LeadDialogProps) {
  const t = usePhrases(leadPhrases)
  const state = usePhrases(statePhrases)
  const codeText = useCodeText()
  const cache = useQueryClient()
  const told = useUndo()
  const form = useId()
  const users = useQuery(usersQuery).data ?? []
  const pools = useQuery(poolsQuery).data ?? []
  const [to, setTo] = useState("")
  const [reason, setReason] = useState("")
  const assign = useMutation({
    mutationFn: () => api.leads.assign({ ids: [row.id], to, reason: reason.trim() || undefined }),
    onSuccess: async ({ outcomes, batch }) => {
      const [outcome] = outcomes
      if (!outcome?.ok) return
      const pool = pools.find(({ id }) => id === to)
      const name = row.name
      const user = users.find(({ id }) => id === to)?.name ?? ""
      told(
        pool
          ? t("assignedPool", { name, to: pool.name })
          : to === "rules"
            ? t("assignedRules", { name })
            : t("assigned", { name, to: user }),
        batch ?? undefined,
      )
      onClose()
      await Promise.all(
        [LEADS, POOLS, leadQuery(row.id).queryKey].map((queryKey) => cache.invalidateQueries({ queryKey })),
      )
    },
  })
  const refused = assign.data?.outcomes.find(({ ok }) => !ok)
  return (
    <Dialog
      title={t("assignTitle", { name: row.name })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={to === "" || assign.isPending}>
            {t("assignAct")}
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
          if (to !== "") assign.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${form}to`}>{t("assignTo")}</label>
          <select id={`${form}to`} className="input" value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">—</option>
            <option value="rules">{t("assignRules")}</option>
            <optgroup label={t("colleagues")}>
              {users
                .filter(({ id }) => id !== row.owner?.id)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </optgroup>
            <optgroup label={t("pools")}>
              {pools.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${form}reason`}>
            {t("assignReason")} · {t("assignReasonHint")}
          </label>
          <textarea
            id={`${form}reason`}
            className="input"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </form>
      {refused && (
        <p className="field-problem" role="alert">
          {codeText(
            refused,
            pools.find(({ id }) => id === row.pool?.id),
          )}
        </p>
      )}
      {assign.error instanceof Failure && <FormProblem error={assign.error} />}
    </Dialog>
  )
}

// From when on a thing is stale, and what the reasons mean; changed by those who set the workspace up.

import type { StaleRules } from "@api/contract"
import { stale } from "@api/home"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { useFaults } from "../../kit/problems"
import { useCan } from "../../kit/session"
import { stalePhrases } from "./phrases"
import { REASONS, rulesQuery } from "./queries"
import { Reason } from "./Reasons"

const RULES = ["deal_days", "lead_days", "person_days"] as const
const EVERY = [...new Set([...REASONS.deals, ...REASONS.leads, ...REASONS.people])]
const LONGEST = 365

interface RulesDialogProps {
  onSaved: () => void
  onClose: () => void
}

export function RulesDialog({ onSaved, onClose }: RulesDialogProps) {
  const t = usePhrases(stalePhrases)
  const state = usePhrases(statePhrases)
  const maySet = useCan("users")
  const form = useId()
  const cache = useQueryClient()
  const held = useQuery(rulesQuery)
  const [typed, setTyped] = useState<Partial<Record<keyof StaleRules, string>>>({})
  const put = async (rules: StaleRules) => {
    cache.setQueryData(rulesQuery.queryKey, await stale.setRules(rules))
    onSaved()
  }
  const save = useMutation({
    mutationFn: ({ wish }: { wish: StaleRules; was: StaleRules }) => put(wish),
    onSuccess: (_, { was }) => {
      toast({ text: t("saved"), action: { label: state("undo"), run: () => void put(was) } })
      onClose()
    },
  })
  const faults = useFaults(save.error)
  const shown = (key: keyof StaleRules) => typed[key] ?? String(held.data?.[key] ?? "")
  const days = (key: keyof StaleRules) => (/^\d+$/.test(shown(key).trim()) ? Number(shown(key)) : 0)
  const isWrong = (key: keyof StaleRules) => days(key) < 1 || days(key) > LONGEST
  const wrong = RULES.some(isWrong)
  return (
    <Dialog
      title={t("rulesTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        maySet ? (
          <>
            <Button onClick={onClose}>{state("cancel")}</Button>
            <Button look="primary" type="submit" form={form} disabled={wrong || save.isPending || !held.data}>
              {state("save")}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{state("close")}</Button>
        )
      }
    >
      {held.isPending ? (
        <SkeletonRows rows={3} height={56} />
      ) : held.isError ? (
        <Failed error={held.error} retry={() => void held.refetch()} />
      ) : (
        <form
          id={form}
          className="stale-rules"
          onSubmit={(event) => {
            event.preventDefault()
            if (wrong || !maySet) return
            const [deal_days, lead_days, person_days] = RULES.map(days)
            if (deal_days && lead_days && person_days)
              save.mutate({ wish: { deal_days, lead_days, person_days }, was: held.data })
          }}
        >
          <p className="small quiet">{t(maySet ? "rulesText" : "rulesRead")}</p>
          {RULES.map((key) => {
            const fault = isWrong(key) ? t("outOfRange") : faults(key, t(`rule.${key}`))
            return (
              <div key={key} className="stale-rule">
                <label htmlFor={form + key}>{t(`rule.${key}`)}</label>
                <span className="row">
                  <input
                    id={form + key}
                    className="input figure"
                    inputMode="numeric"
                    autoComplete="off"
                    disabled={!maySet}
                    aria-invalid={fault !== undefined || undefined}
                    aria-describedby={`${form}${key}hint`}
                    value={shown(key)}
                    onChange={(event) => {
                      save.reset()
                      setTyped((now) => ({ ...now, [key]: event.target.value }))
                    }}
                  />
                  <span className="small quiet">{t("unit")}</span>
                </span>
                <p id={`${form}${key}hint`} className={fault ? "field-problem" : "small quiet"}>
                  {fault ?? t(`hint.${key}`)}
                </p>
              </div>
            )
          })}
          <section className="stale-reasons">
            <h3 className="section-head">{t("reasons")}</h3>
            <dl>
              {EVERY.map((reason) => (
                <div key={reason}>
                  <dt>
                    <Reason reason={reason} />
                  </dt>
                  <dd className="small soft">{t(`about.${reason}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        </form>
      )}
      {!RULES.some((key) => faults(key, key)) && <FormProblem error={save.error} />}
    </Dialog>
  )
}

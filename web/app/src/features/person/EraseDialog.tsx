// Erasure: first what would go, what would stay and why; then, after the name was typed, for good.

import { privacy } from "@api/privacy"
import "../setup/privacy/privacy.css"
import type { ErasurePlan, Named } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { privacyPersonPhrases } from "./privacyPhrases"

interface EraseDialogProps {
  person: Named
  /** The request that it answers. */
  request?: string
  onClose: () => void
}

export function EraseDialog({ person, request, onClose }: EraseDialogProps) {
  const t = usePhrases(privacyPersonPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const form = useId()
  const [typed, setTyped] = useState("")
  const plan = useQuery({
    queryKey: ["privacy", "plan", person.id],
    queryFn: () => privacy.plan(person.id),
    staleTime: 0,
  })
  const erase = useMutation({
    mutationFn: () => privacy.erase(person.id, typed.trim(), request),
    onSuccess: async () => {
      toast({ text: t("erasedDone") })
      await navigate({ to: "/settings/privacy", search: { view: "erasures" } })
      // What this device remembers of the person goes as well.
      cache.removeQueries({ queryKey: ["privacy", "person", person.id] })
      cache.removeQueries({ queryKey: ["person", person.id] })
      await cache.invalidateQueries()
    },
  })
  const ready = plan.data !== undefined && !plan.data.hold && typed.trim() === plan.data.confirm.trim()
  return (
    <Dialog
      still
      title={t("eraseTitle", { name: person.name })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="danger" type="submit" form={form} disabled={!ready || erase.isPending}>
            {t("doErase")}
          </Button>
        </>
      }
    >
      {plan.isPending ? (
        <SkeletonRows rows={6} />
      ) : plan.isError ? (
        <Failed error={plan.error} retry={() => void plan.refetch()} />
      ) : (
        <form
          id={form}
          className="stack"
          style={{ gap: 16 }}
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) erase.mutate()
          }}
        >
          <Planned of={plan.data} />
          {!plan.data.hold && (
            <>
              <p className="plan-warning">{t("eraseFinal")}</p>
              <div className="field">
                <label htmlFor={`${form}name`}>{t("confirm", { name: plan.data.confirm })}</label>
                <input
                  id={`${form}name`}
                  className="input"
                  autoComplete="off"
                  spellCheck={false}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              </div>
            </>
          )}
          <FormProblem error={erase.error} />
        </form>
      )}
    </Dialog>
  )
}

function Planned({ of: plan }: { of: ErasurePlan }) {
  const t = usePhrases(privacyPersonPhrases)
  const format = useFormat()
  if (plan.hold) {
    const date = format.date(plan.hold.at)
    const { reason } = plan.hold
    return <p className="plan-warning">{reason ? t("held", { date, reason }) : t("heldPlain", { date })}</p>
  }
  const stays = (what: string) =>
    what === "orders" ? t("stays.orders", { years: plan.order_years ?? 0 }) : (t.maybe(`stays.${what}`) ?? what)
  return (
    <>
      <div className="plan">
        <section>
          <h3 className="section-head">{t("willErase")}</h3>
          <ul>
            {plan.erased.map(({ what, n }) => (
              <li key={what}>
                <span>{t.maybe(`what.${what}`) ?? what}</span>
                <span className="figures">{format.number(n)}</span>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3 className="section-head">{t("willStay")}</h3>
          {plan.stays.length === 0 ? (
            <p className="small quiet">{t("nothingStays")}</p>
          ) : (
            <ul>
              {plan.stays.map(({ what, n, names }) => (
                <li key={what}>
                  <span className="small">
                    {stays(what)}
                    {names && names.length > 0 && `: ${format.list(names)}`}
                  </span>
                  <span className="figures">{format.number(n)}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      {plan.told.length > 0 && <p className="small quiet">{t("told", { names: format.list(plan.told) })}</p>}
    </>
  )
}

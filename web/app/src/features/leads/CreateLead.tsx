// A new lead by hand: who they are, what they want, and whose they become. Where the person is somebody's already,
// that is said with whose, and no second lead is made.

import { api } from "@api/client"
import type { LeadWish } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { LEADS, POOLS, poolsQuery } from "../../kit/leads"
import { useFaults } from "../../kit/problems"
import { usersQuery } from "../../kit/queries"
import { useCan, useSession } from "../../kit/session"
import { useUndo } from "../../kit/useUndo"
import { Held, heldBy } from "./Held"
import { leadsPhrases } from "./phrases"

interface CreateLeadProps {
  /** The pool that is looked at, into which it is likely to go. */
  pool?: string
  onClose: () => void
}

const WAYS = [
  { key: "phone", kind: "phone", type: "tel" },
  { key: "email", kind: "email", type: "email" },
  { key: "wechat", kind: "wechat_openid", type: "text" },
] as const

export function CreateLead({ pool, onClose }: CreateLeadProps) {
  const t = usePhrases(leadsPhrases)
  const state = usePhrases(statePhrases)
  const session = useSession()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const told = useUndo()
  const form = useId()
  const mayGive = useCan("leads")
  const users = useQuery(usersQuery).data ?? []
  const pools = useQuery(poolsQuery).data ?? []
  const [nobody, setNobody] = useState(false)
  /** Of a lead that its maker does not see any more: where it went, as far as that is known here. */
  const wentTo = ({ name: called, identities = [], to }: LeadWish): string => {
    const name = called ?? identities[0]?.value ?? ""
    const [who, into] = [users, pools].map((all) => all.find(({ id }) => id === to)?.name)
    if (into) return t("madeInPool", { name, pool: into })
    if (who) return t("madeFor", { name, who })
    return t(to === "rules" ? "madeByRules" : "made", { name })
  }
  const create = useMutation({
    mutationFn: (wish: LeadWish) => api.leads.create(wish),
    onSuccess: async ({ data, batch }, wish) => {
      told(data ? t("made", { name: data.row.name }) : wentTo(wish), batch)
      onClose()
      await Promise.all([LEADS, POOLS].map((queryKey) => cache.invalidateQueries({ queryKey })))
      if (!data) return
      void navigate({ to: "/leads", search: (now) => ({ ...now, act: undefined, panel: data.row.id }), replace: true })
    },
  })
  const faults = useFaults(create.error)
  const held = heldBy(create.error)
  const input = (key: "name" | "company" | "source" | "amount" | "currency", more: object = {}) => {
    const fault = faults(key, t(key))
    return (
      <div className="field">
        <label htmlFor={form + key}>{t(key)}</label>
        <input
          id={form + key}
          name={key}
          className="input"
          autoComplete="off"
          aria-invalid={fault !== undefined || undefined}
          {...more}
        />
        {fault && (
          <p className="field-problem" role="alert">
            {fault}
          </p>
        )}
      </div>
    )
  }
  const told422 = ["name", "company", "source", "amount", "currency", "identities", "to", "interest"].some((key) =>
    faults(key, key),
  )
  return (
    <Dialog
      title={t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look={held ? "normal" : "primary"} type="submit" form={form} disabled={create.isPending}>
            {t("create")}
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
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          const identities = WAYS.map(({ key, kind }) => ({ kind, value: read(key) })).filter(
            ({ value }) => value !== "",
          )
          const none = read("name") === "" && identities.length === 0
          setNobody(none)
          if (none) return
          create.mutate({
            name: read("name") || undefined,
            identities,
            company: read("company") || undefined,
            interest: read("interest") || undefined,
            source: read("source") || undefined,
            amount: read("amount") || undefined,
            currency: read("amount") ? read("currency").toUpperCase() || undefined : undefined,
            to: read("to"),
          })
        }}
      >
        <div className="lead-pair">
          {input("name", { maxLength: 200, placeholder: t("namePlaceholder"), "aria-invalid": nobody || undefined })}
          {input("company", { maxLength: 200 })}
        </div>
        <div className="lead-thirds">
          {WAYS.map(({ key, type }) => (
            <div key={key} className="field">
              <label htmlFor={form + key}>{t(key)}</label>
              <input id={form + key} name={key} type={type} className="input" autoComplete="off" />
            </div>
          ))}
        </div>
        {(nobody || faults("identities", t("phone"))) && (
          <p className="field-problem" role="alert">
            {nobody ? t("needSomething") : faults("identities", t("phone"))}
          </p>
        )}
        <div className="field">
          <label htmlFor={`${form}interest`}>{t("interest")}</label>
          <textarea
            id={`${form}interest`}
            name="interest"
            rows={3}
            maxLength={4000}
            className="input"
            placeholder={t("interestPlaceholder")}
          />
        </div>
        <div className="lead-thirds">
          {input("source", { maxLength: 100, placeholder: t("sourcePlaceholder") })}
          {input("amount", { inputMode: "decimal" })}
          {input("currency", { maxLength: 3, defaultValue: session.workspace.currency })}
        </div>
        <div className="field">
          <label htmlFor={`${form}to`}>{t("to")}</label>
          <select
            id={`${form}to`}
            name="to"
            className="input"
            defaultValue={pools.some(({ id }) => id === pool) ? pool : "me"}
          >
            <option value="me">{t("toMe")}</option>
            <option value="rules">{t("toRules")}</option>
            {mayGive && (
              <optgroup label={t("colleagues")}>
                {users
                  .filter(({ id }) => id !== session.user.id)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </optgroup>
            )}
            {pools.length > 0 && (
              <optgroup label={t("pool")}>
                {pools.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
          {faults("to", t("to")) && (
            <p className="field-problem" role="alert">
              {faults("to", t("to"))}
            </p>
          )}
        </div>
      </form>
      {held ? <Held by={held} onClose={onClose} /> : !told422 && <FormProblem error={create.error} />}
    </Dialog>
  )
}

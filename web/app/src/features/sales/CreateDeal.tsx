// A new deal by hand: what it is, with whom, how much, by when. What its stage needs is asked for here too.

import { api } from "@api/client"
import type { DealWish, Field, Pipeline, SearchHit } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FindRecord } from "../../kit/FindRecord"
import { FormProblem } from "../../kit/FormProblem"
import { FieldInput, typedValue } from "../../kit/portrait/FieldInput"
import { useFaults } from "../../kit/problems"
import { objectsQuery, usersQuery } from "../../kit/queries"
import { useSession } from "../../kit/session"
import { useUndo } from "../../kit/useUndo"
import { fieldLabel, useWords } from "../../kit/words"
import { salesPhrases } from "./phrases"

interface CreateDealProps {
  pipeline: Pipeline
  /** The stage whose column asked for it; the first open one unless said. */
  stage?: string
  onClose: () => void
}

/** Asked of every deal, whatever its stage needs. */
const ASKED = ["name", "person", "company", "amount", "currency", "expected_on", "owner"]

export function CreateDeal({ pipeline, stage, onClose }: CreateDealProps) {
  const t = usePhrases(salesPhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const session = useSession()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const told = useUndo()
  const form = useId()
  const users = useQuery(usersQuery).data ?? []
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "deal")?.fields ?? []
  const open = pipeline.stages.filter((one) => one.kind === "open")
  const [into, setInto] = useState(stage ?? open[0]?.id ?? "")
  const [who, setWho] = useState<Partial<Record<"person" | "company", SearchHit>>>({})
  const [nameless, setNameless] = useState(false)
  const needs = (open.find((one) => one.id === into)?.needs ?? []).filter((key) => !ASKED.includes(key))
  const [needed, setNeeded] = useState<Record<string, string>>({})
  const create = useMutation({
    mutationFn: (wish: DealWish) => api.deals.create(wish),
    onSuccess: async ({ data, batch }, wish) => {
      told(t("made", { name: data?.row.name ?? wish.name }), batch)
      onClose()
      await cache.invalidateQueries({ queryKey: ["deals"] })
      // Made for a colleague whose deals one does not see: there is nothing to open.
      if (data === null) return
      void navigate({ to: "/sales", search: (now) => ({ ...now, panel: data.row.id }), replace: true })
    },
  })
  const faults = useFaults(create.error)
  const fault = (key: string, label: string) => {
    const text = key === "name" && nameless ? t("needName") : faults(key, label)
    return (
      text && (
        <p className="field-problem" role="alert">
          {text}
        </p>
      )
    )
  }
  const fieldOf = (key: string): Field =>
    fields.find((one) => one.key === key) ?? { key, type: "text", custom: false, editable: true, sortable: false }
  const named = [...ASKED, ...needs].some((key) => faults(key, key) !== undefined)
  const mine = users.some((one) => one.id === session.user.id) ? session.user.id : ""
  return (
    <Dialog
      title={t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={create.isPending}>
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
          setNameless(read("name") === "")
          if (read("name") === "") return
          const amount = read("amount")
          create.mutate({
            ...Object.fromEntries(needs.map((key) => [key, typedValue(fieldOf(key), needed[key] ?? "")])),
            name: read("name"),
            pipeline: pipeline.id,
            stage: into,
            person: who.person?.id ?? null,
            company: who.company?.id ?? null,
            amount: amount === "" ? null : amount,
            currency: read("currency").toUpperCase() || undefined,
            expected_on: read("expected_on") || null,
            owner: read("owner") || null,
          })
        }}
      >
        <div className="field">
          <label htmlFor={`${form}name`}>{t("name")}</label>
          <input
            id={`${form}name`}
            name="name"
            className="input"
            maxLength={200}
            autoComplete="off"
            placeholder={t("namePlaceholder")}
            aria-invalid={nameless || undefined}
          />
          {fault("name", t("name"))}
        </div>
        <Who who={who} onWho={setWho} />
        {fault("person", words("field.person"))}
        {fault("company", words("field.company"))}
        <div className="field">
          <label htmlFor={`${form}stage`}>{`${pipeline.name} · ${t("stage")}`}</label>
          <select id={`${form}stage`} className="input" value={into} onChange={(event) => setInto(event.target.value)}>
            {open.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          {fault("stage", t("stage"))}
        </div>
        <div className="deal-amounts">
          <div className="field">
            <label htmlFor={`${form}amount`}>{t("amount")}</label>
            <input id={`${form}amount`} name="amount" className="input" inputMode="decimal" autoComplete="off" />
            {fault("amount", t("amount"))}
          </div>
          <div className="field">
            <label htmlFor={`${form}currency`}>{t("currency")}</label>
            <input
              id={`${form}currency`}
              name="currency"
              className="input"
              maxLength={3}
              autoComplete="off"
              defaultValue={session.workspace.currency}
            />
            {fault("currency", t("currency"))}
          </div>
          <div className="field">
            <label htmlFor={`${form}expected`}>{t("expected")}</label>
            <input id={`${form}expected`} name="expected_on" type="date" className="input" />
            {fault("expected_on", t("expected"))}
          </div>
        </div>
        <div className="field">
          <label htmlFor={`${form}owner`}>{t("owner")}</label>
          <select id={`${form}owner`} name="owner" className="input" defaultValue={mine}>
            <option value="">—</option>
            {users.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          {fault("owner", t("owner"))}
        </div>
        {needs.map((key) => {
          const field = fieldOf(key)
          const label = fieldLabel(words, field, "deal")
          return (
            <div key={key} className="field">
              <label htmlFor={`${form}${key}`}>{label}</label>
              <FieldInput
                id={`${form}${key}`}
                field={field}
                users={users}
                title={field.help}
                value={needed[key] ?? ""}
                onText={(text) => setNeeded((now) => ({ ...now, [key]: text }))}
              />
              {fault(key, label)}
            </div>
          )
        })}
      </form>
      {!named && <FormProblem error={create.error} />}
    </Dialog>
  )
}

interface WhoProps {
  who: Partial<Record<"person" | "company", SearchHit>>
  onWho: (who: WhoProps["who"]) => void
}

/** A person and a company, one of each, found in one box. */
function Who({ who, onWho }: WhoProps) {
  const t = usePhrases(salesPhrases)
  const chosen = (["person", "company"] as const).flatMap((kind) => {
    const hit = who[kind]
    return hit ? [{ kind, hit }] : []
  })
  const left = (["person", "company"] as const).filter((kind) => !who[kind])
  return (
    <>
      {chosen.length > 0 && (
        <div className="row is-wrap">
          {chosen.map(({ kind, hit }) => (
            <button
              key={kind}
              type="button"
              className="chip"
              aria-label={t("drop", { name: hit.title })}
              onClick={() => onWho({ ...who, [kind]: undefined })}
            >
              <Icon name={kind} size={14} />
              {hit.title}
              <Icon name="close" size={14} />
            </button>
          ))}
        </div>
      )}
      {left.length > 0 && (
        <FindRecord
          key={left.join()}
          label={chosen.length === 0 ? `${t("customer")} · ${t("customerHint")}` : t("customer")}
          kinds={left}
          except={[]}
          chosen={null}
          onChoose={(hit) => {
            if (hit?.kind === "person" || hit?.kind === "company") onWho({ ...who, [hit.kind]: hit })
          }}
        />
      )}
    </>
  )
}

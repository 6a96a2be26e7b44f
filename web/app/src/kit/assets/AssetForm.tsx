// A thing that a customer owns, recorded anew: what, whose, since when, under which number.

import "./assets.css"
import type { AssetWish } from "@api/contract"
import { assets } from "@api/trade"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { ChooseWho, type Who } from "../ChooseWho"
import { FindVariant } from "../FindVariant"
import { FormProblem } from "../FormProblem"
import { useFaults } from "../problems"
import { useSession } from "../session"
import { useUndo } from "../useUndo"
import { assetPhrases } from "./phrases"
import { ASSETS } from "./queries"

interface AssetFormProps {
  /** Whose it is, as far as that is known from where it was asked for. */
  who?: Who
  onClose: () => void
}

const DAYS = [
  ["bought_on", "bought"],
  ["warranty_until", "warranty"],
  ["due_on", "due"],
] as const

export function AssetForm({ who: from, onClose }: AssetFormProps) {
  const t = usePhrases(assetPhrases)
  const state = usePhrases(statePhrases)
  const navigate = useNavigate()
  const cache = useQueryClient()
  const told = useUndo()
  const session = useSession()
  const form = useId()
  const [who, setWho] = useState<Who>(from ?? {})
  const [name, setName] = useState("")
  const [variant, setVariant] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: (wish: AssetWish) => assets.create(wish),
    onSuccess: async ({ data, batch }) => {
      told(t("made", { name: data.name }), batch)
      onClose()
      void cache.invalidateQueries({ queryKey: ASSETS })
      await navigate({ to: "/assets/$asset", params: { asset: data.id }, search: {} })
    },
  })
  const faults = useFaults(save.error)
  const fault = (key: string, label: string) => {
    const text = faults(key, label)
    return (
      text && (
        <p className="field-problem" role="alert">
          {text}
        </p>
      )
    )
  }
  const problem = name.trim() === "" ? t("needName") : who.person ? undefined : t("needCustomer")
  const named = ["name", "serial", "person", "company", ...DAYS.map(([key]) => key)].some((key) => faults(key, key))
  return (
    <Dialog
      title={t("create")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={save.isPending}>
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
          setTried(true)
          if (problem !== undefined || !who.person) return
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          save.mutate({
            name: name.trim(),
            serial: read("serial"),
            person: who.person.id,
            company: who.company?.id ?? null,
            variant,
            ...Object.fromEntries(DAYS.map(([key]) => [key, read(key) || null])),
            note: read("note"),
          })
        }}
      >
        <ChooseWho who={who} onWho={setWho} />
        {fault("person", t("customer"))}
        {fault("company", t("company"))}
        <FindVariant
          label={t("product")}
          labelled
          currency={session.workspace.currency}
          onPick={(picked) => {
            setName(picked.name)
            setVariant(picked.variant.id)
          }}
        />
        <div className="field">
          <label htmlFor={`${form}name`}>{t("name")}</label>
          <input
            id={`${form}name`}
            className="input"
            maxLength={200}
            autoComplete="off"
            value={name}
            aria-invalid={(tried && name.trim() === "") || undefined}
            onChange={(event) => setName(event.target.value)}
          />
          {fault("name", t("name"))}
        </div>
        <div className="asset-pair">
          <div className="field">
            <label htmlFor={`${form}serial`}>{t("serial")}</label>
            <input id={`${form}serial`} name="serial" className="input" maxLength={100} autoComplete="off" />
            {fault("serial", t("serial"))}
          </div>
          {DAYS.map(([key, label]) => (
            <div key={key} className="field">
              <label htmlFor={`${form}${key}`}>{t(label)}</label>
              <input id={`${form}${key}`} name={key} type="date" className="input" />
              {fault(key, t(label))}
            </div>
          ))}
        </div>
        <div className="field">
          <label htmlFor={`${form}note`}>{t("note")}</label>
          <textarea id={`${form}note`} name="note" className="input" rows={2} maxLength={2000} />
        </div>
        {tried && problem && (
          <p className="field-problem" role="alert">
            {problem}
          </p>
        )}
      </form>
      {!named && <FormProblem error={save.error} />}
    </Dialog>
  )
}

// How this workspace answers: days, orders of the erased, whoever comes back.

import type { PrivacySettings } from "@api/contract"
import { privacy } from "@api/privacy"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { PRIVACY } from "./PrivacyPage"
import { privacyPhrases } from "./phrases"

export function RulesForm() {
  const held = useQuery({ queryKey: PRIVACY, queryFn: privacy.get })
  if (held.isPending) return <SkeletonRows rows={6} height={52} />
  if (held.isError) return <Failed error={held.error} retry={() => void held.refetch()} />
  return <Form of={held.data.settings} />
}

function Form({ of: held }: { of: PrivacySettings }) {
  const t = usePhrases(privacyPhrases)
  const cache = useQueryClient()
  const id = useId()
  const [wish, setWish] = useState(held)
  const change = (part: Partial<PrivacySettings>) => setWish((now) => ({ ...now, ...part }))
  const save = useMutation({
    mutationFn: () => privacy.set(wish),
    onSuccess: (now) => {
      cache.setQueryData(PRIVACY, now)
      toast({ text: t("saved") })
    },
  })
  const number = (key: "days" | "extension" | "order_years", label: string, most: number) => (
    <div className="field">
      <label htmlFor={id + key}>{label}</label>
      <input
        id={id + key}
        className="input"
        type="number"
        min={1}
        max={most}
        required
        value={wish[key]}
        onChange={(event) => change({ [key]: Number(event.target.value) })}
      />
    </div>
  )
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h2 className="section-head">{t("rulesTitle")}</h2>
      <div className="setup-halves">
        {number("days", t("daysLabel"), 90)}
        {number("extension", t("extensionLabel"), 90)}
      </div>
      <div className="field">
        <label htmlFor={`${id}contact`}>{t("contactLabel")}</label>
        <input
          id={`${id}contact`}
          className="input"
          maxLength={300}
          autoComplete="off"
          placeholder={t("contactHint")}
          value={wish.contact}
          onChange={(event) => change({ contact: event.target.value })}
        />
      </div>
      <h2 className="section-head">{t("ordersTitle")}</h2>
      <label className="row">
        <input
          type="checkbox"
          className="tick"
          checked={wish.keep_orders}
          onChange={(event) => change({ keep_orders: event.target.checked })}
        />
        {t("keepOrders")}
      </label>
      {wish.keep_orders && number("order_years", t("orderYearsLabel"), 50)}
      <fieldset className="field-options">
        <legend className="section-head">{t("returnTitle")}</legend>
        {(["flag", "refuse"] as const).map((one) => (
          <label key={one} className="row">
            <input
              type="radio"
              name={`${id}return`}
              checked={wish.on_return === one}
              onChange={() => change({ on_return: one })}
            />
            {t(`return.${one}`)}
          </label>
        ))}
      </fieldset>
      <FormProblem error={save.error} />
      <div className="privacy-foot">
        <Button look="primary" type="submit" disabled={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  )
}

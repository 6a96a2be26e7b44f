// A new price list: a name and a currency. It is off until somebody has filled it and switches it on.

import type { PriceListWish } from "@api/contract"
import { priceLists } from "@api/trade"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useFaults } from "../../../kit/problems"
import { useSession } from "../../../kit/session"
import { pricePhrases } from "./phrases"
import { priceListsQuery } from "./usePriceLists"

interface CreateListProps {
  onClose: () => void
  onMade: (list: string) => void
}

export function CreateList({ onClose, onMade }: CreateListProps) {
  const t = usePhrases(pricePhrases)
  const state = usePhrases(statePhrases)
  const { workspace } = useSession()
  const cache = useQueryClient()
  const form = useId()
  const [nameless, setNameless] = useState(false)
  const create = useMutation({
    mutationFn: (wish: PriceListWish) => priceLists.create(wish),
    onSuccess: (lists, { name }) => {
      const known = cache.getQueryData(priceListsQuery.queryKey) ?? []
      cache.setQueryData(priceListsQuery.queryKey, lists)
      toast({ text: t("made", { name: name ?? "" }) })
      onClose()
      const made = lists.find(({ id }) => !known.some((one) => one.id === id))
      if (made) onMade(made.id)
    },
  })
  const faults = useFaults(create.error)
  const fault = nameless ? t("needName") : faults("name", t("name"))
  const currency = faults("currency", t("currency"))
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
        className="price-create"
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const name = String(data.get("name") ?? "").trim()
          setNameless(name === "")
          if (name === "") return
          const money = String(data.get("currency") ?? "").trim()
          create.mutate({ name, currency: money.toUpperCase() || workspace.currency, live: false })
        }}
      >
        <div className="field">
          <label htmlFor={`${form}name`}>{t("name")}</label>
          <input
            id={`${form}name`}
            name="name"
            className="input"
            maxLength={80}
            autoComplete="off"
            aria-invalid={fault !== undefined || undefined}
          />
          {fault && (
            <p className="field-problem" role="alert">
              {fault}
            </p>
          )}
        </div>
        <div className="field">
          <label htmlFor={`${form}currency`}>{t("currency")}</label>
          <input
            id={`${form}currency`}
            name="currency"
            className="input"
            maxLength={3}
            autoComplete="off"
            defaultValue={workspace.currency}
          />
          {currency && (
            <p className="field-problem" role="alert">
              {currency}
            </p>
          )}
        </div>
      </form>
      <p className="small quiet">{t("createText")}</p>
      {!fault && !currency && <FormProblem error={create.error} />}
    </Dialog>
  )
}

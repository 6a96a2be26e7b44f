// One price of a list: which product, from which quantity, how much. A new one, another step of one, or one that is changed.

import type { PriceList } from "@api/contract"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useEffect, useId, useRef, useState } from "react"
import { typedAmount } from "../../../kit/decimal"
import { FindVariant } from "../../../kit/FindVariant"
import { pricePhrases } from "./phrases"

export interface PriceDraft {
  variant: string
  name: string
  from: string
  price: string
}

interface PriceFormProps {
  list: PriceList
  there: ReadonlySet<string>
  draft: PriceDraft | null
  /** The word of the button. */
  act: string
  /** Whether another product can be chosen. */
  fixed?: boolean
  /** Whether it was taken. */
  onSave: (draft: PriceDraft) => Promise<boolean>
}

export function PriceForm({ list, there, draft: begun, act, fixed = false, onSave }: PriceFormProps) {
  const t = usePhrases(pricePhrases)
  const id = useId()
  const [chosen, setChosen] = useState<PriceDraft | null>(begun)
  const [fault, setFault] = useState<"needProduct" | "wrongFrom" | "wrongAmount" | null>(null)
  const [busy, setBusy] = useState(false)
  const find = useRef<HTMLInputElement>(null)
  const from = useRef<HTMLInputElement>(null)
  const price = useRef<HTMLInputElement>(null)
  // Another step of a product is asked for by its quantity.
  useEffect(() => {
    if (begun && !fixed) from.current?.select()
  }, [begun, fixed])
  const submit = async () => {
    if (!chosen) return setFault("needProduct")
    const [quantity, amount] = [typedAmount(from.current?.value ?? ""), typedAmount(price.current?.value ?? "")]
    if (!quantity || !(Number(quantity) > 0)) {
      from.current?.select()
      return setFault("wrongFrom")
    }
    if (!amount) {
      price.current?.select()
      return setFault("wrongAmount")
    }
    setFault(null)
    setBusy(true)
    const taken = await onSave({ ...chosen, from: quantity, price: amount })
    setBusy(false)
    if (!taken || fixed) return
    setChosen(null)
    requestAnimationFrame(() => find.current?.focus())
  }
  return (
    <form
      className={fixed ? "price-form is-fixed" : "price-form"}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="price-form-product">
        {chosen ? (
          <span className="row price-chosen">
            <span className="medium cut">{chosen.name}</span>
            {!fixed && (
              <button
                type="button"
                className="link small nowrap"
                onClick={() => {
                  setChosen(null)
                  requestAnimationFrame(() => find.current?.focus())
                }}
              >
                {t("another")}
              </button>
            )}
          </span>
        ) : (
          <FindVariant
            handle={find}
            label={t("addProduct")}
            placeholder={t("addHint")}
            currency={list.currency}
            there={there}
            onPick={({ variant, name, found }) => {
              setFault(null)
              setChosen({ variant: variant.id, name, from: "1", price: found?.price ?? variant.price ?? "" })
              requestAnimationFrame(() => price.current?.select())
            }}
          />
        )}
      </div>
      <div className="row price-form-figure">
        <label htmlFor={`${id}from`} className="small quiet nowrap">
          {t("from")}
        </label>
        <input
          ref={from}
          id={`${id}from`}
          key={`from${chosen?.variant}`}
          className="input figure"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={fault === "wrongFrom" || undefined}
          defaultValue={chosen?.from ?? "1"}
          onFocus={(event) => event.target.select()}
        />
      </div>
      <div className="row price-form-figure">
        <label htmlFor={`${id}price`} className="small quiet nowrap">
          {t("price")}
        </label>
        <input
          ref={price}
          id={`${id}price`}
          key={`price${chosen?.variant}`}
          className="input figure"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={fault === "wrongAmount" || undefined}
          defaultValue={chosen?.price ?? ""}
          onFocus={(event) => event.target.select()}
        />
      </div>
      <Button type="submit" look={fixed ? "primary" : "normal"} icon={fixed ? undefined : "plus"} disabled={busy}>
        {act}
      </Button>
      {fault && (
        <p className="field-problem" role="alert">
          {t(fault)}
        </p>
      )}
    </form>
  )
}

// Money that came, or went back: what is due, unless something else is written.

import "../../../kit/segments.css"
import type { PaymentWish } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useFaults } from "../../../kit/problems"
import { Suggested } from "../../../kit/Suggested"
import type { HandDialogProps } from "./HandActs"
import { handPhrases } from "./phrases"

export function PayDialog({ order, actions, onClose }: HandDialogProps) {
  const t = usePhrases(handPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const form = useId()
  const { row, due } = order
  const owed = Number(due)
  const [back, setBack] = useState(owed < 0)
  const open = due.replace(/^-/, "")
  const [amount, setAmount] = useState(owed === 0 ? "" : open)
  const [method, setMethod] = useState("")
  const [wrong, setWrong] = useState(false)
  const money = format.money(amount.trim() === "" ? "0" : amount, row.currency)
  const pay = useMutation({
    mutationFn: (wish: PaymentWish) => actions.onPay(wish, t(back ? "refundTold" : "paidTold", { amount: money })),
    onSuccess: onClose,
  })
  const faults = useFaults(pay.error)
  const fault = wrong ? t("amountWrong") : faults("amount", t("amount"))
  const hint =
    owed > 0 && !back
      ? t("dueHint", { amount: format.money(open, row.currency) })
      : owed < 0 && back
        ? t("overHint", { amount: format.money(open, row.currency) })
        : undefined
  return (
    <Dialog
      title={t(back ? "refundTitle" : "payTitle", { number: row.number })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={pay.isPending}>
            {t(back ? "refundAct" : "payAct")}
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
          const written = amount.trim().replaceAll(",", "")
          const bad = !/^\d+([.]\d+)?$/.test(written) || Number(written) === 0
          setWrong(bad)
          if (bad) return
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          pay.mutate({
            amount: back ? `-${written}` : written,
            ...(method.trim() !== "" && { method: method.trim() }),
            ...(read("reference") !== "" && { reference: read("reference") }),
            ...(read("day") !== "" && { day: read("day") }),
            ...(read("note") !== "" && { note: read("note") }),
          })
        }}
      >
        <fieldset className="segments hand-kinds" aria-label={t("payKind")}>
          {[false, true].map((one) => (
            <button
              key={String(one)}
              type="button"
              className="segment"
              aria-pressed={back === one}
              onClick={() => {
                setBack(one)
                setAmount(owed > 0 === one || owed === 0 ? "" : open)
              }}
            >
              {t(one ? "refund" : "pay")}
            </button>
          ))}
        </fieldset>
        <div className="hand-pair">
          <div className="field">
            <label htmlFor={`${form}amount`}>
              {`${t("amount")} (${row.currency})`}
              {hint && ` · ${hint}`}
            </label>
            <input
              id={`${form}amount`}
              className="input"
              inputMode="decimal"
              autoComplete="off"
              value={amount}
              aria-invalid={fault !== undefined || undefined}
              onChange={(event) => {
                setWrong(false)
                setAmount(event.target.value)
              }}
            />
            {fault && (
              <p className="field-problem" role="alert">
                {fault}
              </p>
            )}
          </div>
          <div className="field">
            <label htmlFor={`${form}day`}>{t("day")}</label>
            <input id={`${form}day`} name="day" type="date" className="input" defaultValue={format.today()} />
          </div>
        </div>
        <Suggested label={t("method")} value={method} usual={t("methods").split("|")} onText={setMethod} />
        <div className="hand-pair">
          <div className="field">
            <label htmlFor={`${form}reference`}>{t("reference")}</label>
            <input id={`${form}reference`} name="reference" className="input" maxLength={100} autoComplete="off" />
          </div>
          <div className="field">
            <label htmlFor={`${form}note`}>{t("note")}</label>
            <input id={`${form}note`} name="note" className="input" maxLength={500} autoComplete="off" />
          </div>
        </div>
      </form>
      {!faults("amount", t("amount")) && <FormProblem error={pay.error} />}
    </Dialog>
  )
}

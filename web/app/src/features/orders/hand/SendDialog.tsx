// What is sent now: what is left, unless less is written; by whom and under which number.

import type { DeliveryWish } from "@api/contract"
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
import { Quantities } from "./Quantities"
import { allOf, faultOf, toSend, wishOf } from "./quantities"

export function SendDialog({ order, actions, onClose }: HandDialogProps) {
  const t = usePhrases(handPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const form = useId()
  const lines = toSend(order.lines)
  const [written, setWritten] = useState(() => allOf(lines))
  const [carrier, setCarrier] = useState("")
  const [arrived, setArrived] = useState(false)
  const [empty, setEmpty] = useState(false)
  const wish = wishOf(lines, written)
  const pieces = wish.reduce((sum, { quantity }) => sum + Number(quantity), 0)
  const send = useMutation({
    mutationFn: (whole: DeliveryWish) => actions.onDeliver(whole, t("sendToldN", { n: format.number(pieces) })),
    onSuccess: onClose,
  })
  const faults = useFaults(send.error)
  const refused = (line: number) => {
    const at = wish.findIndex((one) => one.line === line)
    const most = lines.find((one) => one.line.line === line)?.most ?? 0
    return at < 0
      ? undefined
      : faults(`lines.${at}.quantity`, t("ordered"), (code) =>
          code === "too_many" ? t("atMost", { n: format.number(most) }) : undefined,
        )
  }
  const wrong = lines.some(({ line, most }) => faultOf(written[line.line], most) !== null)
  return (
    <Dialog
      title={t("sendTitle", { number: order.row.number })}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={send.isPending || wrong}>
            {t("sendAct")}
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
          setEmpty(wish.length === 0)
          if (wish.length === 0 || wrong) return
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          send.mutate({
            lines: wish,
            ...(carrier.trim() !== "" && { carrier: carrier.trim() }),
            ...(read("tracking") !== "" && { tracking: read("tracking") }),
            ...(read("note") !== "" && { note: read("note") }),
            ...(read("when") !== "" && { sent_at: new Date(read("when")).toISOString() }),
            ...(arrived && { arrived }),
          })
        }}
      >
        <Quantities
          lines={lines}
          written={written}
          mostText="leftN"
          refused={refused}
          onWritten={(next) => {
            setEmpty(false)
            setWritten(next)
          }}
        />
        {empty && (
          <p className="field-problem" role="alert">
            {t("noneChosen")}
          </p>
        )}
        <Suggested label={t("carrier")} value={carrier} usual={t("carriers").split("|")} onText={setCarrier} />
        <div className="hand-pair">
          <div className="field">
            <label htmlFor={`${form}tracking`}>{t("tracking")}</label>
            <input id={`${form}tracking`} name="tracking" className="input" maxLength={100} autoComplete="off" />
          </div>
          <div className="field">
            <label htmlFor={`${form}when`}>{t("when")}</label>
            <input id={`${form}when`} name="when" type="datetime-local" className="input" />
          </div>
        </div>
        <div className="field">
          <label htmlFor={`${form}note`}>{`${t("note")} · ${t("noteHint")}`}</label>
          <input id={`${form}note`} name="note" className="input" maxLength={500} autoComplete="off" />
        </div>
        <label className="row hand-tick">
          <input
            type="checkbox"
            className="tick"
            checked={arrived}
            onChange={(event) => setArrived(event.target.checked)}
          />
          {t("arrivedAlready")}
        </label>
      </form>
      {!wish.some(({ line }) => refused(line)) && <FormProblem error={send.error} />}
    </Dialog>
  )
}

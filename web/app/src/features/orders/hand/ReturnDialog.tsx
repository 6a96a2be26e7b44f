// What came back: of which lines, how many, why.

import type { ReturnWish } from "@api/contract"
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
import { faultOf, toTakeBack, type Written, wishOf } from "./quantities"

export function ReturnDialog({ order, actions, onClose }: HandDialogProps) {
  const t = usePhrases(handPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const form = useId()
  const lines = toTakeBack(order.lines)
  const [written, setWritten] = useState<Written>({})
  const [reason, setReason] = useState("")
  const [tried, setTried] = useState(false)
  const wish = wishOf(lines, written)
  const send = useMutation({
    mutationFn: (whole: ReturnWish) => actions.onTakeBack(whole, t("returnTold")),
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
      title={t("returnTitle", { number: order.row.number })}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={send.isPending || wrong}>
            {t("returnAct")}
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
          if (wish.length === 0 || wrong || reason.trim() === "") return
          const note = String(new FormData(event.currentTarget).get("note") ?? "").trim()
          send.mutate({ lines: wish, reason: reason.trim(), ...(note !== "" && { note }) })
        }}
      >
        <p className="soft">{t("returnText")}</p>
        <Quantities lines={lines} written={written} mostText="sentN" refused={refused} onWritten={setWritten} />
        {tried && wish.length === 0 && (
          <p className="field-problem" role="alert">
            {t("noneChosen")}
          </p>
        )}
        <Suggested
          label={t("reason")}
          value={reason}
          usual={t("returnReasons").split("|")}
          fault={tried && reason.trim() === "" ? t("needReason") : faults("reason", t("reason"))}
          onText={setReason}
        />
        <div className="field">
          <label htmlFor={`${form}note`}>{`${t("note")} · ${t("noteHint")}`}</label>
          <input id={`${form}note`} name="note" className="input" maxLength={500} autoComplete="off" />
        </div>
      </form>
      {!wish.some(({ line }) => refused(line)) && <FormProblem error={send.error} />}
    </Dialog>
  )
}

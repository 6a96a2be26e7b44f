// What is asked before something is done with a quote: how to send it, why it is withdrawn, why it needs an approval, who
// accepted it.

import type { Changed, Quote } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { quotePhrases } from "./quotePhrases"
import { SendDialog } from "./SendDialog"
import type { QuoteActions } from "./useQuoteActions"

export type Asked = "send" | "submit" | "withdraw" | "accept"

interface QuoteDialogsProps {
  asked: Asked
  quote: Quote
  actions: QuoteActions
  onAsk: (what: Asked) => void
  onClose: () => void
}

export function QuoteDialogs({ asked, quote, actions, onAsk, onClose }: QuoteDialogsProps) {
  const t = usePhrases(quotePhrases)
  const { row, approval, totals } = quote
  if (asked === "send")
    return <SendDialog quote={quote} actions={actions} onSubmit={() => onAsk("submit")} onClose={onClose} />
  if (asked === "submit") {
    return (
      <Words
        title={t("askTitle")}
        text={
          approval ? t("askText", { discount: totals.discount ?? "0", limit: approval.limit }) : t("approval.needed")
        }
        label={t("askNote")}
        act={t("askDo")}
        needed={t("needNote")}
        onDo={(note) => actions.onSubmit(note)}
        onClose={onClose}
      />
    )
  }
  if (asked === "withdraw") {
    return (
      <Words
        title={t("withdrawTitle", { number: row.number })}
        text={t("withdrawText")}
        label={t("withdrawReason")}
        act={t("withdrawDo")}
        onDo={(reason) => actions.onWithdraw(reason)}
        onClose={onClose}
      />
    )
  }
  return <AcceptDialog quote={quote} actions={actions} onClose={onClose} />
}

interface WordsProps {
  title: string
  text: string
  label: string
  act: string
  /** What is said where nothing was written, if something has to be. */
  needed?: string
  onDo: (text: string) => Promise<Changed<Quote> | null>
  onClose: () => void
}

/** Something done with a few words about it. */
function Words({ title, text, label, act, needed, onDo, onClose }: WordsProps) {
  const state = usePhrases(statePhrases)
  const form = useId()
  const [words, setWords] = useState("")
  const [lacks, setLacks] = useState(false)
  const run = useMutation({ mutationFn: onDo, onSuccess: (done) => done && onClose() })
  return (
    <Dialog
      title={title}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={run.isPending}>
            {act}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          const missing = needed !== undefined && words.trim() === ""
          setLacks(missing)
          if (!missing) run.mutate(words.trim())
        }}
      >
        <div className="field">
          <label htmlFor={`${form}words`}>{label}</label>
          <textarea
            id={`${form}words`}
            className="input"
            rows={3}
            maxLength={2000}
            aria-invalid={lacks || undefined}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {lacks && (
            <p className="field-problem" role="alert">
              {needed}
            </p>
          )}
        </div>
      </form>
      <FormProblem error={run.error} />
    </Dialog>
  )
}

/** Accepted on paper or by telephone. */
function AcceptDialog({ quote, actions, onClose }: Pick<QuoteDialogsProps, "quote" | "actions" | "onClose">) {
  const t = usePhrases(quotePhrases)
  const state = usePhrases(statePhrases)
  const form = useId()
  const [lacks, setLacks] = useState(false)
  const accept = useMutation({
    mutationFn: ({ name, note }: { name: string; note: string }) => actions.onAccept(name, note),
    onSuccess: (done) => done && onClose(),
  })
  return (
    <Dialog
      title={t("acceptTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={accept.isPending}>
            {t("acceptDo")}
          </Button>
        </>
      }
    >
      <p>{t("acceptText")}</p>
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          setLacks(read("name") === "")
          if (read("name") !== "") accept.mutate({ name: read("name"), note: read("note") })
        }}
      >
        <div className="field">
          <label htmlFor={`${form}name`}>{t("acceptName")}</label>
          <input
            id={`${form}name`}
            name="name"
            className="input"
            maxLength={200}
            autoComplete="off"
            aria-invalid={lacks || undefined}
            defaultValue={quote.row.person?.name ?? ""}
          />
          {lacks && (
            <p className="field-problem" role="alert">
              {t("needName")}
            </p>
          )}
        </div>
        <div className="field">
          <label htmlFor={`${form}note`}>{t("acceptNote")}</label>
          <textarea id={`${form}note`} name="note" className="input" rows={2} maxLength={2000} />
        </div>
      </form>
      <FormProblem error={accept.error} />
    </Dialog>
  )
}

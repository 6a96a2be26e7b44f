// What a report is called, what it is for, and who may see it.

import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId } from "react"
import { FormProblem } from "../../kit/FormProblem"
import { reportPhrases } from "./phrases"

export interface Called {
  name: string
  note: string
  shared: boolean
}
interface SaveDialogProps {
  title: string
  first: Called
  onSave: (called: Called) => Promise<unknown>
  onClose: () => void
}

export function SaveDialog({ title, first, onSave, onClose }: SaveDialogProps) {
  const t = usePhrases(reportPhrases)
  const state = usePhrases(statePhrases)
  const id = useId()
  const save = useMutation({ mutationFn: onSave, onSuccess: onClose })
  return (
    <Dialog
      title={title}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={id} disabled={save.isPending}>
            {state("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          const said = new FormData(event.currentTarget)
          const name = String(said.get("name") ?? "").trim()
          if (name !== "")
            save.mutate({ name, note: String(said.get("note") ?? "").trim(), shared: said.get("shared") !== null })
        }}
      >
        <div className="field">
          <label htmlFor={`${id}name`}>{t("name")}</label>
          <input
            id={`${id}name`}
            name="name"
            className="input"
            required
            maxLength={120}
            autoComplete="off"
            defaultValue={first.name}
            onFocus={(event) => event.target.select()}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}note`}>{t("note")}</label>
          <input
            id={`${id}note`}
            name="note"
            className="input"
            maxLength={400}
            autoComplete="off"
            placeholder={t("noteHint")}
            defaultValue={first.note}
          />
        </div>
        <label className="row">
          <input type="checkbox" className="tick" name="shared" defaultChecked={first.shared} />
          <span>
            {t("share")} <span className="small quiet">{t("shareText")}</span>
          </span>
        </label>
      </form>
      <FormProblem error={save.error} />
    </Dialog>
  )
}

// What a report is called, and whether colleagues see it.

import type { Report, ReportWish } from "@api/contract"
import { reports } from "@api/reports"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../kit/FormProblem"
import type { Draft } from "./code"
import { pagePhrases } from "./pagePhrases"
import { REPORTS, reportQuery } from "./queries"

interface SaveDialogProps {
  draft: Draft
  name: string
  note: string
  onClose: () => void
  onSaved: (report: Report) => void
}

export function SaveDialog({ draft, name: first, note: noted, onClose, onSaved }: SaveDialogProps) {
  const t = usePhrases(pagePhrases)
  const inStates = usePhrases(statePhrases)
  const cache = useQueryClient()
  const [name, setName] = useState(first)
  const [note, setNote] = useState(noted)
  const [shared, setShared] = useState(false)
  const [formId, nameId, noteId, shareId] = [useId(), useId(), useId(), useId()]
  const save = useMutation({
    mutationFn: (wish: ReportWish) => reports.create(wish),
    onSuccess: (report) => {
      cache.setQueryData(reportQuery(report.id).queryKey, report)
      void cache.invalidateQueries({ queryKey: [...REPORTS, "list"] })
      onSaved(report)
    },
  })
  return (
    <Dialog
      title={t("saveTitle")}
      closeLabel={inStates("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{inStates("cancel")}</Button>
          <Button look="primary" type="submit" form={formId} disabled={name.trim() === "" || save.isPending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="stack report-form"
        onSubmit={(event) => {
          event.preventDefault()
          const { question, look } = draft
          if (name.trim() !== "") save.mutate({ name: name.trim(), note: note.trim(), question, look, shared })
        }}
      >
        <div className="field">
          <label htmlFor={nameId}>{t("name")}</label>
          <input
            id={nameId}
            className="input"
            required
            maxLength={100}
            value={name}
            onChange={({ target }) => setName(target.value)}
            onFocus={({ target }) => target.select()}
          />
        </div>
        <div className="field">
          <label htmlFor={noteId}>{t("note")}</label>
          <input
            id={noteId}
            className="input"
            maxLength={200}
            placeholder={t("noteHint")}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </div>
        <label className="row" htmlFor={shareId}>
          <input
            id={shareId}
            type="checkbox"
            className="tick"
            checked={shared}
            onChange={({ target }) => setShared(target.checked)}
          />
          {t("shareIt")}
        </label>
        <p className="small quiet">{t("shareNote")}</p>
        <FormProblem error={save.error} />
      </form>
    </Dialog>
  )
}

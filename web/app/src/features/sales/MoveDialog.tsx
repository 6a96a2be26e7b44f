// What a stage asks before a deal enters it: fields that are still empty, and why it was lost.

import type { DealRow, Field, SearchHit, Stage } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FindRecord } from "../../kit/FindRecord"
import { FormProblem } from "../../kit/FormProblem"
import { FieldInput, typedValue } from "../../kit/portrait/FieldInput"
import { useFaults } from "../../kit/problems"
import { objectsQuery, usersQuery } from "../../kit/queries"
import { fieldLabel, useWords } from "../../kit/words"
import { salesPhrases } from "./phrases"
import { reasonsQuery } from "./queries"

export interface Asked {
  row: DealRow
  stage: Stage
  /** Keys of fields that the stage needs and the deal leaves empty. */
  missing: string[]
}
export interface Given {
  set?: Record<string, unknown>
  lost_reason?: string
  note?: string
}

interface MoveDialogProps {
  asked: Asked
  error: Error | null
  busy: boolean
  onSend: (given: Given) => void
  onClose: () => void
}

const OTHER = "\u0000"

export function MoveDialog({ asked: { row, stage, missing }, error, busy, onSend, onClose }: MoveDialogProps) {
  const t = usePhrases(salesPhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const form = useId()
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "deal")?.fields ?? []
  const reasons = useQuery(reasonsQuery).data?.lost ?? []
  const lost = stage.kind === "lost"
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [chosen, setChosen] = useState("")
  const [other, setOther] = useState("")
  const [note, setNote] = useState("")
  const faults = useFaults(error)
  // Without reasons of the workspace's own, it is written.
  const writes = chosen === OTHER || reasons.length === 0
  const reason = (writes ? other : chosen).trim()
  const ready = missing.every((key) => (values[key] ?? null) !== null) && (!lost || reason !== "")
  const labelOf = (key: string) => fieldLabel(words, fields.find((one) => one.key === key) ?? { key }, "deal")
  const named = [...missing, "lost_reason"].some((key) => faults(key, key) !== undefined)
  return (
    <Dialog
      title={lost ? t("lostTitle", { name: row.name }) : t("needs", { stage: stage.name })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready || busy}>
            {lost ? t("lostAct") : t("moveAct", { stage: stage.name })}
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
          if (!ready) return
          onSend({
            ...(missing.length > 0 && { set: values }),
            ...(lost && { lost_reason: reason }),
            ...(note.trim() !== "" && { note: note.trim() }),
          })
        }}
      >
        {missing.length > 0 && <p className="small quiet">{t("needsText")}</p>}
        {missing.map((key) => (
          <Needed
            key={key}
            field={fields.find((one) => one.key === key) ?? plainField(key)}
            label={labelOf(key)}
            fault={faults(key, labelOf(key))}
            onValue={(value) => setValues((now) => ({ ...now, [key]: value }))}
          />
        ))}
        {lost && (
          <fieldset className="reason-choice">
            <legend className="small quiet">{t("lostReason")}</legend>
            {reasons.map((one) => (
              <label key={one} className="chip">
                <input
                  type="radio"
                  className="tick"
                  name={`${form}reason`}
                  checked={chosen === one}
                  onChange={() => setChosen(one)}
                />
                {one}
              </label>
            ))}
            {reasons.length > 0 && (
              <label className="chip">
                <input
                  type="radio"
                  className="tick"
                  name={`${form}reason`}
                  checked={chosen === OTHER}
                  onChange={() => setChosen(OTHER)}
                />
                {t("otherReason")}
              </label>
            )}
            {writes && (
              <input
                className="input"
                aria-label={t("lostReason")}
                maxLength={200}
                value={other}
                onChange={(event) => setOther(event.target.value)}
              />
            )}
            {faults("lost_reason", t("lostReason")) && (
              <p className="field-problem" role="alert">
                {faults("lost_reason", t("lostReason"))}
              </p>
            )}
          </fieldset>
        )}
        {lost && (
          <div className="field">
            <label htmlFor={`${form}note`}>
              {t("note")} · {t("noteHint")}
            </label>
            <textarea
              id={`${form}note`}
              className="input"
              rows={2}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
        )}
      </form>
      {!named && <FormProblem error={error} />}
    </Dialog>
  )
}

/** A field that the server asks for and the workspace has not told of. */
const plainField = (key: string): Field => ({ key, type: "text", custom: false, editable: true, sortable: false })

interface NeededProps {
  field: Field
  label: string
  fault: string | undefined
  onValue: (value: unknown) => void
}

function Needed({ field, label, fault, onValue }: NeededProps) {
  const id = useId()
  const users = useQuery(usersQuery).data ?? []
  const [text, setText] = useState("")
  const [hit, setHit] = useState<SearchHit | null>(null)
  const problem = fault && (
    <p className="field-problem" role="alert">
      {fault}
    </p>
  )
  if (field.type === "link") {
    return (
      <>
        <FindRecord
          label={label}
          kinds={[field.target ?? "person"]}
          except={[]}
          chosen={hit}
          onChoose={(next) => {
            setHit(next)
            onValue(next?.id ?? null)
          }}
        />
        {problem}
      </>
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <FieldInput
        id={id}
        field={field}
        users={users}
        title={field.help}
        value={text}
        onText={(next) => {
          setText(next)
          onValue(typedValue(field, next))
        }}
      />
      {problem}
    </div>
  )
}

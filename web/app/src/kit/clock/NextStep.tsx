// What is to be done next about a deal or a lead and when, changed together.

import "./clock.css"
import type { Field } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { controlText, FieldInput, typedValue } from "../portrait/FieldInput"
import { usersQuery } from "../queries"
import { Clock, type Timed } from "./Clock"
import { clockPhrases } from "./phrases"

interface NextStepProps {
  of: Timed
  fields: Field[]
  /** Whether the caller may change the record. */
  mayEdit: boolean
  /** The look of a line among the facts it stands with. */
  look: string
  onSet: (set: Record<string, unknown>, said: string) => Promise<unknown>
}

export function NextStep({ of, fields, mayEdit, look, onSet }: NextStepProps) {
  const t = usePhrases(clockPhrases)
  const state = usePhrases(statePhrases)
  const users = useQuery(usersQuery).data ?? []
  const id = useId()
  const [open, setOpen] = useState(false)
  const when = fields.find((field) => field.key === "next_at")
  const may = mayEdit && when?.editable === true
  const [step, setStep] = useState("")
  const [at, setAt] = useState("")
  const none = of.clock === "none" && of.next_step === null
  const shown = <Clock of={of} whole />
  return (
    <div className={open ? `${look} is-open` : look}>
      <dt>{t("nextStep")}</dt>
      <dd>
        {open && when ? (
          <form
            className="step-form"
            onSubmit={(event) => {
              event.preventDefault()
              setOpen(false)
              const set = { next_step: step.trim() || null, next_at: typedValue(when, at) }
              void onSet(set, t(set.next_step || set.next_at ? "stepPlanned" : "stepDone"))
            }}
          >
            <input
              className="input"
              aria-label={t("stepWhat")}
              placeholder={t("stepWhat")}
              maxLength={200}
              // biome-ignore lint/a11y/noAutofocus: whoever opens the form is about to write in it.
              autoFocus
              value={step}
              onChange={(event) => setStep(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Escape") return
                event.stopPropagation()
                setOpen(false)
              }}
            />
            <FieldInput id={id} field={when} users={users} label={t("stepWhen")} value={at} onText={setAt} />
            <span className="row">
              <Button small look="primary" type="submit">
                {state("save")}
              </Button>
              <Button small onClick={() => setOpen(false)}>
                {state("cancel")}
              </Button>
              {!none && (
                <button
                  type="button"
                  className="link small end"
                  onClick={() => {
                    setOpen(false)
                    void onSet({ next_step: null, next_at: null }, t("stepDone"))
                  }}
                >
                  {t("stepClear")}
                </button>
              )}
            </span>
          </form>
        ) : may ? (
          <button
            type="button"
            className="value is-editable"
            onClick={() => {
              setStep(of.next_step ?? "")
              setAt(controlText(when, of.next_at))
              setOpen(true)
            }}
          >
            {none ? (
              <span className="link row">
                <Icon name="plus" size={14} />
                {t("planStep")}
              </span>
            ) : (
              shown
            )}
          </button>
        ) : (
          <span className="value">{shown}</span>
        )}
      </dd>
    </div>
  )
}

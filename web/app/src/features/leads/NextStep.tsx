// What is to be done next about a lead and when, changed together.

import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { Clock } from "../../kit/clock/Clock"
import { controlText, FieldInput, typedValue } from "../../kit/portrait/FieldInput"
import { usersQuery } from "../../kit/queries"
import type { LeadPartProps } from "./LeadFacts"
import { leadPhrases } from "./leadPhrases"

export function NextStep({ lead, fields, actions }: LeadPartProps) {
  const t = usePhrases(leadPhrases)
  const state = usePhrases(statePhrases)
  const users = useQuery(usersQuery).data ?? []
  const id = useId()
  const [open, setOpen] = useState(false)
  const { row } = lead
  const when = fields.find((field) => field.key === "next_at")
  const may = lead.may_edit && when?.editable === true
  const [step, setStep] = useState("")
  const [at, setAt] = useState("")
  const none = row.clock === "none" && row.next_step === null
  const shown = <Clock of={row} whole />
  return (
    <div className={open ? "lead-fact is-open" : "lead-fact"}>
      <dt>{t("nextStep")}</dt>
      <dd>
        {open && when ? (
          <form
            className="lead-step"
            onSubmit={(event) => {
              event.preventDefault()
              setOpen(false)
              const set = { next_step: step.trim() || null, next_at: typedValue(when, at) }
              void actions.onSet(set, t(set.next_step || set.next_at ? "stepPlanned" : "stepDone"))
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
                    void actions.onSet({ next_step: null, next_at: null }, t("stepDone"))
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
              setStep(row.next_step ?? "")
              setAt(controlText(when, row.next_at))
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

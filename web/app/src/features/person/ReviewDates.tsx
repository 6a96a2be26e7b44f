// When somebody last went through this file, when that is due again, and the button that says it is done.

import type { Field, Person } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { portraitPhrases } from "../../kit/portrait/phrases"
import { Sourced } from "../../kit/portrait/Sourced"
import type { ValueEdits } from "../../kit/portrait/ValueRow"
import { DueDay } from "../../kit/review/DueDay"
import { reviewPhrases } from "../../kit/review/phrases"
import { useWords } from "../../kit/words"
import { useReview } from "./useReview"

interface ReviewDatesProps extends ValueEdits {
  person: Person
  fields: Field[]
}

export function ReviewDates({ person, fields, ...edits }: ReviewDatesProps) {
  const t = usePhrases(reviewPhrases)
  const format = useFormat()
  const { may, done } = useReview(person, edits.mayEdit)
  const { reviewed_on: last, review_on: due } = person.row
  if (!may && last === null && due === null) return null
  const line = { ...edits, person, fields }
  return (
    <section className="portrait-section">
      <h2 className="section-head">
        {t("title")}
        {may && (
          <button type="button" className="link small end" onClick={done}>
            {t("mark")}
          </button>
        )}
      </h2>
      <dl className="values">
        <DateLine {...line} of="reviewed_on" label={t("last")} fixed={last === null}>
          {last === null ? <span className="quiet">{t("never")}</span> : format.calendarDay(last)}
        </DateLine>
        {(due !== null || may) && (
          <DateLine {...line} of="review_on" label={t("due")}>
            {due === null ? <span className="quiet">{t("setDue")}</span> : <DueDay on={due} />}
          </DateLine>
        )}
      </dl>
    </section>
  )
}

interface DateLineProps extends ReviewDatesProps {
  of: "reviewed_on" | "review_on"
  label: string
  /** Not changed by hand. */
  fixed?: boolean
  children: ReactNode
}

function DateLine({ person, fields, of, label, fixed = false, users, mayEdit, onSet, children }: DateLineProps) {
  const t = usePhrases(portraitPhrases)
  const words = useWords()
  const format = useFormat()
  const held = person.portrait.find((value) => value.key === of)
  const field = fields.find((one) => one.key === of)
  const editable = mayEdit && !fixed && (field?.editable ?? false)
  const name = words(`field.${of}`)
  return (
    <div className="value-row">
      <dt title={name}>{label}</dt>
      <dd>
        <Sourced source={held?.source ?? null} at={held?.at ?? null} others={held?.others} focusable={!editable}>
          <EditableValue
            field={{ key: of, type: "date", custom: false, sortable: true, ...field, editable }}
            label={name}
            value={person.row[of]}
            users={users}
            onSave={(next) => {
              const date = typeof next === "string" ? format.calendarDay(next) : ""
              onSet(
                { [of]: next },
                date,
                date ? t("changed", { field: name, value: date }) : t("cleared", { field: name }),
              )
            }}
          >
            {children}
          </EditableValue>
        </Sourced>
      </dd>
    </div>
  )
}

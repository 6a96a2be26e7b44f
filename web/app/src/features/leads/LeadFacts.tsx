// The values of a lead, each changed where it stands: who they are, how to reach them, what they want, what is next.

import type { Field, Lead } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { NextStep } from "../../kit/clock/NextStep"
import { displayPhone } from "../../kit/contact"
import { useFieldText } from "../../kit/fieldText"
import { PersonLink } from "../../kit/PersonLink"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { usersQuery } from "../../kit/queries"
import { channelLabel, fieldLabel, useWords } from "../../kit/words"
import { isOpen } from "./columns"
import { Returns } from "./LeadMarks"
import { leadPhrases } from "./leadPhrases"
import type { LeadActions } from "./useLeadActions"

export interface LeadPartProps {
  lead: Lead
  fields: Field[]
  actions: LeadActions
}

export function LeadFacts({ lead, fields, actions }: LeadPartProps) {
  const t = usePhrases(leadPhrases)
  const words = useWords()
  const format = useFormat()
  const textOf = useFieldText()
  const { row } = lead
  const line = (key: string, value: unknown, shown: ReactNode) => {
    const field = fields.find((one) => one.key === key)
    return field && <Line key={key} lead={lead} field={field} value={value} actions={actions} shown={shown} />
  }
  const plain = (key: string, label: string, shown: ReactNode) =>
    shown && (
      <div key={key} className="lead-fact">
        <dt>{label}</dt>
        <dd>
          <span className="value">{shown}</span>
        </dd>
      </div>
    )
  return (
    <section className="lead-part" aria-label={t("facts")}>
      <dl>
        {isOpen(row) && (
          <NextStep of={row} fields={fields} mayEdit={lead.may_edit} look="lead-fact" onSet={actions.onSet} />
        )}
        {line("interest", row.interest, row.interest && <span className="lead-quote">{row.interest}</span>)}
        {plain("person", t("person"), row.person && <PersonLink person={row.person} avatar={20} />)}
        {plain(
          "phone",
          words("field.phone"),
          row.phone && (
            <a className="link" href={`tel:${row.phone}`}>
              {displayPhone(row.phone)}
            </a>
          ),
        )}
        {plain(
          "email",
          words("field.email"),
          row.email && (
            <a className="link cut" href={`mailto:${row.email}`}>
              {row.email}
            </a>
          ),
        )}
        {row.company === null && line("company", row.company, null)}
        {line(
          "amount",
          row.amount,
          row.amount !== null && format.money(row.amount, row.currency, Number(row.amount) % 1 === 0),
        )}
        {line(
          "source",
          row.source,
          row.source && (
            <>
              {row.source}
              {row.channel && <span className="quiet">{channelLabel(words, row.channel)}</span>}
            </>
          ),
        )}
        {plain("city", words("field.city"), row.city)}
        {plain("pool", words("field.pool"), row.pool?.name)}
        {isOpen(row) &&
          row.owner &&
          plain(
            "returns",
            t("returns"),
            row.locked ? (
              <span className="soft">{t("lockedText")}</span>
            ) : row.returns_at ? (
              <span className="row is-wrap" title={row.pool ? t("returnsWhy", { pool: row.pool.name }) : undefined}>
                <Returns of={row} always />
                <span className="quiet">{format.date(row.returns_at)}</span>
              </span>
            ) : (
              <span className="quiet">{t("returnsNever")}</span>
            ),
          )}
        {fields
          .filter((field) => field.custom)
          .map((field) => {
            const value = row.fields[field.key]
            const shown = field.type === "link" ? row.linked?.[String(value ?? "")] : textOf(field, value)
            return line(field.key, value, shown)
          })}
      </dl>
    </section>
  )
}

interface LineProps extends Pick<LeadPartProps, "lead" | "actions"> {
  field: Field
  value: unknown
  shown: ReactNode
}

function Line({ lead, field, value, actions, shown }: LineProps) {
  const t = usePhrases(leadPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const users = useQuery(usersQuery).data ?? []
  const label = fieldLabel(words, field, "lead")
  const editable = lead.may_edit && field.editable && field.type !== "file"
  const save = (next: unknown) => {
    // What a link leads to is named by the server; a long text is not repeated.
    const told =
      next === null
        ? t("cleared", { field: label })
        : field.type === "link" || field.type === "long_text"
          ? t("changedPlain", { field: label })
          : t("changed", { field: label, value: textOf(field, next) })
    void actions.onSet({ [field.key]: next }, told)
  }
  return (
    <div className="lead-fact">
      <dt title={label}>{label}</dt>
      <dd>
        <EditableValue field={{ ...field, editable }} label={label} value={value} users={users} onSave={save}>
          {shown || <span className="quiet">—</span>}
        </EditableValue>
      </dd>
    </div>
  )
}

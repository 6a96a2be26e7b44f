// The values of a deal, each changed where it stands: with whom, whose, by when, what is next, own fields.

import type { Deal, Field } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { NextStep } from "../../kit/clock/NextStep"
import { useFieldText } from "../../kit/fieldText"
import { PersonLink } from "../../kit/PersonLink"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { usersQuery } from "../../kit/queries"
import { fieldLabel, useWords } from "../../kit/words"
import { Competitors } from "./Competitors"
import { dealPhrases } from "./dealPhrases"
import type { DealActions } from "./useDealActions"

interface DealFactsProps {
  deal: Deal
  fields: Field[]
  actions: DealActions
}

const PLAIN = ["amount", "currency", "probability", "source", "lost_reason"]

export function DealFacts({ deal, fields, actions }: DealFactsProps) {
  const t = usePhrases(dealPhrases)
  const format = useFormat()
  const textOf = useFieldText()
  const { row } = deal
  const line = (key: string, shown: ReactNode, value: unknown, beside?: ReactNode) => (
    <Line
      key={key}
      deal={deal}
      field={fields.find((one) => one.key === key)}
      keyed={key}
      value={value}
      actions={actions}
      beside={beside}
    >
      {shown}
    </Line>
  )
  const days = row.expected_on === null ? null : format.daysUntil(row.expected_on)
  return (
    <section className="deal-part" aria-label={t("facts")}>
      <dl className="deal-facts">
        {line(
          "person",
          null,
          row.person?.id,
          row.person && <PersonLink person={row.person} avatar={20} className="link" />,
        )}
        {line(
          "company",
          null,
          row.company?.id,
          row.company && (
            <Link to="/companies/$id" params={{ id: row.company.id }} className="link row">
              <Avatar id={row.company.id} initial={row.company.name.slice(0, 1)} size={20} square />
              <span className="cut">{row.company.name}</span>
            </Link>
          ),
        )}
        {line(
          "owner",
          row.owner && (
            <>
              <Avatar id={row.owner.id} initial={row.owner.initial ?? row.owner.name.slice(0, 1)} size={20} />
              {row.owner.name}
            </>
          ),
          row.owner?.id,
        )}
        {line(
          "expected_on",
          row.expected_on && (
            <>
              {format.calendarDay(row.expected_on)}
              {row.state === "open" && days !== null && (
                <span className={days < 0 ? "bad" : "quiet"}>
                  {days > 0 ? t("due", { n: days }) : days === 0 ? t("dueToday") : t("duePast", { n: -days })}
                </span>
              )}
            </>
          ),
          row.expected_on,
        )}
        {row.state === "open" && (
          <NextStep of={row} fields={fields} mayEdit={deal.may_edit} look="deal-fact" onSet={actions.onSet} />
        )}
        {PLAIN.map((key) => {
          const field = fields.find((one) => one.key === key)
          const value: unknown = Reflect.get(row, key)
          if (key === "lost_reason" && row.state !== "lost") return null
          const shown =
            key === "amount" && row.amount !== null
              ? format.money(row.amount, row.currency)
              : field && textOf(field, value)
          return line(key, shown, value)
        })}
        <Competitors deal={deal} actions={actions} />
        {fields
          .filter((field) => field.custom)
          .map((field) => {
            const value = row.fields[field.key]
            const shown = field.type === "link" ? row.linked?.[String(value ?? "")] : textOf(field, value)
            return line(field.key, shown, value)
          })}
      </dl>
    </section>
  )
}

interface LineProps extends Pick<DealFactsProps, "deal" | "actions"> {
  field: Field | undefined
  keyed: string
  value: unknown
  /** A link to what the value names, which stands in its place; the value is changed by the pencil. */
  beside?: ReactNode
  children: ReactNode
}

function Line({ deal, field, keyed, value, actions, beside, children }: LineProps) {
  const t = usePhrases(dealPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const users = useQuery(usersQuery).data ?? []
  const label = fieldLabel(words, field ?? { key: keyed }, "deal")
  const editable = deal.may_edit && field?.editable === true && field.type !== "file"
  if (!field) return null
  const save = (next: unknown) => {
    // What a link leads to is named by the server, once it has answered.
    const told =
      next === null
        ? t("cleared", { field: label })
        : field.type === "link"
          ? t("changedPlain", { field: label })
          : t("changed", { field: label, value: textOf(field, next) })
    void actions.onSet({ [keyed]: next }, told)
  }
  return (
    <div className="deal-fact">
      <dt title={label}>{label}</dt>
      <dd>
        {beside && <span className="deal-beside">{beside}</span>}
        <EditableValue field={{ ...field, editable }} label={label} value={value} users={users} onSave={save}>
          {beside ? editable && <Icon name="edit" size={14} /> : children ? children : <span className="quiet">—</span>}
        </EditableValue>
      </dd>
    </div>
  )
}

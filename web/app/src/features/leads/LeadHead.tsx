// What a lead is and where it stands: the name, what they want in their words, whose it is, and what can be done next.

import type { Field, Lead } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { usersQuery } from "../../kit/queries"
import { fieldLabel, useWords } from "../../kit/words"
import { isOpen } from "./columns"
import { LeadMarks, Returns } from "./LeadMarks"
import { LeadState } from "./LeadState"
import { leadPhrases } from "./leadPhrases"
import type { LeadActions } from "./useLeadActions"

interface LeadHeadProps {
  lead: Lead
  fields: Field[]
  actions: LeadActions
  /** The buttons. */
  children: ReactNode
}

export function LeadHead({ lead, fields, actions, children }: LeadHeadProps) {
  const t = usePhrases(leadPhrases)
  const words = useWords()
  const users = useQuery(usersQuery).data ?? []
  const { row } = lead
  const edit = (key: "name" | "company", shown: ReactNode) => {
    const field = fields.find((one) => one.key === key)
    if (!field) return shown
    const label = fieldLabel(words, field, "lead")
    return (
      <EditableValue
        field={{ ...field, editable: field.editable && lead.may_edit }}
        label={label}
        value={row[key]}
        users={users}
        onSave={(value) => {
          const text = value === null ? "" : String(value)
          if (key === "name" && text === "") return
          const said = text === "" ? t("cleared", { field: label }) : t("changed", { field: label, value: text })
          void actions.onSet({ [key]: value }, said)
        }}
      >
        {shown}
      </EditableValue>
    )
  }
  return (
    <header className="lead-top">
      <h1 className="lead-title">{edit("name", row.name)}</h1>
      {row.company && <p className="lead-company">{edit("company", <span className="soft">{row.company}</span>)}</p>}
      <p className="row is-wrap lead-marks">
        <LeadState state={row.state} />
        <LeadMarks of={row} />
        {isOpen(row) && <Returns of={row} />}
      </p>
      <Whose lead={lead} />
      {children}
      {lead.dispute && <DisputeLine lead={lead} />}
    </header>
  )
}

/** Who has it and since when, where it waits, or what became of it. */
function Whose({ lead: { row } }: { lead: Lead }) {
  const t = usePhrases(leadPhrases)
  const format = useFormat()
  if (row.state === "converted") {
    return (
      <p className="row lead-whose good">
        <Icon name="check" size={14} />
        {row.deal ? (
          <span className="cut">
            {t("became")}{" "}
            <Link to="/sales/$id" params={{ id: row.deal.id }} search={{}} className="link is-said">
              {row.deal.name}
            </Link>
          </span>
        ) : (
          t("convertedPlain")
        )}
      </p>
    )
  }
  if (row.state === "dropped") {
    return <p className="lead-whose soft">{row.reason ? t("droppedFor", { reason: row.reason }) : t("dropped")}</p>
  }
  if (!row.owner) {
    return (
      <p className="row lead-whose soft">
        <Icon name="sprout" size={14} />
        {row.pool ? t("waitsIn", { pool: row.pool.name }) : t("waitsNobody")}
      </p>
    )
  }
  const days = row.held_since ? format.daysAgo(row.held_since) : null
  return (
    <p className="row lead-whose">
      <Avatar id={row.owner.id} initial={row.owner.initial ?? row.owner.name.slice(0, 1)} size={20} />
      {t("heldBy", { who: row.owner.name })}
      {days !== null && (
        <span className="quiet" title={row.held_since ? format.moment(row.held_since) : undefined}>
          {days > 0 ? t("heldFor", { n: days }) : t("heldToday")}
        </span>
      )}
    </p>
  )
}

function DisputeLine({ lead: { dispute, row } }: { lead: Lead }) {
  const t = usePhrases(leadPhrases)
  if (!dispute) return null
  const open = row.disputed || dispute.outcome === null
  return (
    <Link to="/disputes/$id" params={{ id: dispute.id }} className={open ? "lead-dispute is-open" : "lead-dispute"}>
      <Icon name="scales" size={14} />
      <span className="grow">
        {open || !dispute.outcome ? t("disputedText") : t("decidedText", { outcome: t(`outcome.${dispute.outcome}`) })}
      </span>
      <span className="link nowrap">{t("seeDispute")}</span>
    </Link>
  )
}

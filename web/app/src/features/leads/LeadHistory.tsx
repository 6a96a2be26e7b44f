// What was changed of a lead; a pool by its name.

import { api } from "@api/client"
import type { Lead } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { RecordHistory } from "../../kit/history/RecordHistory"
import { poolsQuery } from "../../kit/leads"
import type { LeadActions } from "./useLeadActions"

interface LeadHistoryProps {
  lead: Lead
  actions: LeadActions
}

const MOMENTS = ["next_at", "protected_until", "returns_at", "held_since"]

export function LeadHistory({ lead, actions }: LeadHistoryProps) {
  const format = useFormat()
  const pools = useQuery(poolsQuery).data
  const { id } = lead.row
  return (
    <RecordHistory
      className="lead-part"
      object="lead"
      queryKey={["lead-changes", id]}
      read={(cursor) => api.leads.changes(id, cursor)}
      mayUndo={lead.may_edit}
      valueText={(key, value) =>
        key === "pool"
          ? pools?.find((one) => one.id === value)?.name
          : MOMENTS.includes(key) && typeof value === "string"
            ? format.moment(value)
            : undefined
      }
      onUndo={actions.onUndo}
    />
  )
}

// What was changed of a deal; a stage by its name.

import { api } from "@api/client"
import type { Deal } from "@api/contract"
import { useFormat } from "@ui/format"
import { RecordHistory } from "../../kit/history/RecordHistory"
import type { DealActions } from "./useDealActions"

interface DealHistoryProps {
  deal: Deal
  actions: DealActions
}

export function DealHistory({ deal, actions }: DealHistoryProps) {
  const format = useFormat()
  const { id } = deal.row
  return (
    <RecordHistory
      className="deal-part"
      object="deal"
      queryKey={["deal-changes", id]}
      read={(cursor) => api.deals.changes(id, cursor)}
      mayUndo={deal.may_edit}
      valueText={(key, value) =>
        key === "stage"
          ? deal.stages.find((one) => one.id === value)?.name
          : key === "next_at" && typeof value === "string"
            ? format.moment(value)
            : undefined
      }
      onUndo={actions.onUndo}
    />
  )
}

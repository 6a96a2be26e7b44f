import { api } from "@api/client"
import { RecordHistory } from "../../../kit/history/RecordHistory"
import type { HandPartProps } from "./HandDeliveries"

/** What was changed of an order. */
export function HandHistory({ order, actions }: HandPartProps) {
  const { id } = order.row
  return (
    <RecordHistory
      className="record-part"
      object="order"
      queryKey={["order-changes", id]}
      read={(cursor) => api.orders.changes(id, cursor)}
      mayUndo={order.may_edit}
      onUndo={actions.onUndo}
    />
  )
}

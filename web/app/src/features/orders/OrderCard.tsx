import type { OrderRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { OrderStatus } from "../../kit/OrderStatus"

/** An order on a phone; the whole card opens it. */
export function OrderCard({ row, items }: { row: OrderRow; items: string | null }) {
  const format = useFormat()
  return (
    <Link to="/orders/$order" params={{ order: row.id }} search={{}} className="row-card">
      <span className="stack grow">
        <span className="row" style={{ gap: 6 }}>
          <span className="row-card-name cut">{row.person?.name ?? row.number}</span>
          <OrderStatus status={row.status} />
        </span>
        <span className="small cut">{items ?? row.number}</span>
      </span>
      <span className="row-card-end small">
        <span className="order-amount">{format.money(row.amount, row.currency)}</span>
        <time title={format.moment(row.placed_at)}>{format.shortDate(row.placed_at)}</time>
      </span>
    </Link>
  )
}

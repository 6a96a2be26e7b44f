// Orders by the day they were placed or last changed. An order's times are those of the shop, so nothing is moved here.

import { api } from "@api/client"
import type { Field, OrderRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Calendar } from "../../kit/calendar/Calendar"
import type { LayoutSearch } from "../../kit/layout/layout"

interface OrderCalendarProps {
  field: Field
  filter: string
  q: string | undefined
  look: LayoutSearch
  phone: boolean
  onLook: (look: { at?: string; span?: string }) => void
  onOpenDay: (filter: string) => void
}

export function OrderCalendar({ field, filter, q, look, phone, onLook, onOpenDay }: OrderCalendarProps) {
  const format = useFormat()
  return (
    <Calendar
      field={field}
      queryKey={["orders", filter, q ?? ""]}
      days={(params, signal) => api.orders.days({ ...params, filter, q }, signal)}
      rowKey={(row) => row.id}
      nameOf={(row) => row.number}
      value={(row) => Reflect.get(row, field.key)}
      entry={(row) => <OrderEntry row={row} phone={phone} amount={format.money(row.amount, row.currency, true)} />}
      onMove={undefined}
      onOpenDay={onOpenDay}
      at={look.at}
      span={look.span}
      onLook={onLook}
      phone={phone}
    />
  )
}

/** Who ordered for how much; it opens the order. */
function OrderEntry({ row, phone, amount }: { row: OrderRow; phone: boolean; amount: string }) {
  const text = `${row.person?.name ?? row.number} ${amount}`
  return (
    <Link
      to={phone ? "/orders/$order" : "/orders"}
      params={phone ? { order: row.id } : {}}
      search={(now) => (phone ? {} : { ...now, panel: row.id })}
      title={`${row.number} · ${text}`}
    >
      {text}
    </Link>
  )
}

// Orders on a board: by their state, which follows from the shop and is only looked at, or by a field of one's own,
// which moving a card changes.

import { api } from "@api/client"
import type { Field, OrderRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Board } from "../../kit/layout/Board"
import { OrderStatus } from "../../kit/OrderStatus"
import { useItems } from "./columns"
import { ordersQuery } from "./ordersQuery"

interface OrderBoardProps {
  filter: string
  q: string | undefined
  sort: string | undefined
  field: Field
  mayEdit: boolean
  labelOf: (value: string) => string
  choices: readonly string[] | undefined
}

export function OrderBoard({ filter, q, sort, field, mayEdit, labelOf, choices }: OrderBoardProps) {
  const format = useFormat()
  const items = useItems()
  return (
    <Board<OrderRow>
      filter={filter}
      q={q}
      field={field}
      mayEdit={mayEdit}
      cards={{
        queryKey: "orders",
        groups: api.orders.groups,
        list: (part) => ordersQuery({ filter: part, q, sort }),
        set: api.orders.set,
        nameOf: (row) => row.number,
        ...(!field.custom && { labelOf, choices }),
        head: ({ id, person, number }, link) => (
          <Link
            ref={link}
            to="/orders"
            search={(now) => ({ ...now, panel: id })}
            className="medium cut grow"
            title={number}
          >
            {person?.name ?? number}
          </Link>
        ),
        rest: (row) => (
          <>
            <span className="row small quiet">
              <span className="cut grow" title={row.number}>
                {items(row) ?? row.number}
              </span>
              {field.key !== "status" && <OrderStatus status={row.status} />}
            </span>
            <span className="row small quiet">
              <time className="grow" title={format.moment(row.placed_at)}>
                {format.shortDate(row.placed_at)}
              </time>
              {format.money(row.amount, row.currency)}
            </span>
          </>
        ),
      }}
    />
  )
}

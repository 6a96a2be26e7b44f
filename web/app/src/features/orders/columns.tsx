// The columns of the list of orders: what each shows, copies and adds up.

import type { Field, OrderRow } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { GridColumn } from "../../kit/DataGrid"
import { OrderStatus } from "../../kit/OrderStatus"
import { PersonLink } from "../../kit/PersonLink"
import { channelLabel, useWords } from "../../kit/words"
import { orderPhrases } from "./phrases"

/** What was ordered, in a line. */
export function useItems(): (row: OrderRow) => string | null {
  const t = usePhrases(orderPhrases)
  return (row) => {
    const [line] = row.lines
    if (!line) return null
    return row.lines.length === 1 ? line.name : t("linesMore", { name: line.name, n: row.lines.length })
  }
}

export function useOrderColumns(fields: Field[]): GridColumn<OrderRow>[] {
  const t = usePhrases(orderPhrases)
  const words = useWords()
  const format = useFormat()
  const items = useItems()
  const held = (key: keyof OrderRow): Partial<GridColumn<OrderRow>> => ({
    field: fields.find((field) => field.key === key),
    value: (row) => row[key],
  })
  return [
    {
      key: "number",
      label: words("field.number"),
      width: "minmax(132px, 1fr)",
      sortable: true,
      ...held("number"),
      cell: (row) => (
        <span className="medium" title={row.number}>
          {row.number}
        </span>
      ),
    },
    {
      key: "person",
      label: words("field.person"),
      width: "minmax(120px, 1fr)",
      text: (row) => row.person?.name ?? "",
      cell: (row) => row.person && <PersonLink person={row.person} avatar={20} className="name" />,
    },
    {
      key: "status",
      label: words("field.status"),
      width: "minmax(80px, .7fr)",
      sortable: true,
      ...held("status"),
      text: (row) => words.maybe(`order.${row.status}`) ?? row.status,
      cell: (row) => <OrderStatus status={row.status} />,
    },
    {
      key: "channel",
      label: words("field.channel"),
      width: "minmax(72px, .7fr)",
      sortable: true,
      ...held("channel"),
      text: (row) => channelLabel(words, row.channel),
      cell: (row) => channelLabel(words, row.channel),
    },
    {
      key: "lines",
      label: t("lines"),
      width: "minmax(160px, 2fr)",
      text: (row) => row.lines.map((line) => line.name).join(", "),
      cell: (row) => <span title={row.lines.map((line) => line.name).join(" · ")}>{items(row)}</span>,
    },
    {
      key: "quantity",
      label: words("field.quantity"),
      width: "minmax(48px, .4fr)",
      figure: true,
      sortable: true,
      ...held("quantity"),
      cell: (row) => row.quantity !== null && format.number(row.quantity),
    },
    {
      key: "amount",
      label: words("field.amount"),
      width: "minmax(96px, .8fr)",
      figure: true,
      sortable: true,
      ...held("amount"),
      cell: (row) => <span className="medium">{format.money(row.amount, row.currency)}</span>,
    },
    {
      key: "placed_at",
      label: words("field.placed_at"),
      width: "minmax(120px, 1fr)",
      sortable: true,
      ...held("placed_at"),
      cell: (row) => (
        <time
          title={format.moment(row.placed_at)}
        >{`${format.shortDate(row.placed_at)} ${format.time(row.placed_at)}`}</time>
      ),
    },
  ]
}

// The columns of the list of orders: what each shows, copies and adds up.

import type { Field, OrderRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { GridColumn } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { OrderStatus } from "../../kit/OrderStatus"
import { ownCell, ownColumn } from "../../kit/ownColumn"
import { PersonLink } from "../../kit/PersonLink"
import { channelLabel, fieldLabel, useWords } from "../../kit/words"
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

/** The number, which always stands first, and the others; those of fields of one's own are edited where they stand. */
export function useOrderColumns(fields: Field[], mayEdit: boolean): [GridColumn<OrderRow>, GridColumn<OrderRow>[]] {
  const t = usePhrases(orderPhrases)
  const words = useWords()
  const format = useFormat()
  const items = useItems()
  const textOf = useFieldText()
  const held = (key: keyof OrderRow): Partial<GridColumn<OrderRow>> => ({
    field: fields.find((field) => field.key === key),
    value: (row) => row[key],
  })
  const numbered: GridColumn<OrderRow> = {
    key: "number",
    label: words("field.number"),
    width: "minmax(132px, 1fr)",
    sortable: true,
    opens: true,
    ...held("number"),
    cell: (row) => (
      <Link to="." search={(now) => ({ ...now, panel: row.id })} className="name" title={row.number}>
        <span className="cut">{row.number}</span>
      </Link>
    ),
  }
  const others: GridColumn<OrderRow>[] = [
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
      currency: (row) => row.currency,
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
    {
      key: "currency",
      label: words("field.currency"),
      width: "minmax(56px, .4fr)",
      sortable: true,
      ...held("currency"),
      cell: (row) => row.currency,
    },
    {
      key: "updated_at",
      label: words("field.updated_at"),
      width: "minmax(88px, .8fr)",
      sortable: true,
      ...held("updated_at"),
      cell: (row) => <time title={format.moment(row.updated_at)}>{format.shortDate(row.updated_at)}</time>,
    },
    ...fields
      .filter((field) => field.custom)
      .map(
        (field): GridColumn<OrderRow> => ({
          ...ownColumn(field),
          field,
          value: (row) => row.fields[field.key],
          editable: mayEdit && field.editable,
          ...(field.type === "money" && { currency: (row: OrderRow) => row.currency }),
          ...(field.type === "link" && {
            text: (row: OrderRow) => row.linked?.[String(row.fields[field.key] ?? "")] ?? "",
          }),
          label: fieldLabel(words, field),
          cell: (row) => ownCell(field, row.fields[field.key], textOf, row.linked),
        }),
      ),
  ]
  return [numbered, others]
}

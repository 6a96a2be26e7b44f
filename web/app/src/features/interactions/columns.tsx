// The columns of the list of interactions. What happened is only read; fields of one's own are edited where they stand.

import type { Field, InteractionRow } from "@api/contract"
import { useFormat } from "@ui/format"
import type { GridColumn } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { ownCell, ownColumn } from "../../kit/ownColumn"
import { PersonLink } from "../../kit/PersonLink"
import { channelLabel, fieldLabel, useWords } from "../../kit/words"

/** What happened, in a line. */
export const saidIn = (row: InteractionRow): string => row.title ?? row.text ?? row.object_id ?? ""

/** When, which always stands first, and the others. */
export function useInteractionColumns(
  fields: Field[],
  mayEdit: boolean,
): [GridColumn<InteractionRow>, GridColumn<InteractionRow>[]] {
  const words = useWords()
  const format = useFormat()
  const textOf = useFieldText()
  const held = (key: keyof InteractionRow & string): Partial<GridColumn<InteractionRow>> => ({
    field: fields.find((field) => field.key === key),
    value: (row) => row[key],
    label: words.maybe(`field.${key}`) ?? key,
  })
  const kindOf = (row: InteractionRow) => words.maybe(`kind.${row.kind}`) ?? row.kind
  const directionOf = (row: InteractionRow) => words.maybe(`direction.${row.direction}`) ?? row.direction
  const timed: GridColumn<InteractionRow> = {
    key: "occurred_at",
    width: "minmax(120px, .9fr)",
    sortable: true,
    opens: true,
    ...held("occurred_at"),
    label: words("field.occurred_at"),
    cell: (row) => (
      <time
        title={format.moment(row.occurred_at)}
      >{`${format.shortDate(row.occurred_at)} ${format.time(row.occurred_at)}`}</time>
    ),
  }
  const others: GridColumn<InteractionRow>[] = [
    {
      key: "who",
      label: words("field.who"),
      width: "minmax(112px, 1fr)",
      text: (row) => row.who?.name ?? "",
      cell: (row) => row.who && <PersonLink person={row.who} avatar={20} className="name" />,
    },
    {
      key: "kind",
      width: "minmax(80px, .6fr)",
      ...held("kind"),
      label: words("field.kind"),
      text: kindOf,
      cell: kindOf,
    },
    {
      key: "channel",
      width: "minmax(72px, .6fr)",
      ...held("channel"),
      label: words("field.channel"),
      text: (row) => channelLabel(words, row.channel),
      cell: (row) => channelLabel(words, row.channel),
    },
    {
      key: "direction",
      width: "minmax(48px, .4fr)",
      ...held("direction"),
      label: words("field.direction"),
      text: directionOf,
      cell: directionOf,
    },
    {
      key: "title",
      label: words("field.title"),
      width: "minmax(180px, 2.4fr)",
      text: saidIn,
      cell: (row) => <span title={row.text ?? saidIn(row)}>{saidIn(row)}</span>,
    },
    {
      key: "amount",
      width: "minmax(88px, .6fr)",
      figure: true,
      ...held("amount"),
      label: words("field.amount"),
      currency: (row) => row.currency,
      cell: (row) => row.amount !== null && row.currency !== null && format.money(row.amount, row.currency),
    },
    {
      key: "object_id",
      width: "minmax(88px, .8fr)",
      ...held("object_id"),
      label: words("field.object_id"),
      cell: (row) => row.object_id && <span title={row.object_id}>{row.object_id}</span>,
    },
    ...fields
      .filter((field) => field.custom)
      .map(
        (field): GridColumn<InteractionRow> => ({
          ...ownColumn(field),
          field,
          value: (row) => row.fields[field.key],
          editable: mayEdit && field.editable,
          ...(field.type === "money" && { currency: (row: InteractionRow) => row.currency }),
          ...(field.type === "link" && {
            text: (row: InteractionRow) => row.linked?.[String(row.fields[field.key] ?? "")] ?? "",
          }),
          label: fieldLabel(words, field),
          cell: (row) => ownCell(field, row.fields[field.key], textOf, row.linked),
        }),
      ),
  ]
  return [timed, others]
}

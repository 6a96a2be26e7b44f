// The columns of the people list: what each shows, how wide, how it is sorted.

import type { Field, PersonRow } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import type { Format } from "@ui/format"
import type { ReactNode } from "react"
import { displayPhone } from "../../kit/contact"
import { ownCell, ownColumn, type TextOf } from "../../kit/ownColumn"
import { DueDay } from "../../kit/review/DueDay"
import { spentText } from "../../kit/spent"
import { Tag } from "../../kit/Tag"
import { TierTag } from "../../kit/TierTag"
import { type useWords, valueLabel } from "../../kit/words"
import { ActiveChance, ClassTag, ExpectedDay } from "../../kit/worth/marks"

export interface Column {
  key: string
  /** A CSS grid track. */
  width: string
  figure?: boolean
  sortable: boolean
  cell: (row: PersonRow, format: Format, words: ReturnType<typeof useWords>) => ReactNode
}

export const COLUMNS: Column[] = [
  { key: "city", width: "minmax(64px, .7fr)", sortable: true, cell: (row) => row.city },
  {
    key: "tier",
    width: "minmax(76px, .7fr)",
    sortable: true,
    cell: (row) => row.tier && <TierTag tier={row.tier} />,
  },
  { key: "phone", width: "minmax(116px, 1fr)", sortable: true, cell: (row) => row.phone && displayPhone(row.phone) },
  {
    key: "email",
    width: "minmax(108px, 1.5fr)",
    sortable: true,
    cell: (row) => row.email && <span title={row.email}>{row.email}</span>,
  },
  {
    key: "tags",
    width: "minmax(104px, 1.4fr)",
    sortable: false,
    cell: (row) => (
      <span className="tags" title={row.tags.join(" · ")}>
        {row.tags.map((tag) => (
          <Tag key={tag} tag={tag} />
        ))}
      </span>
    ),
  },
  {
    key: "interaction_count",
    width: "minmax(56px, .5fr)",
    figure: true,
    sortable: true,
    cell: (row, format) => row.interaction_count !== null && format.number(row.interaction_count),
  },
  {
    key: "order_count",
    width: "minmax(52px, .5fr)",
    figure: true,
    sortable: true,
    cell: (row, format) => row.order_count !== null && row.order_count > 0 && format.number(row.order_count),
  },
  {
    key: "order_total",
    width: "minmax(84px, .8fr)",
    figure: true,
    sortable: true,
    cell: (row, format) => spentText(row, format),
  },
  {
    key: "last_seen_at",
    width: "minmax(96px, .8fr)",
    sortable: true,
    cell: (row, format) =>
      row.last_seen_at && <time title={format.moment(row.last_seen_at)}>{format.ago(row.last_seen_at)}</time>,
  },
  {
    key: "owner",
    width: "minmax(92px, .8fr)",
    sortable: true,
    cell: (row) =>
      row.owner && (
        <span className="row" style={{ gap: 6 }}>
          <Avatar id={row.owner.id} initial={row.owner.name.slice(0, 1)} size={20} />
          <span className="cut">{row.owner.name}</span>
        </span>
      ),
  },
  {
    key: "lifecycle",
    width: "minmax(84px, .7fr)",
    sortable: true,
    cell: (row, _, words) => row.lifecycle && valueLabel(words, "lifecycle", row.lifecycle),
  },
  {
    key: "territory",
    width: "minmax(96px, .9fr)",
    sortable: true,
    cell: (row) => row.territory,
  },
  { key: "region", width: "minmax(72px, .7fr)", sortable: true, cell: (row) => row.region },
  { key: "member_no", width: "minmax(100px, .8fr)", sortable: true, cell: (row) => row.member_no },
  {
    key: "worth_next",
    width: "minmax(84px, .8fr)",
    figure: true,
    sortable: true,
    cell: (row, format) => row.worth_next !== null && format.money(row.worth_next, row.currency, true),
  },
  {
    key: "worth_active",
    width: "minmax(96px, .8fr)",
    figure: true,
    sortable: true,
    cell: (row) => row.worth_active !== null && <ActiveChance percent={row.worth_active} />,
  },
  {
    key: "worth_class",
    width: "minmax(76px, .5fr)",
    sortable: true,
    cell: (row) => row.worth_class && <ClassTag name={row.worth_class} />,
  },
  {
    key: "next_order_at",
    width: "minmax(156px, 1.1fr)",
    sortable: true,
    cell: (row) => row.next_order_at && <ExpectedDay at={row.next_order_at} />,
  },
  {
    key: "need_count",
    width: "minmax(104px, .5fr)",
    figure: true,
    sortable: true,
    cell: (row, format) => row.need_count !== null && row.need_count > 0 && format.number(row.need_count),
  },
  {
    key: "reviewed_on",
    width: "minmax(96px, .8fr)",
    sortable: true,
    cell: (row, format) => row.reviewed_on && format.calendarDay(row.reviewed_on),
  },
  {
    key: "review_on",
    width: "minmax(184px, 1.2fr)",
    sortable: true,
    cell: (row) => row.review_on && <DueDay on={row.review_on} />,
  },
  {
    key: "created_at",
    width: "minmax(88px, .8fr)",
    sortable: true,
    cell: (row, format) => format.date(row.created_at),
  },
]

/** A column for a field that people made themselves. */
export const customColumn = (field: Field, textOf: TextOf): Column => ({
  ...ownColumn(field),
  cell: ({ fields, linked }) => ownCell(field, fields[field.key], textOf, linked),
})

export const SHOWN_FIRST = [
  "city",
  "tier",
  "phone",
  "email",
  "tags",
  "interaction_count",
  "order_count",
  "order_total",
  "last_seen_at",
  "owner",
]

// What goes first when the side panel takes its place.
const DROPPED = [
  "next_order_at",
  "worth_class",
  "worth_active",
  "worth_next",
  "need_count",
  "reviewed_on",
  "review_on",
  "created_at",
  "region",
  "lifecycle",
  "tags",
  "member_no",
  "email",
  "owner",
  "interaction_count",
  "tier",
]

/** As many of the chosen columns as fit in a width. */
export function fittingColumns(
  columns: Column[],
  keys: string[],
  width: number,
  widths: Record<string, number>,
): string[] {
  const least = (key: string) => {
    const own = widths[key]
    if (own !== undefined) return own + 16
    const track = columns.find((column) => column.key === key)?.width ?? ""
    return Number(/minmax\((\d+)/.exec(track)?.[1] ?? 80) + 16
  }
  let shown = keys
  // Columns for one's own fields go before those everybody starts with.
  const own = keys.filter((key) => key.startsWith("x_")).toReversed()
  for (const drop of [...own, ...DROPPED]) {
    const sum = shown.reduce((total, key) => total + least(key), 240)
    if (sum <= width) break
    shown = shown.filter((key) => key !== drop)
  }
  return shown
}

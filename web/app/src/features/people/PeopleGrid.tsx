// People as a table: the columns somebody chose, a box to select, a name that opens the person beside the list.

import type { Field, PersonRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import type { Ref } from "react"
import type { CellWrites } from "../../kit/cells/useCellWrites"
import { displayPhone } from "../../kit/contact"
import { DataGrid, type GridColumn, type GridHandle, type GridLine } from "../../kit/DataGrid"
import { useFieldText } from "../../kit/fieldText"
import { listPhrases } from "../../kit/list/phrases"
import { pickColumn } from "../../kit/list/pickColumn"
import { isIdName } from "../../kit/personName"
import { DueDay } from "../../kit/review/DueDay"
import { spentText } from "../../kit/spent"
import { TierTag } from "../../kit/TierTag"
import type { Columns } from "../../kit/useColumns"
import { fieldLabel, useWords } from "../../kit/words"
import { type Column, fittingColumns } from "./columns"
import { peoplePhrases } from "./phrases"

interface PeopleGridProps {
  rows: PersonRow[]
  /** Rows among the heads of groups. */
  lines: GridLine[] | undefined
  more: boolean
  total: number
  /** Every column there is. */
  known: Column[]
  /** Those shown. */
  chosen: Columns
  fields: Field[]
  mayEdit: boolean
  write: CellWrites<PersonRow>
  sort: string | undefined
  phone: boolean
  current: number
  openId: string | undefined
  picked: ReadonlySet<string>
  onSort: (sort: string | undefined) => void
  /** With the shift key, from the row picked last. */
  onPick: (id: string, range: boolean) => void
  onPickAll: (on: boolean) => void
  onCurrent: (index: number) => void
  onEnd: () => void
  handle: Ref<GridHandle>
}

// The navigation and the side panel, as in the stylesheets.
const [NAV_WIDTH, PANEL_WIDTH] = [200, 408]

const idOf = (row: PersonRow) => row.id

export function PeopleGrid(props: PeopleGridProps) {
  const { known, picked, onPick, onPickAll, openId, fields, mayEdit, ...grid } = props
  const { keys, widths } = grid.chosen
  const fitting = openId ? fittingColumns(known, keys, window.innerWidth - NAV_WIDTH - PANEL_WIDTH, widths) : keys
  const t = usePhrases(peoplePhrases)
  const inList = usePhrases(listPhrases)
  const words = useWords()
  const format = useFormat()
  const textOf = useFieldText()
  const nameField = fields.find((field) => field.key === "name")
  const shown: GridColumn<PersonRow>[] = [
    pickColumn({ rows: grid.rows, picked, onPick, onPickAll, nameOf: (row) => row.name, t: inList }),
    {
      key: "name",
      label: words("field.name"),
      width: "minmax(136px, 1.6fr)",
      sortable: true,
      opens: true,
      ...(nameField ? heldBy(nameField, mayEdit) : { text: (row) => row.name }),
      cell: (row) => (
        <span className="name">
          <Avatar id={row.id} initial={row.initial} />
          <Link to="/people" search={(now) => ({ ...now, panel: row.id })} className="cut" title={row.name}>
            <PersonName name={row.name} />
          </Link>
        </span>
      ),
    },
    ...fitting
      .flatMap((chosenKey) => known.find((column) => column.key === chosenKey) ?? [])
      .map(({ key, width, figure, sortable, cell }): GridColumn<PersonRow> => {
        const field = fields.find((one) => one.key === key)
        return {
          key,
          loose: true,
          width,
          figure,
          sortable,
          label: fieldLabel(words, { key, label: field?.label }),
          ...(field && heldBy(field, mayEdit)),
          // A choice among the built-in fields names its option.
          cell: (row) =>
            field?.type === "choice" && !field.custom ? textOf(field, heldIn(row, field)) : cell(row, format, words),
        }
      }),
  ]
  return (
    <DataGrid
      {...grid}
      label={t("title")}
      columns={shown}
      rowKey={idOf}
      openKey={openId}
      picked={picked}
      pinned={2}
      card={(row) => (
        <PersonCard
          row={row}
          due={grid.sort?.endsWith("review_on") ? row.review_on : null}
          picked={picked.has(row.id)}
          onPick={() => onPick(row.id, false)}
        />
      )}
    />
  )
}

/** What a row holds in a field, as it is edited and copied. */
function heldIn(row: PersonRow, field: Field): unknown {
  if (field.custom) return row.fields[field.key]
  return field.key === "owner" ? row.owner?.id : Reflect.get(row, field.key)
}

/** How the cells of a column are copied, added up, pasted and edited. */
function heldBy(field: Field, mayEdit: boolean): Partial<GridColumn<PersonRow>> {
  const linked = (row: PersonRow) => {
    const id = String(row.fields[field.key] ?? "")
    return row.linked?.[id] ?? id
  }
  return {
    field,
    value: (row) => heldIn(row, field),
    editable: mayEdit && field.editable && field.type !== "file",
    ...(field.key === "order_total" && { currency: (row: PersonRow) => row.currency }),
    ...(field.type === "link" && { text: linked }),
    ...(field.key === "owner" && { text: (row: PersonRow) => row.owner?.name ?? "" }),
  }
}

function PersonName({ name }: { name: string }) {
  const t = usePhrases(peoplePhrases)
  if (name !== "" && !isIdName(name)) return name
  return (
    <span className="nameless">
      {t("noName")} {name}
    </span>
  )
}

interface PersonCardProps {
  row: PersonRow
  /** When their file is due, where the list is sorted by that. */
  due: string | null
  picked: boolean
  onPick: () => void
}

/** A person under the thumb: the avatar selects, the rest opens. */
function PersonCard({ row, due, picked, onPick }: PersonCardProps) {
  const t = usePhrases(listPhrases)
  const format = useFormat()
  return (
    <span className="row-card is-picking">
      {/* The button lies over the avatar, so that its name need not hold the avatar's letter. */}
      <span className="card-pick">
        {picked ? <Icon name="check" size={20} /> : <Avatar id={row.id} initial={row.initial} size={36} />}
        <button
          type="button"
          className="card-pick-button"
          aria-pressed={picked}
          aria-label={t("selectRow", { name: row.name })}
          onClick={onPick}
        />
      </span>
      <Link
        to="/people/$id"
        params={{ id: row.id }}
        search={(now) => ({ filter: now.filter, q: now.q, sort: now.sort })}
        className="card-open"
      >
        <span className="stack grow">
          <span className="row" style={{ gap: 6 }}>
            <span className="row-card-name cut">
              <PersonName name={row.name} />
            </span>
            {row.tier && <TierTag tier={row.tier} />}
          </span>
          <span className="small cut">
            {[row.city, row.phone ? displayPhone(row.phone) : row.email].filter(Boolean).join(" · ")}
          </span>
        </span>
        <span className="row-card-end small">
          {due ? <DueDay on={due} brief /> : row.last_seen_at && <time>{format.ago(row.last_seen_at)}</time>}
          <span>{spentText(row, format)}</span>
        </span>
      </Link>
    </span>
  )
}

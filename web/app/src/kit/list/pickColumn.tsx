// The column of boxes with which rows are selected, and the box over it that takes all of them.

import type { usePhrases } from "@ui/phrases"
import type { GridColumn } from "../DataGrid"
import type { listPhrases } from "./phrases"

interface Picking<Row> {
  rows: Row[]
  picked: ReadonlySet<string>
  /** With the shift key, from the row picked last. */
  onPick: (id: string, range: boolean) => void
  onPickAll: (on: boolean) => void
  nameOf: (row: Row) => string
  t: ReturnType<typeof usePhrases<NonNullable<(typeof listPhrases)["source"]>>>
}

export function pickColumn<Row extends { id: string }>(picking: Picking<Row>): GridColumn<Row> {
  const { rows, picked, onPick, onPickAll, nameOf, t } = picking
  const all = rows.length > 0 && rows.every((row) => picked.has(row.id))
  const some = rows.some((row) => picked.has(row.id))
  return {
    key: "pick",
    label: t("selection"),
    quiet: true,
    width: "16px",
    head: (
      <label className="pick-cell">
        <input
          type="checkbox"
          className="pick"
          checked={all}
          ref={(box) => {
            if (box) box.indeterminate = some && !all
          }}
          aria-label={t("selectAll")}
          title={t("selectAll")}
          onChange={() => onPickAll(!all)}
        />
      </label>
    ),
    cell: (row) => (
      <label className="pick-cell">
        <input
          type="checkbox"
          className="pick"
          checked={picked.has(row.id)}
          aria-label={t("selectRow", { name: nameOf(row) })}
          onChange={(event) => onPick(row.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
        />
      </label>
    ),
  }
}

// One row of the table: its cells, or its card on a phone. A cell that is being edited holds the field's own control.
// While the table scrolls, a row that is what it was is not drawn again: all of them together would miss frames.

import { type CSSProperties, type KeyboardEvent, memo, type ReactNode, useRef } from "react"
import type { useCells } from "./cells/useCells"
import type { CellWrites } from "./cells/useCellWrites"
import type { GridColumn } from "./DataGrid"
import { EditableValue } from "./portrait/EditableValue"

interface GridRowProps<Row> {
  /** The table's id, from which cells have theirs. */
  id: string
  row: Row
  at: number
  line: number
  className: string
  style: CSSProperties
  columns: GridColumn<Row>[]
  card: ((row: Row) => ReactNode) | undefined
  cells: ReturnType<typeof useCells>
  /** What is selected in this row, and how columns stand, as text to compare. */
  marks: string
  layout: string
  lookOf: (column: number) => string
  placeOf: (column: number) => CSSProperties | undefined
  write: CellWrites<Row> | undefined
  onCurrent: ((index: number) => void) | undefined
}

function GridRowOf<Row>(props: GridRowProps<Row>) {
  const { id, row, at, columns, cells, write } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside and the page's keys do what the click does.
    // biome-ignore lint/a11y/useFocusableInteractive: the table as a whole takes the focus.
    <div
      role="row"
      aria-rowindex={props.line + 2}
      className={cells.editing?.row === at ? `${props.className} is-editing` : props.className}
      style={props.style}
      onClick={() => props.onCurrent?.(at)}
    >
      {props.card ? (
        <span role="cell" className="grid-whole">
          {props.card(row)}
        </span>
      ) : (
        columns.map((column, index) => {
          const editing = cells.editing?.row === at && cells.editing.column === index
          const look = cells.look(at, index)
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the table has the focus and says which cell is active.
            <div
              key={column.key}
              role="gridcell"
              id={`${id}-${at}-${index}`}
              aria-colindex={index + 1}
              aria-selected={look !== "" || undefined}
              aria-readonly={write && column.value ? !column.editable : undefined}
              data-cell={column.value || column.text ? `${at} ${index}` : undefined}
              className={["cell", props.lookOf(index), look, editing && "is-editing"].filter(Boolean).join(" ")}
              style={props.placeOf(index)}
            >
              {editing && column.field && column.value && write ? (
                <CellEditor row={row} column={column} write={write} leave={cells.leave} />
              ) : (
                <span className={write && column.editable ? "cell-body cell-edit" : "cell-body"}>
                  {column.cell(row)}
                </span>
              )}
            </div>
          )
        })
      )}
    </div>
  )
}

/** The functions of a table are new each time it is drawn; what they answer for a row is in `marks` and `layout`. */
function sameRow<Row>(was: GridRowProps<Row>, now: GridRowProps<Row>): boolean {
  // The editor's ways out go on from where the selection is now.
  if (now.cells.editing?.row === now.at) return false
  return (
    was.row === now.row &&
    was.at === now.at &&
    was.line === now.line &&
    was.className === now.className &&
    was.style.transform === now.style.transform &&
    was.style.height === now.style.height &&
    was.columns === now.columns &&
    was.card === now.card &&
    was.marks === now.marks &&
    was.layout === now.layout &&
    was.write === now.write &&
    was.onCurrent === now.onCurrent
  )
}

export const GridRow = memo(GridRowOf, sameRow) as typeof GridRowOf

interface CellEditorProps<Row> {
  row: Row
  column: GridColumn<Row>
  write: CellWrites<Row>
  leave: (key?: string) => void
}

function CellEditor<Row>({ row, column, write, leave }: CellEditorProps<Row>) {
  const { field, value } = column
  // Which key ended the edit: Enter goes on below, Tab beside, Escape stays.
  const ended = useRef<string | undefined>(undefined)
  // What stood here when editing began; that is what a colleague's change is held against.
  const seen = useRef(value?.(row))
  if (!field || !value) return null
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === "Tab") {
      event.preventDefault()
      ended.current = event.shiftKey ? "Shift+Tab" : "Tab"
      if (event.target instanceof HTMLElement) event.target.blur()
    } else if (event.key === "Enter" || event.key === "Escape") ended.current = event.key
  }
  const held = value(row)
  return (
    <span className="cell-body" onKeyDownCapture={onKeyDown}>
      <EditableValue
        field={field}
        label={column.label}
        // Tags are written as words with commas between them.
        value={Array.isArray(held) && !field.custom ? held.join(", ") : held}
        users={write.users}
        open
        onCancel={() => leave(ended.current)}
        onSave={(next) => {
          leave(ended.current)
          write.set(row, field, next, seen.current)
        }}
      >
        {null}
      </EditableValue>
    </span>
  )
}

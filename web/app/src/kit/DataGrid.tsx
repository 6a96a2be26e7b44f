// A virtual table of rows of one height: people, companies, orders. It knows columns and rows, not what they mean.
// Its cells are walked by keys, selected by the rectangle, copied; where it is given `write`, also pasted and edited.

import "./grid.css"
import "./cells/cells.css"
import type { Field } from "@api/contract"
import { useVirtualizer } from "@tanstack/react-virtual"
import { ZoneContext } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import {
  type ReactNode,
  type Ref,
  useContext,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react"
import { CellsFoot } from "./cells/CellsFoot"
import { figuresOf } from "./cells/figures"
import { cellPhrases } from "./cells/phrases"
import { sizeOf } from "./cells/range"
import { useCells } from "./cells/useCells"
import type { CellWrites } from "./cells/useCellWrites"
import { copyText } from "./cells/values"
import { fieldTextPhrases } from "./fieldText"
import { pinnedOf } from "./freezing"
import { GroupLine, Waiting } from "./GridLines"
import { GridRow } from "./GridRow"
import { HeadCell } from "./HeadCell"
import { optionsOf } from "./portrait/FieldInput"
import type { Columns } from "./useColumns"
import { useSize } from "./useSize"
import { useWords } from "./words"

export interface GridColumn<Row> {
  key: string
  label: string
  /** A CSS grid track, such as "minmax(80px, 1fr)". */
  width: string
  figure?: boolean
  /** For a column of boxes: its label is said, not shown. */
  quiet?: boolean
  sortable?: boolean
  /** What stands in the header instead of the label. */
  head?: ReactNode
  /** Whether it can be moved and resized where the grid allows it. */
  loose?: boolean
  cell: (row: Row) => ReactNode
  /** What the column is of, and what a row holds there: for copying, adding up and editing. */
  field?: Field
  value?: (row: Row) => unknown
  /** In which currency a row's amount is. */
  currency?: (row: Row) => string | null
  /** What is copied, where it is not the field's value. */
  text?: (row: Row) => string
  editable?: boolean
  /** Whether Enter leads to the record rather than into the cell. */
  opens?: boolean
}

/** What stands on a line of the table: a row, the head of a group, or a place for rows that are on their way. */
export type GridLine =
  | { row: number }
  | { key: string; head: ReactNode; sums: Record<string, string> }
  | { key: string; wait: () => void }

export interface GridHandle {
  reveal: (index: number) => void
  /** Whether the first row is on screen. */
  atHead: () => boolean
}

interface DataGridProps<Row> {
  label: string
  rows: Row[]
  rowKey: (row: Row) => string
  columns: GridColumn<Row>[]
  /** The row as a card on a phone. */
  card: (row: Row) => ReactNode
  phone: boolean
  total: number
  more: boolean
  /** Rows among the heads of groups; without it, the rows one after the other. */
  lines?: GridLine[]
  current?: number
  /** Keys of selected rows; while there are some, the boxes of all show. */
  picked?: ReadonlySet<string>
  handle?: Ref<GridHandle>
  openKey?: string | undefined
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  onCurrent?: (index: number) => void
  onEnd: () => void
  /** How many columns stay while the rest scrolls sideways, unless somebody has chosen otherwise. */
  pinned?: number
  /** Which columns somebody shows, how wide, and up to where they stay; without it, nothing of that can be chosen. */
  chosen?: Columns
  write?: CellWrites<Row>
}

/** As in the stylesheet: --row-h, the card of a phone, and what a cell leaves free at its sides together. */
const [ROW, CARD, GAP, HEAD, HEAD_CARD] = [32, 64, 16, 32, 44]
/** What a thumb needs: the height of a row, and the width of the column of boxes. */
const [ROW_TALL, PICK_TALL] = [44, "28px"]
const FIGURES = ["number", "integer", "money"]

/** A track that has room for what its cells leave free. */
const roomy = (track: string) => track.replace(/(\d+)px/, (_, px: string) => `${Number(px) + GAP}px`)

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { rows, columns, more, lines, onEnd, write, chosen } = props
  // On a phone a row is a card, unless somebody wants to see the columns there too.
  const phone = props.phone && !chosen?.table
  const tall = props.phone && !phone
  const t = usePhrases(cellPhrases)
  const yesNo = usePhrases(fieldTextPhrases)
  const words = useWords()
  const zone = useContext(ZoneContext)
  const id = useId()
  const [scroller, sized] = useSize<HTMLDivElement>()
  const lineAt = (at: number): GridLine =>
    lines?.[at] ?? (lines || at < rows.length ? { row: at } : { key: "more", wait: onEnd })
  const lineOf = (row: number) => lines?.findIndex((line) => "row" in line && line.row === row) ?? row
  const virtual = useVirtualizer({
    count: lines ? lines.length : rows.length + (more ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (phone ? ("head" in lineAt(at) ? HEAD_CARD : CARD) : tall ? ROW_TALL : ROW),
    overscan: 12,
    paddingEnd: 56,
    scrollPaddingStart: phone ? 0 : tall ? ROW_TALL : HEAD,
  })
  // Heights are kept once told; cards that become rows are told anew.
  const wasPhone = useRef(phone)
  useLayoutEffect(() => {
    if (wasPhone.current !== phone) virtual.measure()
    wasPhone.current = phone
  }, [phone, virtual])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (!lines && more && last >= rows.length - 20) onEnd()
  }, [lines, more, last, rows.length, onEnd])

  const widths = chosen?.widths ?? {}
  const trackOf = ({ key, width }: GridColumn<Row>) =>
    tall && key === "pick" ? PICK_TALL : widths[key] === undefined ? width : `${widths[key]}px`
  const leastOf = (column: GridColumn<Row>) => Number(/(\d+)px/.exec(trackOf(column))?.[1] ?? 40)
  const tracks = columns.map((column) => roomy(trackOf(column))).join(" ")
  const least = columns.reduce((sum, column) => sum + leastOf(column) + GAP, GAP)
  const left = (at: number) => columns.slice(0, at).reduce((sum, column) => sum + leastOf(column) + GAP, GAP / 2)
  const pinned = pinnedOf({
    keys: columns.map((column) => column.key),
    ends: columns.map((_, at) => left(at + 1)),
    frozen: chosen?.frozen,
    usual: props.pinned ?? 0,
    room: (sized && scroller.current?.clientWidth) || null,
  })
  const lookOf = (at: number) =>
    [
      columns[at]?.figure && "figure",
      columns[at]?.figure && !columns[at + 1]?.figure && at < columns.length - 1 && "is-apart",
      at < pinned && "is-pinned",
      at === pinned - 1 && "is-pinned-last",
    ]
      .filter(Boolean)
      .join(" ")
  const placeOf = (at: number) => (at < pinned ? { left: left(at) } : undefined)
  const layout = `${pinned} ${tracks}`

  const loose = columns.filter((column) => column.loose).map((column) => column.key)

  const isData = (column: GridColumn<Row> | undefined) =>
    column !== undefined && (column.value ?? column.text) !== undefined
  const textOf = (row: number, at: number): string => {
    const [record, column] = [rows[row], columns[at]]
    if (record === undefined || !column) return ""
    if (column.text) return column.text(record)
    if (!column.field || !column.value) return ""
    return copyText(column.field, column.value(record), optionsOf(column.field, write?.users ?? [], words, yesNo), zone)
  }
  const keys = useMemo(() => rows.map(props.rowKey), [rows, props.rowKey])
  const cells = useCells({
    scroller,
    rows: keys,
    columns: columns.map((column) => (isData(column) ? column.key : null)),
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 2),
    current: props.current ?? -1,
    off: phone || !columns.some(isData),
    reveal: (row, at) => {
      virtual.scrollToIndex(lineOf(row))
      const [box, head] = [scroller.current, scroller.current?.querySelectorAll<HTMLElement>("[role=columnheader]")[at]]
      if (!box || !head || at < pinned) return
      const [from, to] = [left(pinned), box.clientWidth]
      const start = head.offsetLeft - box.scrollLeft
      if (start < from) box.scrollLeft += start - from
      else if (start + head.offsetWidth > to) box.scrollLeft += start + head.offsetWidth - to
    },
    onCurrent: (row) => props.onCurrent?.(row),
    // A record is not found within a cell; a link is set on the page.
    editable: (at) => write !== undefined && columns[at]?.editable === true && columns[at].field?.type !== "link",
    opens: (at) => columns[at]?.opens === true,
    textOf,
    onCopied: (n) => toast({ text: t("copied", { n }) }),
    onPaste: ({ top, bottom, left, right }, table, over) =>
      write?.paste(rows.slice(top, bottom + 1), columns.slice(left, right + 1), table, over),
    onClear: ({ top, bottom, left, right }) =>
      write?.clear(rows.slice(top, bottom + 1), columns.slice(left, right + 1)),
  })
  const { active, rect, editing } = cells
  /** What is selected and edited in a row, as text: a row without either has none. */
  const marksOf = (row: number) => {
    const selected = rect && row >= rect.top && row <= rect.bottom
    const edited = editing?.row === row ? `edits ${editing.column}` : ""
    return selected || edited ? `${edited} ${columns.map((_, at) => cells.look(row, at)).join("|")}` : ""
  }
  useImperativeHandle(
    props.handle,
    () => ({
      reveal: (index) => {
        virtual.scrollToIndex(lineOf(index))
        cells.follow(index)
      },
      atHead: () => (scroller.current?.scrollTop ?? 0) < ROW,
    }),
    [virtual, lines, active],
  )
  const figures = columns.slice(rect?.left, rect ? rect.right + 1 : 0).flatMap((column) => {
    const { label, field, value, currency } = column
    if (!rect || !field || !value || !FIGURES.includes(field.type)) return []
    return figuresOf(label, rows.slice(rect.top, rect.bottom + 1), value, currency)
  })
  // A table of cards on a phone; a grid, whose cells are walked, where there is room.
  const said = phone
    ? { role: "table", "aria-label": props.label, "aria-rowcount": props.total }
    : {
        role: "grid",
        "aria-label": props.label,
        "aria-rowcount": props.total + 1,
        "aria-colcount": columns.length,
        "aria-multiselectable": true,
        "aria-activedescendant": active ? `${id}-${active.row}-${active.column}` : undefined,
      }
  return (
    <>
      <div
        ref={scroller}
        className={["grid", props.picked?.size && "is-picking", active && "has-active", tall && "is-tall"]
          .filter(Boolean)
          .join(" ")}
        style={{ "--tracks": tracks, "--grid-min": phone ? "0" : `${least}px` }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is a grid, and as a table a region that scrolls.
        tabIndex={0}
        onScroll={(event) => event.currentTarget.classList.toggle("is-aside", event.currentTarget.scrollLeft > 0)}
        {...said}
        {...cells.on}
      >
        {!phone && (
          <div role="rowgroup" className="grid-head-group">
            {/* biome-ignore lint/a11y/useFocusableInteractive: the table as a whole takes the focus. */}
            <div className="grid-head" role="row" aria-rowindex={1}>
              {columns.map((column, at) => (
                <HeadCell
                  key={column.key}
                  column={column}
                  index={at + 1}
                  className={lookOf(at) || undefined}
                  style={placeOf(at)}
                  sort={props.sort}
                  onSort={props.onSort}
                  chosen={chosen}
                  loose={loose}
                  frozen={at < pinned}
                  lastFrozen={at === pinned - 1}
                />
              ))}
            </div>
          </div>
        )}
        <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const line = lineAt(item.index)
            const place = { transform: `translateY(${item.start}px)`, height: item.size }
            if (!("row" in line)) {
              return (
                // biome-ignore lint/a11y/useFocusableInteractive: what can be pressed in it takes the focus.
                <div
                  key={line.key}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className={"head" in line ? "grid-row is-line is-group" : "grid-row is-line"}
                  style={place}
                >
                  {"head" in line ? (
                    <GroupLine line={line} columns={phone ? [] : columns} lookOf={lookOf} placeOf={placeOf} />
                  ) : (
                    <span role={phone ? "cell" : "gridcell"} className="grid-whole is-waiting">
                      <Waiting onSeen={line.wait} />
                    </span>
                  )}
                </div>
              )
            }
            const row = rows[line.row]
            if (row === undefined) return null
            const key = props.rowKey(row)
            const look = [
              key === props.openKey && "is-open",
              line.row === props.current && "is-current",
              props.picked?.has(key) && "is-picked",
              phone && "is-card",
            ]
            return (
              <GridRow
                key={key}
                id={id}
                row={row}
                at={line.row}
                line={item.index}
                className={["grid-row", ...look].filter(Boolean).join(" ")}
                style={place}
                columns={columns}
                card={phone ? props.card : undefined}
                cells={cells}
                marks={marksOf(line.row)}
                layout={layout}
                lookOf={lookOf}
                placeOf={placeOf}
                write={write}
                onCurrent={props.onCurrent}
              />
            )
          })}
        </div>
      </div>
      {rect && sizeOf(rect) > 1 && <CellsFoot count={sizeOf(rect)} figures={figures} />}
      {write?.dialog}
    </>
  )
}

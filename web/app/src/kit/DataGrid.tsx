// A virtual table of rows of one height: companies, orders. It knows columns and rows, not what they mean.

import "./grid.css"
import { useVirtualizer } from "@tanstack/react-virtual"
import { Icon } from "@ui/Icon"
import { Skeleton } from "@ui/States"
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react"

export interface GridColumn<Row> {
  key: string
  label: string
  /** A CSS grid track, such as "minmax(80px, 1fr)". */
  width: string
  figure?: boolean
  /** For a column of boxes: its label is said, not shown. */
  quiet?: boolean
  sortable?: boolean
  cell: (row: Row) => ReactNode
}

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
  current?: number
  /** Whether some rows are selected, so that the boxes of all show. */
  picking?: boolean
  handle?: Ref<GridHandle>
  openKey?: string | undefined
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  onCurrent?: (index: number) => void
  onEnd: () => void
}

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { rows, columns, phone, more, onEnd } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length + (more ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? 64 : 36),
    overscan: 12,
    paddingEnd: 56,
    scrollPaddingStart: phone ? 0 : 32,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= rows.length - 20) onEnd()
  }, [more, last, rows.length, onEnd])

  useImperativeHandle(
    props.handle,
    () => ({
      reveal: (index) => virtual.scrollToIndex(index),
      atHead: () => (scroller.current?.scrollTop ?? 0) < 36,
    }),
    [virtual],
  )

  const tracks = columns.map((column) => column.width).join(" ")
  const least = columns.reduce((sum, column) => sum + Number(/minmax\((\d+)/.exec(column.width)?.[1] ?? 40) + 16, 16)
  return (
    <div
      ref={scroller}
      className={props.picking ? "grid is-picking" : "grid"}
      style={{ "--tracks": tracks, "--grid-min": phone ? "0" : `${least}px` }}
      role="table"
      aria-label={props.label}
      aria-rowcount={props.total}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
    >
      {!phone && (
        <div role="rowgroup" className="grid-head-group">
          {/* biome-ignore lint/a11y/useFocusableInteractive: a row of a plain table takes no focus of its own. */}
          <div className="grid-head" role="row">
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </div>
        </div>
      )}
      <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          const place = { transform: `translateY(${item.start}px)`, height: item.size }
          const key = row ? props.rowKey(row) : "more"
          const look = [
            row && key === props.openKey && "is-open",
            item.index === props.current && "is-current",
            phone && "is-card",
          ]
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside and the page's keys do what the click does.
            // biome-ignore lint/a11y/useFocusableInteractive: a row of a plain table takes no focus of its own.
            <div
              key={key}
              role="row"
              aria-rowindex={item.index + 2}
              className={["grid-row", ...look].filter(Boolean).join(" ")}
              style={place}
              onClick={() => props.onCurrent?.(item.index)}
            >
              {row && !phone ? (
                columns.map((column) => (
                  <span key={column.key} role="cell" className={column.figure ? "figure" : undefined}>
                    {column.cell(row)}
                  </span>
                ))
              ) : (
                <span role="cell" className="grid-whole">
                  {row ? props.card(row) : <Skeleton width="40%" />}
                </span>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface HeadCellProps<Row> {
  column: GridColumn<Row>
  sort: string | undefined
  onSort: (sort: string | undefined) => void
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const { key, label } = column
  const state = sort === key ? "ascending" : sort === `-${key}` ? "descending" : "none"
  // Figures and times are read from the largest and latest first.
  const first = column.figure || key.endsWith("_at") ? `-${key}` : key
  const second = first === key ? `-${key}` : key
  const next = sort === first ? second : sort === second ? undefined : first
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus.
    <span role="columnheader" aria-sort={state} className={column.figure ? "figure cut" : "cut"}>
      {column.sortable ? (
        <button type="button" onClick={() => onSort(next)}>
          <span className="cut">{label}</span>
          {state !== "none" && <Icon name={state === "ascending" ? "arrowUp" : "arrowDown"} size={12} />}
        </button>
      ) : (
        <span className={column.quiet ? "hidden-visually" : undefined}>{label}</span>
      )}
    </span>
  )
}

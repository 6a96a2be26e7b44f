// A virtual table of rows of one height: companies, orders. It knows columns and rows, not what they mean.

import "./grid.css"
import { useVirtualizer } from "@tanstack/react-virtual"
import { Skeleton } from "@ui/States"
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react"
import { HeadCell } from "./HeadCell"

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
  /** Keys of selected rows; while there are some, the boxes of all show. */
  picked?: ReadonlySet<string>
  handle?: Ref<GridHandle>
  openKey?: string | undefined
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  onCurrent?: (index: number) => void
  onEnd: () => void
  /** How many columns stay while the rest scrolls sideways. */
  pinned?: number
  /** Pixels of resized columns. */
  widths?: Record<string, number>
  onResize?: (key: string, width: number | undefined) => void
  onMove?: (key: string, before: string | null) => void
}

/** As in tokens.css: --row-h, and the card of a phone. */
const [ROW, CARD, GAP] = [32, 64, 16]

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { rows, columns, phone, more, onEnd } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length + (more ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => (phone ? CARD : ROW),
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
      atHead: () => (scroller.current?.scrollTop ?? 0) < ROW,
    }),
    [virtual],
  )

  const { pinned = 0, widths = {} } = props
  const trackOf = ({ key, width }: GridColumn<Row>) => (widths[key] === undefined ? width : `${widths[key]}px`)
  const leastOf = (column: GridColumn<Row>) => Number(/(\d+)px/.exec(trackOf(column))?.[1] ?? 40)
  const tracks = columns.map(trackOf).join(" ")
  const least = columns.reduce((sum, column) => sum + leastOf(column) + GAP, GAP)
  const left = (at: number) => columns.slice(0, at).reduce((sum, column) => sum + leastOf(column) + GAP, GAP)
  const lookOf = (at: number) =>
    [
      columns[at]?.figure && "figure",
      columns[at]?.figure && !columns[at + 1]?.figure && at < columns.length - 1 && "is-apart",
      at < pinned && "is-pinned",
      at === pinned - 1 && "is-pinned-last",
    ]
      .filter(Boolean)
      .join(" ") || undefined
  const placeOf = (at: number) => (at < pinned ? { left: left(at) } : undefined)
  return (
    <div
      ref={scroller}
      className={props.picked?.size ? "grid is-picking" : "grid"}
      style={{ "--tracks": tracks, "--grid-min": phone ? "0" : `${least}px` }}
      role="table"
      aria-label={props.label}
      aria-rowcount={props.total}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      onScroll={(event) => event.currentTarget.classList.toggle("is-aside", event.currentTarget.scrollLeft > 0)}
    >
      {!phone && (
        <div role="rowgroup" className="grid-head-group">
          {/* biome-ignore lint/a11y/useFocusableInteractive: a row of a plain table takes no focus of its own. */}
          <div className="grid-head" role="row">
            {columns.map((column, at) => (
              <HeadCell
                key={column.key}
                column={column}
                className={lookOf(at)}
                style={placeOf(at)}
                sort={props.sort}
                onSort={props.onSort}
                onResize={column.loose ? props.onResize : undefined}
                onMove={column.loose ? props.onMove : undefined}
              />
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
            props.picked?.has(key) && "is-picked",
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
                columns.map((column, at) => (
                  <span key={column.key} role="cell" className={lookOf(at)} style={placeOf(at)}>
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

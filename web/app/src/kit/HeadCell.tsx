// The head of a column: sorts with a click, moves with a drag, is resized at its right edge, or with Shift and the arrow
// keys. What else can be done about the column is in its menu.

import { Icon } from "@ui/Icon"
import { type CSSProperties, type DragEvent, type KeyboardEvent, type PointerEvent, useRef } from "react"
import type { GridColumn } from "./DataGrid"
import { HeadMenu } from "./HeadMenu"
import { type Columns, LEAST_WIDTH } from "./useColumns"

interface HeadCellProps<Row> {
  column: GridColumn<Row>
  /** Its place in the table, from 1. */
  index: number
  className: string | undefined
  style: CSSProperties | undefined
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  chosen: Columns | undefined
  /** Keys of the columns that can be moved, in order. */
  loose: string[]
  frozen: boolean
  lastFrozen: boolean
}

/** Pixels of one press of an arrow key. */
const STEP = 16
/** What a cell leaves free at its sides, which is not part of a column's width. */
const FREE = 16
const MOVED = "application/x-guanxi-column"

export function HeadCell<Row>(props: HeadCellProps<Row>) {
  const { column, index, className, style, sort, onSort, chosen } = props
  const { key, label } = column
  const [onResize, onMove] = column.loose ? [chosen?.resize, chosen?.move] : []
  const cell = useRef<HTMLSpanElement>(null)
  const state = sort === key ? "ascending" : sort === `-${key}` ? "descending" : "none"
  // Figures and times are read from the largest and latest first.
  const first = column.figure || key.endsWith("_at") ? `-${key}` : key
  const second = first === key ? `-${key}` : key
  const next = sort === first ? second : sort === second ? undefined : first
  const widthNow = () => (cell.current ? cell.current.offsetWidth - FREE : LEAST_WIDTH)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!onResize || !event.shiftKey) return
    if (event.key === "ArrowLeft") onResize(key, widthNow() - STEP)
    else if (event.key === "ArrowRight") onResize(key, widthNow() + STEP)
    else return
    event.preventDefault()
  }
  const mark = (on: boolean) => cell.current?.classList.toggle("is-target", on)
  const drag = onMove && {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(MOVED, key)
      event.dataTransfer.effectAllowed = "move"
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(MOVED)) return
      event.preventDefault()
      mark(true)
    },
    onDragLeave: () => mark(false),
    onDrop: (event: DragEvent) => {
      mark(false)
      const from = event.dataTransfer.getData(MOVED)
      if (from !== "") onMove(from, key)
    },
  }
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus.
    <span
      ref={cell}
      role="columnheader"
      aria-colindex={index}
      aria-sort={state}
      className={className}
      style={style}
      {...drag}
    >
      {column.head ??
        (column.sortable ? (
          <button type="button" title={label} onClick={() => onSort(next)} onKeyDown={onKeyDown}>
            <span className="cut">{label}</span>
            {state !== "none" && <Icon name={state === "ascending" ? "arrowUp" : "arrowDown"} size={12} />}
          </button>
        ) : (
          <span className={column.quiet ? "hidden-visually" : "cut"} title={column.quiet ? undefined : label}>
            {label}
          </span>
        ))}
      {chosen && !column.quiet && (
        <HeadMenu
          column={column}
          chosen={chosen}
          loose={props.loose}
          sort={sort}
          onSort={onSort}
          frozen={props.frozen}
          lastFrozen={props.lastFrozen}
        />
      )}
      {onResize && <Edge widthNow={widthNow} onResize={(width) => onResize(key, width)} />}
    </span>
  )
}

interface EdgeProps {
  widthNow: () => number
  onResize: (width: number | undefined) => void
}

/** For the pointer only; the keyboard resizes from the head itself. */
function Edge({ widthNow, onResize }: EdgeProps) {
  const start = useRef<{ x: number; width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { x: event.clientX, width: widthNow() }
  }
  return (
    <span
      className="grid-edge"
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        // The edge resizes; only the rest of the head moves the column.
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (start.current) onResize(start.current.width + event.clientX - start.current.x)
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onDoubleClick={() => onResize(undefined)}
    />
  )
}

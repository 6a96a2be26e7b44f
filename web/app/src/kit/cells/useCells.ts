// The cells of a table under keys and pointer: one is active, a rectangle is selected, one may be open for editing.
// In: rows, columns and what a press means. Out: where things stand. It knows nothing of what is written.

import { type ClipboardEvent, type KeyboardEvent, type PointerEvent, type RefObject, useState } from "react"
import { type Bounds, holds, laidOut, type Rect, rectOf, type Spot, stepped, tabbed } from "./range"
import { readTable, writeTable } from "./table"

/** A cell by what it stands for, so that rows may come and go around it. */
interface Place {
  row: string
  column: string
}

interface Range {
  anchor: Place
  head: Place
  /** How many rows it held when it was made. */
  tall: number
}

interface CellsOf {
  scroller: RefObject<HTMLDivElement | null>
  /** Keys of the rows, and of the columns; a column that is no data has none. */
  rows: string[]
  columns: (string | null)[]
  page: number
  /** The row that j and k stand on; -1 is none. */
  current: number
  off: boolean
  reveal: (row: number, column: number) => void
  onCurrent: (row: number) => void
  editable: (column: number) => boolean
  /** Whether Enter leads to the record rather than into the cell. */
  opens: (column: number) => boolean
  textOf: (row: number, column: number) => string
  onCopied: (n: number) => void
  onPaste: (rect: Rect, table: string[][], over: number) => void
  onClear: (rect: Rect) => void
}

const OWN = "a, button, input, select, textarea"

export function useCells(of: CellsOf) {
  const { scroller, rows, columns, off } = of
  const [range, setRange] = useState<Range | null>(null)
  const [edited, setEdited] = useState<Place | null>(null)

  const first = columns.findIndex((key) => key !== null)
  const bounds: Bounds = { rows: rows.length, first, last: columns.length - 1, page: of.page }
  const spotOf = (place: Place | undefined): Spot | null => {
    if (!place) return null
    const spot = { row: rows.indexOf(place.row), column: columns.indexOf(place.column) }
    return spot.row < 0 || spot.column < 0 ? null : spot
  }
  const placeOf = ({ row, column }: Spot): Place => ({ row: rows[row] ?? "", column: columns[column] ?? "" })
  const anchor = off ? null : spotOf(range?.anchor)
  const reached = off ? null : spotOf(range?.head)
  // Rows that were sorted anew stand elsewhere: what lies between two of them now is not what somebody selected.
  const kept = anchor && reached && Math.abs(reached.row - anchor.row) + 1 === range?.tall
  const head = kept ? reached : anchor
  const rect = anchor && head ? rectOf(anchor, head) : null
  const editing = off ? null : spotOf(edited ?? undefined)

  const rangeOf = (from: Spot, to: Spot): Range => ({
    anchor: placeOf(from),
    head: placeOf(to),
    tall: Math.abs(to.row - from.row) + 1,
  })
  const go = (spot: Spot, extend = false) => {
    setRange(rangeOf((extend && anchor) || spot, spot))
    of.reveal(spot.row, spot.column)
    if (!extend) of.onCurrent(spot.row)
  }
  const edit = (spot: Spot) => {
    if (!of.editable(spot.column)) return false
    go(spot)
    setEdited(placeOf(spot))
    return true
  }
  /** Ends editing; the key that ended it says where to go on. */
  const leave = (key?: string) => {
    setEdited(null)
    if (!anchor || key === undefined) return
    scroller.current?.focus({ preventScroll: true })
    if (key === "Enter") go(stepped(anchor, "ArrowDown", false, bounds) ?? anchor)
    if (key === "Tab" || key === "Shift+Tab") go(tabbed(anchor, key !== "Tab", bounds) ?? anchor)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (off || editing || event.altKey || event.nativeEvent.isComposing || event.target !== scroller.current) return
    const far = event.ctrlKey || event.metaKey
    const done = () => event.preventDefault()
    if (!anchor || !head || !rect) {
      if (!event.key.startsWith("Arrow") || rows.length === 0) return
      done()
      return go({ row: Math.max(0, of.current), column: first })
    }
    const next = stepped(event.shiftKey ? head : anchor, event.key, far, bounds)
    if (next) {
      done()
      return go(next, event.shiftKey)
    }
    if (event.key === "Tab" && !far) {
      const after = tabbed(anchor, event.shiftKey, bounds)
      if (!after) return setRange(null)
      done()
      return go(after)
    }
    if (far && event.key.toLowerCase() === "a") {
      done()
      return setRange(rangeOf({ row: 0, column: first }, { row: rows.length - 1, column: bounds.last }))
    }
    if (far && event.key.toLowerCase() === "d" && rect.bottom > rect.top) {
      // What stands in the first row fills the rows below it.
      done()
      const top = Array.from({ length: rect.right - rect.left + 1 }, (_, at) => of.textOf(rect.top, rect.left + at))
      return of.onPaste({ ...rect, top: rect.top + 1 }, Array(rect.bottom - rect.top).fill(top), 0)
    }
    if (far) return
    if (event.key === "F2" || (event.key === "Enter" && !event.shiftKey && !of.opens(anchor.column))) {
      if (edit(anchor)) done()
    } else if (event.key === "Delete" || event.key === "Backspace") {
      done()
      of.onClear(rect)
    } else if (event.key === "Escape") {
      done()
      setRange(rect.top === rect.bottom && rect.left === rect.right ? null : rangeOf(anchor, anchor))
    }
  }

  const cellAt = (target: EventTarget | null): Spot | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[data-cell]") : null
    const [row, column] = cell?.dataset.cell?.split(" ").map(Number) ?? []
    return row === undefined || column === undefined ? null : { row, column }
  }
  const onPointerDown = (event: PointerEvent) => {
    const spot = cellAt(event.target)
    if (off || !spot || event.pointerType === "touch" || event.button !== 0) return
    if (event.target instanceof Element && event.target.closest(OWN)) return
    scroller.current?.focus({ preventScroll: true })
    setEdited(null)
    const from = (event.shiftKey && anchor) || spot
    setRange(rangeOf(from, spot))
    let last = { x: event.clientX, y: event.clientY }
    const follow = () => {
      const box = scroller.current?.getBoundingClientRect()
      if (!box || !scroller.current) return
      // Beyond the edge the table follows the pointer.
      const [down, along] = [edge(last.y, box.top + 40, box.bottom - 8), edge(last.x, box.left, box.right - 8)]
      if (down !== 0 || along !== 0) scroller.current.scrollBy(along, down)
      const over = cellAt(
        document.elementFromPoint(inside(last.x, box.left, box.right), inside(last.y, box.top + 34, box.bottom)),
      )
      if (over) setRange(rangeOf(from, over))
    }
    const moved = (move: globalThis.PointerEvent) => {
      last = { x: move.clientX, y: move.clientY }
      follow()
    }
    const beat = setInterval(() => follow(), 60)
    const stop = () => {
      clearInterval(beat)
      window.removeEventListener("pointermove", moved)
    }
    window.addEventListener("pointermove", moved)
    window.addEventListener("pointerup", stop, { once: true })
    window.addEventListener("pointercancel", stop, { once: true })
  }
  const onDoubleClick = (event: { target: EventTarget }) => {
    const spot = cellAt(event.target)
    if (!off && spot && !(event.target instanceof Element && event.target.closest(OWN))) edit(spot)
  }

  const onCopy = (event: ClipboardEvent) => {
    if (!rect || editing || (event.target instanceof Element && event.target.closest("input, textarea"))) return
    const cells = Array.from({ length: rect.bottom - rect.top + 1 }, (_, row) =>
      Array.from({ length: rect.right - rect.left + 1 }, (_, column) => of.textOf(rect.top + row, rect.left + column)),
    )
    const { text, html } = writeTable(cells)
    event.clipboardData.setData("text/plain", text)
    event.clipboardData.setData("text/html", html)
    event.preventDefault()
    of.onCopied(cells.length * (cells[0]?.length ?? 0))
    if (event.type === "cut") of.onClear(rect)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (!rect || editing || (event.target instanceof Element && event.target.closest("input, textarea, select"))) return
    event.preventDefault()
    const table = readTable(event.clipboardData.getData("text/plain"), event.clipboardData.getData("text/html"))
    const { rows: laid, over } = laidOut(table, rect, bounds)
    const [tall, wide] = [laid.length, laid[0]?.length ?? 0]
    const target = { ...rect, bottom: rect.top + tall - 1, right: rect.left + wide - 1 }
    if (tall > 0)
      setRange(rangeOf({ row: target.top, column: target.left }, { row: target.bottom, column: target.right }))
    of.onPaste(target, laid, over)
  }

  return {
    active: anchor,
    rect,
    editing,
    leave,
    /** Moves the active cell along with the row that j and k have reached. */
    follow: (row: number) => anchor && setRange(rangeOf({ ...anchor, row }, { ...anchor, row })),
    look: (row: number, column: number): string => {
      if (!rect || !holds(rect, row, column)) return ""
      const marks = [
        row === rect.top && "at-top",
        row === rect.bottom && "at-bottom",
        column === rect.left && "at-left",
        column === rect.right && "at-right",
        row === anchor?.row && column === anchor.column && "is-active",
      ]
      return ["is-in", ...marks].filter(Boolean).join(" ")
    },
    on: { onKeyDown, onPointerDown, onDoubleClick, onCopy, onCut: onCopy, onPaste },
  }
}

const edge = (at: number, low: number, high: number) => (at < low ? -24 : at > high ? 24 : 0)
const inside = (at: number, low: number, high: number) => Math.min(Math.max(at, low + 1), high - 2)

// The keys of a list: j and k walk, Enter opens beside, Shift+Enter opens the page, x selects.

import { useKeys } from "@ui/keys"
import { type RefObject, useState } from "react"
import type { GridHandle } from "./DataGrid"

interface ListKeys<Row> {
  rows: Row[]
  grid: RefObject<GridHandle | null>
  onOpen?: (row: Row) => void
  onFull?: (row: Row) => void
  onPick?: (row: Row) => void
  /** After a step, for a panel that walks along. */
  onMove?: (row: Row) => void
}

/** A focused link or button keeps its own Enter. */
const ownsEnter = (event: KeyboardEvent) =>
  event.target instanceof HTMLElement && event.target.closest("a, button") !== null

export function useListKeys<Row>({ rows, grid, onOpen, onFull, onPick, onMove }: ListKeys<Row>) {
  const [current, setCurrent] = useState(-1)
  const row = rows[current]
  const move = (step: number) => {
    const next = Math.min(Math.max(current + step, 0), rows.length - 1)
    const reached = rows[next]
    if (!reached) return
    // Enter belongs to the row from here on, no longer to the button pressed last.
    const focused = document.activeElement
    if (focused instanceof HTMLElement && !focused.matches(".grid")) focused.blur()
    setCurrent(next)
    grid.current?.reveal(next)
    onMove?.(reached)
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => row && onPick?.(row),
    Enter: (event) => row && !ownsEnter(event) && onOpen?.(row),
    "shift+Enter": (event) => row && !ownsEnter(event) && onFull?.(row),
  })
  return { current, setCurrent }
}

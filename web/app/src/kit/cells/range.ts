// Which cells of a table are meant: where the keys lead, and the rectangle between two cells. Pure geometry.

export interface Spot {
  row: number
  column: number
}

/** Both ends included. */
export interface Rect {
  top: number
  left: number
  bottom: number
  right: number
}

/** What there is to move in. */
export interface Bounds {
  rows: number
  first: number
  last: number
  /** Rows of one page. */
  page: number
}

export const rectOf = (a: Spot, b: Spot): Rect => ({
  top: Math.min(a.row, b.row),
  left: Math.min(a.column, b.column),
  bottom: Math.max(a.row, b.row),
  right: Math.max(a.column, b.column),
})

export const holds = (rect: Rect, row: number, column: number): boolean =>
  row >= rect.top && row <= rect.bottom && column >= rect.left && column <= rect.right

export const sizeOf = (rect: Rect): number => (rect.bottom - rect.top + 1) * (rect.right - rect.left + 1)

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Where a key leads from a cell; null if it is not a key that moves. `far` is Ctrl or ⌘. */
export function stepped(from: Spot, key: string, far: boolean, bounds: Bounds): Spot | null {
  const { rows, first, last, page } = bounds
  const within = (row: number, column: number): Spot => ({
    row: Math.min(Math.max(row, 0), rows - 1),
    column: Math.min(Math.max(column, first), last),
  })
  const step = STEPS[key]
  if (step) {
    const way = far ? Number.MAX_SAFE_INTEGER : 1
    return within(from.row + step[0] * way, from.column + step[1] * way)
  }
  if (key === "Home") return within(far ? 0 : from.row, first)
  if (key === "End") return within(far ? rows - 1 : from.row, last)
  if (key === "PageUp") return within(from.row - page, from.column)
  if (key === "PageDown") return within(from.row + page, from.column)
  return null
}

/** The next cell for Tab, row after row; null where the table ends and the focus goes on. */
export function tabbed(from: Spot, back: boolean, { rows, first, last }: Bounds): Spot | null {
  const column = from.column + (back ? -1 : 1)
  if (column >= first && column <= last) return { row: from.row, column }
  const row = from.row + (back ? -1 : 1)
  return row < 0 || row >= rows ? null : { row, column: back ? last : first }
}

/**
 * Where a table of the clipboard goes: from the head of what is selected. One value fills all of it; a table whose
 * size divides it is repeated; anything else is laid down once, and what hangs over the edge is counted.
 */
export function laidOut(table: string[][], rect: Rect, bounds: Bounds): { rows: string[][]; over: number } {
  const [high, wide] = [table.length, Math.max(...table.map((line) => line.length), 0)]
  if (high === 0 || wide === 0) return { rows: [], over: 0 }
  const [tall, broad] = [rect.bottom - rect.top + 1, rect.right - rect.left + 1]
  const repeats = tall % high === 0 && broad % wide === 0
  const [rows, columns] = repeats ? [tall, broad] : [high, wide]
  const room = { rows: bounds.rows - rect.top, columns: bounds.last - rect.left + 1 }
  const kept = { rows: Math.min(rows, room.rows), columns: Math.min(columns, room.columns) }
  return {
    rows: Array.from({ length: kept.rows }, (_, row) =>
      Array.from({ length: kept.columns }, (_, column) => table[row % high]?.[column % wide] ?? ""),
    ),
    over: rows * columns - kept.rows * kept.columns,
  }
}

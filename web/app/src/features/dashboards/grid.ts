// Where the parts of a dashboard stand, and how their order changes. Twelve columns where there is room, six on narrow
// screens, one on phones; parts stand in their order, and none is put before one that comes earlier. Pure.

import type { DashboardTile } from "@api/contract"

export type Size = Pick<DashboardTile, "width" | "height">

export const WIDTHS = [3, 4, 6, 8, 12] as const
export const HEIGHTS = [1, 2, 3] as const

/** Pixels of a row, and between rows and columns. */
export const ROW = 180
export const GAP = 12

export type Columns = 12 | 6 | 1

export const columnsAt = (pixels: number): Columns => (pixels >= 880 ? 12 : pixels >= 480 ? 6 : 1)

/** How many columns a part takes: on six of them a quarter or a third is a half, and all above is everything. */
export function spanOf(width: Size["width"], columns: Columns): number {
  if (columns === 12) return width
  return columns === 6 && width <= 4 ? 3 : columns
}

export const pixelsOf = (height: number): number => height * ROW + (height - 1) * GAP

export interface Place {
  /** From 1. */
  column: number
  row: number
  width: number
  height: number
}

/** Each part at the first free place at or after the one before it, row by row. */
export function placed(sizes: readonly Size[], columns: Columns): Place[] {
  const taken = new Set<string>()
  let [row, column] = [0, 0]
  return sizes.map(({ width: asked, height }) => {
    const width = spanOf(asked, columns)
    const free = () => {
      for (let y = row; y < row + height; y++)
        for (let x = column; x < column + width; x++) if (taken.has(`${x} ${y}`)) return false
      return true
    }
    while (column + width > columns || !free()) {
      column += 1
      if (column + width > columns) {
        column = 0
        row += 1
      }
    }
    for (let y = row; y < row + height; y++) for (let x = column; x < column + width; x++) taken.add(`${x} ${y}`)
    const place = { column: column + 1, row: row + 1, width, height }
    column += width
    return place
  })
}

/** The list with one of it so many places on, at most to an end. */
export function shifted<T>(list: readonly T[], from: number, by: number): T[] {
  const to = Math.max(0, Math.min(list.length - 1, from + by))
  const one = list[from]
  if (one === undefined || to === from) return [...list]
  const rest = list.toSpliced(from, 1)
  return rest.toSpliced(to, 0, one)
}

/** The next of the steps above or below a value; the value where there is none. */
export function stepFrom<N extends number>(steps: readonly N[], value: N, by: 1 | -1): N {
  return steps[steps.indexOf(value) + by] ?? value
}

interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Before which of these boxes something let go at a point comes to stand: of the nearest, its nearer half decides. */
export function dropAt(boxes: readonly Box[], x: number, y: number): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY]
  boxes.forEach(({ left, top, width, height }, at) => {
    const dx = Math.max(left - x, 0, x - left - width)
    const dy = Math.max(top - y, 0, y - top - height)
    const away = Math.hypot(dx, dy)
    if (away < least) [nearest, least] = [at, away]
  })
  const box = boxes[nearest]
  if (!box) return 0
  return x > box.left + box.width / 2 ? nearest + 1 : nearest
}

/** What an order changes by, where one is dragged before another: taken out, those after it have moved up by one. */
export const byOf = (from: number, over: number): number => (over > from ? over - 1 - from : over - from)

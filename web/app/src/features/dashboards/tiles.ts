// The parts of a dashboard: moved, made wider and higher, told about another period.

import type { DashboardTile, Question } from "@api/contract"

export const WIDTHS = [3, 4, 6, 8, 12] as const
export const HEIGHTS = [1, 2, 3] as const

/** Pixels of a tile's drawing by its height. */
export const drawingOf = (height: number) => height * 176 - 76

/** A list with one of its items moved by some places. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const out = [...list]
  const [item] = out.splice(from, 1)
  if (item !== undefined) out.splice(Math.max(0, Math.min(out.length, to)), 0, item)
  return out
}

/** The next of some sizes in a direction; the same at the end. */
export function stepped<T extends number>(sizes: readonly T[], size: T, by: 1 | -1): T {
  return sizes[sizes.indexOf(size) + by] ?? size
}

/** A question about another period, where it is about one at all. */
export function over(question: Question, range: string | undefined): Question {
  return range && question.period ? { ...question, period: { ...question.period, range } } : question
}

/** An id that no other part has. */
export function freshId(tiles: readonly DashboardTile[]): string {
  let n = tiles.length + 1
  while (tiles.some((tile) => tile.id === `t${n}`)) n += 1
  return `t${n}`
}

/** What is kept of a part: of a saved report not its question again. */
export function kept(tile: DashboardTile): DashboardTile {
  if (!tile.report) return tile
  const { question: _, look: __, ...rest } = tile
  return rest
}

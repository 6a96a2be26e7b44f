// A cell by the values of its keys, as an address and the server name it, and by their places, as an answer has it. Pure.

import type { Answer } from "@api/contract"
import type { Figure } from "../../../kit/charts/options/drawn"
import type { At } from "../../../kit/charts/shape"
import type { CellAsked } from "../ask/url"

export function cellOf(answer: Answer, { at, measure, before }: Figure, tile?: string): CellAsked {
  return {
    cell: answer.axes.map((axis, n) => {
      const held = at[n]
      const key = held === null || held === undefined ? undefined : axis.keys[held]
      return key ? { value: key.value } : null
    }),
    measure,
    ...(before && { before: true as const }),
    ...(tile && { tile }),
  }
}

export const atOfCell = (answer: Answer, cell: CellAsked["cell"]): At =>
  answer.axes.map((axis, n) => {
    const wanted = cell[n]
    if (!wanted) return null
    const at = axis.keys.findIndex(({ value }) => value === wanted.value)
    return at < 0 ? null : at
  })

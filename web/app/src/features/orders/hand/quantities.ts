// Quantities of lines as they are written in a form: filled from what is left, checked, and read for the server.

import type { OrderHandled } from "@api/contract"

/** What is written, by the place of the line. */
export type Written = Record<number, string>

export interface Quantified {
  line: OrderHandled
  /** The most that may be written. */
  most: number
}

/** Lines of which something can still be sent. */
export const toSend = (lines: OrderHandled[]): Quantified[] =>
  lines.map((line) => ({ line, most: Number(line.left) })).filter(({ most }) => most > 0)

/** Lines of which something can come back: what was sent and has not come back. */
export const toTakeBack = (lines: OrderHandled[]): Quantified[] =>
  lines
    .map((line) => ({ line, most: rounded(Number(line.sent) - Number(line.returned)) }))
    .filter(({ most }) => most > 0)

const rounded = (n: number) => Math.round(n * 1e6) / 1e6

export const allOf = (lines: Quantified[]): Written =>
  Object.fromEntries(lines.map(({ line, most }) => [line.line, String(most)]))

/** What is wrong with what is written of a line; nothing where it is empty. */
export function faultOf(text: string | undefined, most: number): "number" | "most" | null {
  const trimmed = (text ?? "").trim()
  if (trimmed === "") return null
  const n = Number(trimmed)
  if (!Number.isFinite(n) || n < 0) return "number"
  return n > most ? "most" : null
}

/** The lines of a wish, in the order of the order; those that are empty or nothing are left out. */
export const wishOf = (lines: Quantified[], written: Written): { line: number; quantity: string }[] =>
  lines.flatMap(({ line }) => {
    const quantity = (written[line.line] ?? "").trim()
    return quantity === "" || Number(quantity) === 0 ? [] : [{ line: line.line, quantity }]
  })

/** All of some quantity of the lines, for sums that are shown: pieces, not money. */
export const sumOf = (lines: OrderHandled[], key: "quantity" | "sent" | "arrived" | "cancelled" | "left"): number =>
  rounded(lines.reduce((sum, line) => sum + Number(line[key]), 0))

// Codes and prices as they are pasted from a spreadsheet: line by line, each good or with what is wrong with it.

import { readTable } from "../../../kit/cells/table"
import { typedAmount } from "../../../kit/decimal"

export type PasteFault = "no_code" | "no_price" | "not_an_amount" | "not_a_quantity" | "twice" | "unknown"

export interface PastedLine {
  /** Its number among the lines, from 1. */
  line: number
  code: string
  from: string
  price: string
  fault?: { kind: PasteFault; typed: string; other?: number }
}

/** A line that is no table: code and price with blanks or commas between them. */
const apart = (line: string): string[] => line.trim().split(/\s*[;；]\s*|\s+/)

function cellsOf(text: string): string[][] {
  const rows = text.includes("\t") ? readTable(text, "") : text.split(/\r?\n/).map(apart)
  return rows.map((cells) => cells.map((cell) => cell.trim()))
}

const isEmpty = (cells: string[]) => cells.every((cell) => cell === "")
/** The heads of columns have words and no figure where the price stands. */
const isHead = ([, ...rest]: string[]) => /\p{L}/u.test(rest.join("")) && !/\d/.test(rest.join(""))

export function readPasted(text: string): PastedLine[] {
  const first = new Map<string, number>()
  return cellsOf(text).flatMap((cells, at): PastedLine[] => {
    if (isEmpty(cells) || (at === 0 && isHead(cells))) return []
    const line = at + 1
    const [code = "", second = "", third] = cells
    const [quantity, price] = third ? [second, third] : ["1", second]
    const of = (kind: PasteFault, typed: string, other?: number): PastedLine[] => [
      { line, code, from: quantity, price, fault: { kind, typed, other } },
    ]
    if (code === "") return of("no_code", "")
    if (price === "") return of("no_price", "")
    const [from, amount] = [typedAmount(quantity), typedAmount(price)]
    if (!amount) return of("not_an_amount", price)
    if (!from || !(Number(from) > 0)) return of("not_a_quantity", quantity)
    const key = `${code.toLowerCase()} ${Number(from)}`
    const other = first.get(key)
    if (other !== undefined) return of("twice", "", other)
    first.set(key, line)
    return [{ line, code, from, price: amount }]
  })
}

// What shall be written into which cells, and what became of it. Rules without a screen.

import type { Cell, CellRow, Field, Named } from "@api/contract"

/** One cell somebody wants to write. */
export interface Wish<Row> {
  row: Row
  field: Field
  value: unknown
  /** What stood there when the row was read. */
  seen: unknown
  /** What was pasted, for saying what is wrong with it. */
  typed?: string
}

/** A cell that cannot be written, and why. */
export interface Fault<Row> {
  row: Row
  label: string
  code: string
  options?: string[]
  typed: string
}

/** A cell of the answer with the wish it answers. */
export interface Answered<Row> extends Cell {
  wish: Wish<Row>
}

/** Wishes as the call takes them: a row each, in the order of the list. */
export function rowsOf<Row>(wishes: Wish<Row>[], idOf: (row: Row) => string): CellRow[] {
  const rows = new Map<string, CellRow & { seen: Record<string, unknown> }>()
  for (const { row, field, value, seen } of wishes) {
    const id = idOf(row)
    const held = rows.get(id) ?? { id, set: {}, seen: {} }
    held.set[field.key] = value
    held.seen[field.key] = seen ?? null
    rows.set(id, held)
  }
  return [...rows.values()]
}

export function answered<Row>(
  cells: Cell[],
  rows: CellRow[],
  wishes: Wish<Row>[],
  idOf: (row: Row) => string,
): Answered<Row>[] {
  return cells.flatMap((cell) => {
    const id = rows[cell.row]?.id
    const wish = wishes.find((one) => idOf(one.row) === id && one.field.key === cell.field)
    return wish ? [{ ...cell, wish }] : []
  })
}

export const inState = <Row>(cells: Answered<Row>[], state: Cell["state"]) =>
  cells.filter((cell) => cell.state === state)

/** The wishes that can be written: what changes, and those clashes that somebody has seen and decided. */
export function toWrite<Row>(cells: Answered<Row>[], taken: ReadonlySet<Cell>): Wish<Row>[] {
  return cells.flatMap((cell) => {
    if (cell.state === "changed") return [cell.wish]
    return cell.state === "clash" && taken.has(cell) ? [{ ...cell.wish, seen: cell.before }] : []
  })
}

/** What cells shall hold, by row and field. */
export type Held = ReadonlyMap<string, Readonly<Record<string, unknown>>>

export const heldOf = <Row>(wishes: Wish<Row>[], idOf: (row: Row) => string, of: "value" | "seen"): Held => {
  const held = new Map<string, Record<string, unknown>>()
  for (const wish of wishes) held.set(idOf(wish.row), { ...held.get(idOf(wish.row)), [wish.field.key]: wish[of] })
  return held
}

const isRecord = (what: unknown): what is Record<string, unknown> => typeof what === "object" && what !== null

/** A row with other values: fields of one's own lie in `fields`, a colleague is called by name. */
function rowWith(row: Record<string, unknown>, set: Readonly<Record<string, unknown>>, users: Named[]) {
  const next = { ...row }
  for (const [key, value] of Object.entries(set)) {
    if (isRecord(row.fields) && key.startsWith("x_")) next.fields = { ...(next.fields as object), [key]: value }
    else if (key === "owner") next.owner = users.find((user) => user.id === value) ?? null
    else next[key] = value
  }
  return next
}

/** What a list holds in the cache, page by page or alone, with cells as they shall be shown; anything else as it is. */
export function withCells(data: unknown, held: Held, users: Named[]): unknown {
  if (!isRecord(data)) return data
  if (Array.isArray(data.pages)) return { ...data, pages: data.pages.map((page) => withCells(page, held, users)) }
  if (!Array.isArray(data.rows)) return data
  const rows = data.rows.map((row: unknown) => {
    const set = isRecord(row) ? held.get(String(row.id)) : undefined
    return isRecord(row) && set ? rowWith(row, set, users) : row
  })
  return { ...data, rows }
}

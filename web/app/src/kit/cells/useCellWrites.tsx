// Writing cells of a list: one from its editor, many from the clipboard, many cleared. One batch, one undo.
// What a colleague changed since the row was read is shown, never written over in silence.

import { api } from "@api/client"
import type { CellRow, CellsDone, Field, Named, ObjectKind } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { ZoneContext } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { lazy, type ReactNode, Suspense, useContext, useState } from "react"
import type { GridColumn } from "../DataGrid"
import { fieldTextPhrases, useFieldText } from "../fieldText"
import { optionsOf } from "../portrait/FieldInput"
import { toastFailure, useUndo } from "../useUndo"
import { fieldLabel, useWords } from "../words"
import { cellPhrases } from "./phrases"
import { readValue } from "./values"
import { type Answered, answered, type Fault, heldOf, inState, rowsOf, type Wish, withCells } from "./writing"

// Who pastes nothing needs none of it.
const CellsDialog = lazy(async () => ({
  default: (await import("./CellsDialog")).CellsDialog,
})) as unknown as typeof import("./CellsDialog")["CellsDialog"]

/** Rows of one call, as the server has it. */
const MOST = 2000

interface Place {
  /** Under which its list and the page of one record are kept. */
  list: string
  page: string
  send: (rows: CellRow[], check?: boolean) => Promise<CellsDone>
}

/** What has cells that are written; deals are changed one by one. */
type Celled = Exclude<ObjectKind, "deal" | "lead" | "activity">

const PLACES: Record<Celled, Place> = {
  person: { list: "people", page: "person", send: api.people.cells },
  company: { list: "companies", page: "company", send: api.companies.cells },
  order: { list: "orders", page: "person", send: api.orders.cells },
  interaction: { list: "interactions", page: "timeline", send: api.interactions.cells },
}

export interface CellWrites<Row> {
  users: Named[]
  set: (row: Row, field: Field, value: unknown, seen: unknown) => void
  paste: (rows: Row[], columns: GridColumn<Row>[], table: string[][], over: number) => void
  clear: (rows: Row[], columns: GridColumn<Row>[]) => void
  /** The question before a paste, and what was left after one. */
  dialog: ReactNode
}

interface WritesOf<Row> {
  object: Celled
  users: Named[]
  idOf: (row: Row) => string
  nameOf: (row: Row) => string
  /** Takes one cell's edit where it cannot be sent now; `true` if it did, and it waits. */
  aside?: (row: Row, field: Field, value: unknown) => Promise<boolean>
}

/** What waits for an answer in the dialog. */
export interface Asked<Row> {
  kind: "preview" | "result"
  cells: Answered<Row>[]
  faults: Fault<Row>[]
  over: number
}

export function useCellWrites<Row>({ object, users, idOf, nameOf, aside }: WritesOf<Row>): CellWrites<Row> {
  const t = usePhrases(cellPhrases)
  const yesNo = usePhrases(fieldTextPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const zone = useContext(ZoneContext)
  const cache = useQueryClient()
  const told = useUndo()
  const [asked, setAsked] = useState<Asked<Row> | null>(null)
  const { list, page, send } = PLACES[object]
  const refresh = async () => {
    for (const key of [list, page]) await cache.invalidateQueries({ queryKey: [key] })
  }
  /** Shows cells as wished before the server has answered, or as they were where it will not have them. */
  const show = async (wishes: Wish<Row>[], as: "value" | "seen") => {
    // A list on its way would bring the old values back.
    await cache.cancelQueries({ queryKey: [list] })
    const held = heldOf(wishes, idOf, as)
    cache.setQueriesData({ queryKey: [list] }, (data: unknown) => withCells(data, held, users))
  }

  /** What is said of cells that were written. */
  const said = (cells: Answered<Row>[], cleared: boolean): string => {
    const [only] = cells
    if (cells.length !== 1 || !only) return t(cleared ? "cleared" : "changed", { n: cells.length })
    const about = { name: nameOf(only.wish.row), field: fieldLabel(words, only.wish.field, object) }
    return only.after === null
      ? t("oneCleared", about)
      : t("one", { ...about, value: textOf(only.wish.field, only.after) })
  }
  const write = async (wishes: Wish<Row>[], cleared = false) => {
    if (wishes.length === 0) return
    const rows = rowsOf(wishes, idOf)
    await show(wishes, "value")
    try {
      const done = await send(rows)
      const cells = answered(done.cells, rows, wishes, idOf)
      const changed = inState(cells, "changed")
      const left = [...inState(cells, "refused"), ...inState(cells, "clash")]
      const rest = left.length > 0 ? ` ${t("left", { n: left.length })}` : ""
      if (done.batch) told(said(changed, cleared) + rest, done.batch)
      else if (left.length === 0) toast({ text: t("same") })
      if (left.length > 0) {
        await show(
          left.map(({ wish }) => wish),
          "seen",
        )
        setAsked({ kind: "result", cells: left, faults: [], over: 0 })
      }
    } catch (error) {
      await show(wishes, "seen")
      toastFailure(error)
    }
    await refresh()
  }

  const setOne = async (row: Row, field: Field, value: unknown, seen: unknown) => {
    if (aside && (await aside(row, field, value))) return refresh()
    return write([{ row, field, value, seen }], value === null)
  }

  const paste: CellWrites<Row>["paste"] = async (rows, columns, table, over) => {
    if (table.flat().every((text) => text === "") && table.length <= 1) return toast({ text: t("pasteNothing") })
    if (rows.length > MOST) return toast({ text: t("tooMany", { n: MOST }), tone: "bad" })
    const [wishes, faults]: [Wish<Row>[], Fault<Row>[]] = [[], []]
    for (const [at, row] of rows.entries()) {
      for (const [along, column] of columns.entries()) {
        const typed = table[at]?.[along] ?? ""
        const { field, value, label } = column
        if (!field || !value || !column.editable) {
          faults.push({ row, label, typed, code: field?.editable === false ? "read_only" : "locked" })
          continue
        }
        const read = readValue(field, typed, optionsOf(field, users, words, yesNo), zone)
        if ("fault" in read) faults.push({ row, label, typed, code: read.fault, options: read.options })
        else wishes.push({ row, field, value: read.value, seen: value(row), typed })
      }
    }
    try {
      const asking = rowsOf(wishes, idOf)
      const done = asking.length > 0 ? await send(asking, true) : { cells: [], changed: 0, batch: null }
      const cells = answered(done.cells, asking, wishes, idOf)
      // One good value into one cell needs no question.
      const plain = faults.length === 0 && over === 0 && cells.length === 1
      if (plain && cells[0]?.state !== "refused" && cells[0]?.state !== "clash") return await write(wishes)
      setAsked({ kind: "preview", cells, faults, over })
    } catch (error) {
      toastFailure(error)
    }
  }

  const clear: CellWrites<Row>["clear"] = (rows, columns) => {
    const able = columns.filter((column) => column.editable)
    if (able.length === 0) return toast({ text: t("noneEditable") })
    const wishes = rows.flatMap((row) =>
      able.flatMap(({ field, value }) => (field && value ? [{ row, field, value: null, seen: value(row) }] : [])),
    )
    const full = wishes.filter(({ seen }) => seen !== null && seen !== undefined && seen !== "" && String(seen) !== "")
    if (full.length > 0) void write(full, true)
  }

  return {
    users,
    set: (row, field, value, seen) => void setOne(row, field, value, seen),
    paste: (...all) => void paste(...all),
    clear,
    dialog: asked && (
      <Suspense>
        <CellsDialog
          object={object}
          asked={asked}
          nameOf={nameOf}
          onClose={() => setAsked(null)}
          onWrite={(wishes) => {
            setAsked(null)
            void write(wishes)
          }}
        />
      </Suspense>
    ),
  }
}

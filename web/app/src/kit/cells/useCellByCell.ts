// Cells of a list of deals or leads, written one by one: what a colleague changed meanwhile is never written over in silence.

import type { Changed, Named, ObjectKind, Page } from "@api/contract"
import { type InfiniteData, type QueryKey, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useMemo } from "react"
import { useFieldText } from "../fieldText"
import { toastFailure, useUndo } from "../useUndo"
import { fieldLabel, useWords } from "../words"
import { cellByCellPhrases } from "./cellByCellPhrases"
import type { CellWrites } from "./useCellWrites"

interface CellByCell<Row> {
  object: ObjectKind
  /** Writes values of a record, unless they are not what was seen any more. */
  write: (id: string, set: Record<string, unknown>, was: Record<string, unknown>) => Promise<Changed<unknown>>
  /** What is read anew after a row was written. */
  keys: (row: Row) => QueryKey[]
}

/** `how` is to be the same from render to render. */
export function useCellByCell<Row extends { id: string; name: string; fields: Record<string, unknown> }>(
  how: CellByCell<Row>,
  users: Named[],
  list: readonly unknown[],
): CellWrites<Row> {
  const t = usePhrases(cellByCellPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const cache = useQueryClient()
  const told = useUndo()
  return useMemo(() => {
    /** Shows a value in the list before the server has answered, or as it was where it will not have it. */
    const show = (id: string, key: string, value: unknown) =>
      cache.setQueryData<InfiniteData<Page<Row>>>(list, (data) => {
        if (!data) return data
        const cell = key === "owner" ? (users.find((user) => user.id === value) ?? null) : value
        const shown = (row: Row): Row =>
          row.id !== id
            ? row
            : key.startsWith("x_")
              ? { ...row, fields: { ...row.fields, [key]: cell } }
              : { ...row, [key]: cell }
        return { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.map(shown) })) }
      })
    const set: CellWrites<Row>["set"] = async (row, field, value, seen) => {
      await cache.cancelQueries({ queryKey: list })
      show(row.id, field.key, value)
      try {
        const changed = await how.write(row.id, { [field.key]: value }, { [field.key]: seen ?? null })
        const about = { name: row.name, field: fieldLabel(words, field, how.object) }
        told(
          value === null ? t("cleared", about) : t("edited", { ...about, value: textOf(field, value) }),
          changed.batch,
        )
      } catch (error) {
        show(row.id, field.key, seen ?? null)
        toastFailure(error)
      }
      for (const queryKey of how.keys(row)) await cache.invalidateQueries({ queryKey })
    }
    const oneByOne = () => toast({ text: t("pasteOne") })
    return {
      users,
      set,
      paste: oneByOne,
      clear: (rows, columns) => {
        const [row, column] = [rows[0], columns[0]]
        if (rows.length !== 1 || columns.length !== 1 || !row || !column?.field || !column.editable) return oneByOne()
        void set(row, column.field, null, column.value?.(row))
      },
      dialog: null,
    }
  }, [how, users, list, cache, t, words, textOf, told])
}

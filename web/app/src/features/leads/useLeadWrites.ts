// Cells of the list of leads, written one by one: what a colleague changed meanwhile is never written over in silence.

import { api } from "@api/client"
import type { LeadRow, Named, Page } from "@api/contract"
import { type InfiniteData, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useMemo } from "react"
import type { CellWrites } from "../../kit/cells/useCellWrites"
import { useFieldText } from "../../kit/fieldText"
import { leadQuery } from "../../kit/leads"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { fieldLabel, useWords } from "../../kit/words"
import { leadsPhrases } from "./phrases"

export function useLeadWrites(users: Named[], list: readonly unknown[]): CellWrites<LeadRow> {
  const t = usePhrases(leadsPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const cache = useQueryClient()
  const told = useUndo()
  return useMemo(() => {
    /** Shows a value in the list before the server has answered, or as it was where it will not have it. */
    const show = (id: string, key: string, value: unknown) =>
      cache.setQueryData<InfiniteData<Page<LeadRow>>>(list, (data) => {
        if (!data) return data
        const cell = key === "owner" ? (users.find((user) => user.id === value) ?? null) : value
        const shown = (row: LeadRow): LeadRow =>
          row.id !== id
            ? row
            : key.startsWith("x_")
              ? { ...row, fields: { ...row.fields, [key]: cell } }
              : { ...row, [key]: cell }
        return { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.map(shown) })) }
      })
    const set: CellWrites<LeadRow>["set"] = async (row, field, value, seen) => {
      await cache.cancelQueries({ queryKey: list })
      show(row.id, field.key, value)
      try {
        const changed = await api.leads.set(row.id, { [field.key]: value }, { [field.key]: seen ?? null })
        const about = { name: row.name, field: fieldLabel(words, field, "lead") }
        told(
          value === null ? t("cleared", about) : t("edited", { ...about, value: textOf(field, value) }),
          changed.batch,
        )
      } catch (error) {
        show(row.id, field.key, seen ?? null)
        toastFailure(error)
      }
      await cache.invalidateQueries({ queryKey: ["leads"] })
      await cache.invalidateQueries({ queryKey: leadQuery(row.id).queryKey })
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
  }, [users, list, cache, t, words, textOf, told])
}

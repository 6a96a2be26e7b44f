// What is done to a list beside finding in it: its columns and the list as a file. On a phone, where there is room for
// neither, one button opens a sheet with them, the order, and whether rows are cards or a table.

import type { Field } from "@api/contract"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { lazy, Suspense, startTransition, useState } from "react"
import type { Columns } from "../useColumns"
import { usePhone } from "../usePhone"
import { ColumnsMenu } from "./ColumnsMenu"
import { ExportMenu } from "./ExportMenu"
import { listPhrases } from "./phrases"

const ListSheet = lazy(async () => ({ default: (await import("./ListSheet")).ListSheet }))

export interface ListToolsProps {
  columns: Columns
  /** Every column that can be chosen. */
  known: string[]
  fields: Field[]
  /** What the list can be sorted by. */
  sorts: readonly { key: string; label?: string; sortable?: boolean }[]
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  /** Where the list lies as a file of a format, for whoever may export. */
  exportPath?: (format: "csv" | "xlsx") => string
  /** Whether rows are listed, rather than laid out as a board, a calendar or a map. */
  rows?: boolean
}

export function ListTools(props: ListToolsProps) {
  const t = usePhrases(listPhrases)
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const { columns, known, fields, exportPath, rows = true } = props
  if (!phone) {
    return (
      <>
        {rows && <ColumnsMenu columns={columns} known={known} fields={fields} />}
        {exportPath && <ExportMenu path={exportPath} />}
      </>
    )
  }
  return (
    <>
      <IconButton
        icon="more"
        label={t("tools")}
        className="list-tools"
        aria-haspopup="dialog"
        onClick={() => startTransition(() => setOpen(true))}
      />
      <Suspense>{open && <ListSheet {...props} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}

// Lines of a table that are no rows: the heads of groups, and places kept for rows that are on their way.

import { Skeleton } from "@ui/States"
import { type CSSProperties, type ReactNode, useEffect } from "react"
import type { GridColumn } from "./DataGrid"

interface GroupLineProps<Row> {
  line: { head: ReactNode; sums: Record<string, string> }
  columns: GridColumn<Row>[]
  lookOf: (column: number) => string
  placeOf: (column: number) => CSSProperties | undefined
}

/** The head of a group: its name over the first columns, then each sum under its column. */
export function GroupLine<Row>({ line, columns, lookOf, placeOf }: GroupLineProps<Row>) {
  const first = columns.findIndex((column) => column.key in line.sums)
  if (first < 1) {
    return (
      <span role={columns.length === 0 ? "cell" : "gridcell"} className="grid-whole">
        {line.head}
      </span>
    )
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus. */}
      <span role="gridcell" aria-colindex={1} aria-colspan={first} style={{ gridColumn: `1 / ${first + 1}` }}>
        {line.head}
      </span>
      {columns.slice(first).map((column, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the table has the focus.
        <span
          key={column.key}
          role="gridcell"
          aria-colindex={first + at + 1}
          className={`cell ${lookOf(first + at)}`}
          style={placeOf(first + at)}
        >
          <span className="cell-body" title={line.sums[column.key]}>
            {line.sums[column.key]}
          </span>
        </span>
      ))}
    </>
  )
}

/** A line whose rows are on their way: they are asked for when it comes into sight. */
export function Waiting({ onSeen }: { onSeen: () => void }) {
  useEffect(() => onSeen(), [onSeen])
  return <Skeleton width="40%" />
}

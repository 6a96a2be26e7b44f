// What can be done about a column, from its head: sort by it, keep it in sight while the rest scrolls, move or hide it.

import { Icon } from "@ui/Icon"
import { Popover } from "@ui/Menu"
import { definePhrases, usePhrases } from "@ui/phrases"
import { lazy, Suspense } from "react"
import type { GridColumn } from "./DataGrid"
import type { Columns } from "./useColumns"

const HeadMenuItems = lazy(async () => ({ default: (await import("./HeadMenuItems")).HeadMenuItems }))

const menuPhrases = definePhrases(
  { menu: "{column}：列的操作" },
  { "zh-TW": { menu: "{column}：欄的操作" }, en: { menu: "{column}: column menu" } },
)

export interface HeadMenuProps {
  column: Pick<GridColumn<never>, "key" | "label" | "sortable">
  chosen: Columns
  /** Keys of the columns that can be moved, in order. */
  loose: string[]
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  /** Whether it stays while the rest scrolls, and whether it is the last that does. */
  frozen: boolean
  lastFrozen: boolean
}

export function HeadMenu(props: HeadMenuProps) {
  const label = usePhrases(menuPhrases)("menu", { column: props.column.label })
  return (
    <Popover
      kind="menu"
      label={label}
      trigger={(trigger) => (
        <button type="button" className="head-menu" aria-label={label} title={label} {...trigger}>
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) => (
        <Suspense>
          <HeadMenuItems {...props} close={close} />
        </Suspense>
      )}
    </Popover>
  )
}

// What can be done about a column, from its head: sort by it, keep it in sight while the rest scrolls, move or hide it.

import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { definePhrases, usePhrases } from "@ui/phrases"
import type { GridColumn } from "./DataGrid"
import { type Columns, NONE_FROZEN } from "./useColumns"

const headPhrases = definePhrases(
  {
    menu: "{column}：列的操作",
    up: "升序",
    down: "降序",
    freeze: "冻结到这一列",
    unfreeze: "取消冻结",
    left: "左移",
    right: "右移",
    hide: "隐藏这一列",
  },
  {
    "zh-TW": {
      menu: "{column}：欄的操作",
      up: "遞增",
      down: "遞減",
      freeze: "凍結到這一欄",
      unfreeze: "取消凍結",
      left: "左移",
      right: "右移",
      hide: "隱藏這一欄",
    },
    en: {
      menu: "{column}: column menu",
      up: "Sort ascending",
      down: "Sort descending",
      freeze: "Freeze up to here",
      unfreeze: "Unfreeze columns",
      left: "Move left",
      right: "Move right",
      hide: "Hide this column",
    },
  },
)

interface HeadMenuProps<Row> {
  column: GridColumn<Row>
  chosen: Columns
  /** Keys of the columns that can be moved, in order. */
  loose: string[]
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  /** Whether it stays while the rest scrolls, and whether it is the last that does. */
  frozen: boolean
  lastFrozen: boolean
}

export function HeadMenu<Row>({ column, chosen, loose, sort, onSort, frozen, lastFrozen }: HeadMenuProps<Row>) {
  const t = usePhrases(headPhrases)
  const { key } = column
  const at = loose.indexOf(key)
  const label = t("menu", { column: column.label })
  return (
    <Popover
      kind="menu"
      label={label}
      trigger={(props) => (
        <button type="button" className="head-menu" aria-label={label} title={label} draggable={false} {...props}>
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) => {
        const item = (name: Exclude<Parameters<typeof t>[0], "menu">, run: () => void, checked?: boolean) => (
          <MenuItem
            checked={checked}
            onSelect={() => {
              close()
              run()
            }}
          >
            {t(name)}
          </MenuItem>
        )
        const sorts = (as: string) => () => onSort(sort === as ? undefined : as)
        return (
          <>
            {column.sortable && (
              <>
                {item("up", sorts(key), sort === key)}
                {item("down", sorts(`-${key}`), sort === `-${key}`)}
              </>
            )}
            {!lastFrozen && item("freeze", () => chosen.freeze(key))}
            {frozen && item("unfreeze", () => chosen.freeze(NONE_FROZEN))}
            {at > 0 && item("left", () => chosen.move(key, loose[at - 1] ?? null))}
            {at >= 0 && at < loose.length - 1 && item("right", () => chosen.move(key, loose[at + 2] ?? null))}
            {at >= 0 && loose.length > 1 && item("hide", () => chosen.toggle(key))}
          </>
        )
      }}
    </Popover>
  )
}

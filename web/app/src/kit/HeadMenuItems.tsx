// The lines of a column's menu.

import { MenuItem } from "@ui/Menu"
import { definePhrases, usePhrases } from "@ui/phrases"
import { useLayoutEffect, useRef } from "react"
import type { HeadMenuProps } from "./HeadMenu"
import { NONE_FROZEN } from "./useColumns"

const headPhrases = definePhrases(
  {
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
      up: "遞增",
      down: "遞減",
      freeze: "凍結到這一欄",
      unfreeze: "取消凍結",
      left: "左移",
      right: "右移",
      hide: "隱藏這一欄",
    },
    en: {
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

export function HeadMenuItems(props: HeadMenuProps & { close: () => void }) {
  const { column, chosen, loose, sort, onSort, frozen, lastFrozen, close } = props
  const t = usePhrases(headPhrases)
  const { key } = column
  const at = loose.indexOf(key)
  // The menu is open before its lines are there, and gives the focus only to what is.
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => list.current?.querySelector("button")?.focus(), [])
  const item = (name: Parameters<typeof t>[0], run: () => void, checked?: boolean) => (
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
    <div ref={list} role="presentation">
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
    </div>
  )
}

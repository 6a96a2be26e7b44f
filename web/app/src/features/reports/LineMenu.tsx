// What is done to one of several lines: moved, taken away, opened.

import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import type { Reorder } from "../../kit/useReorder"
import { buildPhrases } from "./buildPhrases"

interface LineMenuProps {
  label: string
  place: { first: boolean; last: boolean }
  onMove: (by: number) => void
  onRemove: (() => void) | undefined
  more?: { label: string; on: boolean; onSelect: () => void }
}

export function LineMenu({ label, place, onMove, onRemove, more }: LineMenuProps) {
  const t = usePhrases(buildPhrases)
  const items = [
    more && { key: "more", icon: "filter" as const, ...more },
    !place.first && { key: "up", icon: "up" as const, label: t("moveUp"), onSelect: () => onMove(-1) },
    !place.last && { key: "down", icon: "down" as const, label: t("moveDown"), onSelect: () => onMove(1) },
    onRemove && { key: "remove", icon: "trash" as const, label: t("removeIt"), onSelect: onRemove },
  ].flatMap((item) => item || [])
  if (items.length === 0) return null
  return (
    <Popover kind="menu" label={label} trigger={(props) => <IconButton icon="more" small label={label} {...props} />}>
      {(close) =>
        items.map(({ key, icon, label: text, onSelect }) => (
          <MenuItem
            key={key}
            icon={icon}
            onSelect={() => {
              close()
              onSelect()
            }}
          >
            {text}
          </MenuItem>
        ))
      }
    </Popover>
  )
}

export function Grip({ label, grip }: { label: string; grip: ReturnType<Reorder<HTMLElement>["grip"]> | undefined }) {
  if (!grip) return null
  return (
    <button type="button" className="report-grip" aria-label={label} title={label} {...grip}>
      <Icon name="grip" size={14} />
    </button>
  )
}

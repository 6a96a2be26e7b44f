// What one file is, chosen from the workspace's categories.

import { IconButton } from "@ui/Button"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useCategoryWords } from "./categories"
import { filePhrases } from "./phrases"

interface CategoryMenuProps {
  name: string
  categories: string[]
  now: string | null
  onSay: (category: string | null) => void
}

export function CategoryMenu({ name, categories, now, onSay }: CategoryMenuProps) {
  const t = usePhrases(filePhrases)
  const { word } = useCategoryWords()
  const label = t("categoryOf", { name })
  return (
    <Popover
      kind="menu"
      label={label}
      trigger={(trigger) => <IconButton icon="tag" size={14} small label={label} {...trigger} />}
    >
      {(close) =>
        [...categories, null].map((one) => (
          <MenuItem
            key={one ?? ""}
            checked={one === now}
            onSelect={() => {
              close()
              if (one !== now) onSay(one)
            }}
          >
            {one === null ? t("noCategory") : word(one)}
          </MenuItem>
        ))
      }
    </Popover>
  )
}

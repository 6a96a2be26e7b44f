// The categories at the side of the catalogue, and on a phone as a list to pick from.

import type { ProductCategory } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Skeleton } from "@ui/States"
import { inTree, pathTo } from "../../kit/tree"
import { productsPhrases } from "./phrases"

interface CategoriesProps {
  categories: ProductCategory[] | undefined
  /** Products on sale, with and without a category. */
  total: number | undefined
  now: string | undefined
  onPick: (category: string | undefined) => void
  /** Missing where the reader may not change them. */
  onEdit: (() => void) | undefined
}

export function CategoryTree({ categories, total, now, onPick, onEdit }: CategoriesProps) {
  const t = usePhrases(productsPhrases)
  const format = useFormat()
  const item = (id: string | undefined, name: string, depth: number, count: number | undefined) => (
    <li key={id ?? ""}>
      <button
        type="button"
        className="category-item"
        style={{ paddingLeft: 8 + depth * 14 }}
        aria-current={id === now ? "true" : undefined}
        onClick={() => onPick(id)}
      >
        <span className="cut">{name}</span>
        {count !== undefined && <small>{format.number(count)}</small>}
      </button>
    </li>
  )
  return (
    <nav className="category-tree scroll" aria-label={t("categories")}>
      <div className="row category-head">
        <span className="small quiet">{t("categories")}</span>
        {onEdit && <IconButton icon="edit" small className="end" label={t("editCategories")} onClick={onEdit} />}
      </div>
      <ul>
        {item(undefined, t("everything"), 0, total)}
        {categories
          ? inTree(categories).map(({ node, depth }) => item(node.id, node.name, depth, node.products))
          : [60, 44, 52, 36].map((width) => (
              <li key={width} className="category-item">
                <Skeleton width={`${width}%`} />
              </li>
            ))}
      </ul>
    </nav>
  )
}

export function CategoryPicker({ categories = [], now, onPick, onEdit }: CategoriesProps) {
  const t = usePhrases(productsPhrases)
  const format = useFormat()
  const name = pathTo(categories, now ?? null)
    .map((one) => one.name)
    .join(" / ")
  return (
    <Popover
      kind="menu"
      label={t("categories")}
      trigger={(props) => (
        <button
          type="button"
          className={name === "" ? "chip category-pick" : "chip is-on category-pick"}
          aria-label={`${t("category")} ${name || t("everything")}`}
          {...props}
        >
          <span className="cut">{name || t("everything")}</span>
          <Icon name="down" size={14} />
        </button>
      )}
    >
      {(close) => {
        const pick = (id: string | undefined) => () => {
          close()
          onPick(id)
        }
        return (
          <>
            <MenuItem checked={now === undefined} onSelect={pick(undefined)}>
              {t("everything")}
            </MenuItem>
            {inTree(categories).map(({ node, depth }) => (
              <MenuItem key={node.id} checked={node.id === now} onSelect={pick(node.id)}>
                <span style={{ paddingLeft: depth * 14 }}>
                  {node.name} <span className="quiet">{format.number(node.products)}</span>
                </span>
              </MenuItem>
            ))}
            {onEdit && (
              <MenuItem
                icon="edit"
                onSelect={() => {
                  close()
                  onEdit()
                }}
              >
                {t("editCategories")}
              </MenuItem>
            )}
          </>
        )
      }}
    </Popover>
  )
}

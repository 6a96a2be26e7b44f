// Which columns the list shows, in which order: boxes and arrows; the same by dragging heads and their edges.

import "./list.css"
import type { Field } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import type { Columns } from "../useColumns"
import { fieldLabel, useWords } from "../words"
import { listPhrases } from "./phrases"

interface ColumnsMenuProps {
  columns: Columns
  /** Keys of every column there is. */
  known: string[]
  fields: Field[]
}

export function ColumnsMenu(props: ColumnsMenuProps) {
  const t = usePhrases(listPhrases)
  return (
    <Popover
      label={t("columns")}
      trigger={(trigger) => <IconButton icon="columns" label={t("columns")} {...trigger} />}
    >
      {() => (
        <div className="columns-menu">
          <ColumnBoxes {...props} />
          <div className="columns-foot row">
            <span className="small quiet grow">{t("columnsHint")}</span>
            <ColumnsReset {...props} />
          </div>
        </div>
      )}
    </Popover>
  )
}

export function ColumnsReset({ columns }: Pick<ColumnsMenuProps, "columns">) {
  const t = usePhrases(listPhrases)
  if (!columns.changed) return null
  return (
    <Button small look="plain" onClick={columns.reset}>
      {t("columnsReset")}
    </Button>
  )
}

/** Those shown first, in their order, each with its arrows; then the others. */
export function ColumnBoxes({ columns, known, fields }: ColumnsMenuProps) {
  const t = usePhrases(listPhrases)
  const words = useWords()
  const label = (key: string) => fieldLabel(words, { key, label: fields.find((field) => field.key === key)?.label })
  const { keys } = columns
  return (
    <ul>
      {[...keys, ...known.filter((key) => !keys.includes(key))].map((key) => {
        const at = keys.indexOf(key)
        return (
          <li key={key} className="row">
            <label className="row grow menu-item">
              <input type="checkbox" checked={at >= 0} onChange={() => columns.toggle(key)} />
              <span className="cut grow">{label(key)}</span>
            </label>
            {at >= 0 && (
              <>
                <IconButton
                  icon="up"
                  small
                  label={t("columnUp", { column: label(key) })}
                  disabled={at === 0}
                  onClick={() => columns.move(key, keys[at - 1] ?? null)}
                />
                <IconButton
                  icon="down"
                  small
                  label={t("columnDown", { column: label(key) })}
                  disabled={at === keys.length - 1}
                  onClick={() => columns.move(key, keys[at + 2] ?? null)}
                />
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

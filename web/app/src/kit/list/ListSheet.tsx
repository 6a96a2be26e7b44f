// A list's tools under the thumb: its order, cards or a table, the columns of the table, and the list as a file.

import "./listSheet.css"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { fieldLabel, useWords } from "../words"
import { ColumnBoxes, ColumnsReset } from "./ColumnsMenu"
import { download, FORMATS } from "./ExportMenu"
import type { ListToolsProps } from "./ListTools"
import { listPhrases } from "./phrases"
import { sheetPhrases } from "./sheetPhrases"

/** Figures and times are read from the largest and latest first. */
const fromTheLargest = (type: string | undefined) =>
  type !== undefined && ["number", "integer", "money", "date", "date_time"].includes(type)

export function ListSheet(props: ListToolsProps & { onClose: () => void }) {
  const { columns, known, fields, sorts, sort, onSort, exportPath, rows = true, onClose } = props
  const t = usePhrases(sheetPhrases)
  const inList = usePhrases(listPhrases)
  const words = useWords()
  const id = useId()
  const down = sort?.startsWith("-") === true
  const by = sort?.replace(/^-/, "") ?? ""
  const labelOf = ({ key, label }: (typeof sorts)[number]) =>
    label ?? fieldLabel(words, { key, label: fields.find((field) => field.key === key)?.label })
  return (
    <Dialog title={inList("tools")} closeLabel={t("close")} onClose={onClose} still>
      <section className="list-sheet">
        <label htmlFor={id} className="medium">
          {t("sort")}
        </label>
        <select
          id={id}
          className="input"
          value={by}
          onChange={({ target: { value } }) => {
            const first = fromTheLargest(fields.find((field) => field.key === value)?.type) || value.endsWith("_at")
            onSort(value === "" ? undefined : first ? `-${value}` : value)
          }}
        >
          <option value="">{t("asIs")}</option>
          {sorts
            .filter((one) => one.sortable !== false)
            .map((one) => (
              <option key={one.key} value={one.key}>
                {labelOf(one)}
              </option>
            ))}
        </select>
        {by !== "" && (
          <Choice
            label={t("order")}
            now={down ? "down" : "up"}
            options={{ up: t("up"), down: t("down") }}
            onPick={(next) => onSort(next === "down" ? `-${by}` : by)}
          />
        )}
      </section>
      {rows && (
        <section className="list-sheet">
          <h3 className="medium">{t("rows")}</h3>
          <Choice
            label={t("rows")}
            now={columns.table ? "table" : "cards"}
            options={{ cards: t("cards"), table: t("table") }}
            onPick={(next) => columns.showTable(next === "table")}
          />
          {!columns.table && <p className="small quiet">{t("cardsHint")}</p>}
        </section>
      )}
      {rows && columns.table && (
        <section className="list-sheet">
          <div className="row">
            <h3 className="medium grow">{inList("columns")}</h3>
            <ColumnsReset columns={columns} />
          </div>
          <ColumnBoxes columns={columns} known={known} fields={fields} />
        </section>
      )}
      {exportPath && (
        <section className="list-sheet">
          <h3 className="medium">{inList("export")}</h3>
          <p className="small quiet">{inList("exportHint")}</p>
          <div className="row">
            {FORMATS.map((format) => (
              <Button
                key={format}
                className="grow"
                onClick={() => {
                  onClose()
                  download(exportPath(format))
                }}
              >
                {t(format)}
              </Button>
            ))}
          </div>
        </section>
      )}
    </Dialog>
  )
}

interface ChoiceProps<Key extends string> {
  label: string
  now: Key
  options: Record<Key, string>
  onPick: (key: Key) => void
}

function Choice<Key extends string>({ label, now, options, onPick }: ChoiceProps<Key>) {
  const keys = Object.keys(options) as Key[]
  return (
    <fieldset className="list-choice" aria-label={label}>
      {keys.map((key) => (
        <button key={key} type="button" aria-pressed={key === now} onClick={() => onPick(key)}>
          {options[key]}
        </button>
      ))}
    </fieldset>
  )
}

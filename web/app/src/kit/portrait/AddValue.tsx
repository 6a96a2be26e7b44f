// What nobody has filled yet, to be chosen from a list.

import type { Field, PortraitValue } from "@api/contract"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { FileField } from "../files/FileField"
import { fieldLabel, useWords } from "../words"
import { EditableValue } from "./EditableValue"
import { portraitPhrases } from "./phrases"
import { displayOf, savedFiles, type ValueEdits } from "./ValueRow"

interface AddValueProps extends ValueEdits {
  portrait: PortraitValue[]
  fields: Field[]
  /** Keys that are filled elsewhere on the page. */
  except: Set<string>
}

/** A field nobody has filled yet: chosen from the list, then written in place. */
export function AddValue({ portrait, fields, except, users, onSet }: AddValueProps) {
  const t = usePhrases(portraitPhrases)
  const words = useWords()
  const [adding, setAdding] = useState<Field | null>(null)
  const filled = new Set(portrait.map((value) => value.key))
  const open = fields.filter(
    (field) => field.editable && !filled.has(field.key) && !except.has(field.key) && field.type !== "multi_choice",
  )
  if (adding) {
    const label = fieldLabel(words, adding)
    if (adding.type === "file") {
      return (
        <div className="value-row grow">
          <span className="value-adding">{label}</span>
          <span className="row">
            <FileField
              label={label}
              value={null}
              mayEdit
              onSave={(files) => {
                setAdding(null)
                if (files) {
                  const names = files.map((file) => file.name).join("、")
                  onSet({ [adding.key]: files }, names, savedFiles(t, files, label))
                }
              }}
            />
            <button type="button" className="link small" onClick={() => setAdding(null)}>
              {t("cancel")}
            </button>
          </span>
        </div>
      )
    }
    return (
      <div className="value-row grow">
        <span className="value-adding">{label}</span>
        <EditableValue
          field={adding}
          label={label}
          value={null}
          users={users}
          open
          onCancel={() => setAdding(null)}
          onSave={(next) => {
            setAdding(null)
            const display = displayOf(adding, next, users, words)
            if (next !== null) onSet({ [adding.key]: next }, display, t("changed", { field: label, value: display }))
          }}
        >
          —
        </EditableValue>
      </div>
    )
  }
  if (open.length === 0) return null
  return (
    <Popover
      kind="menu"
      label={t("addValue")}
      trigger={(props) => (
        <button type="button" className="quiet add-value" {...props}>
          <Icon name="plus" size={12} />
          {t("addValue")}
        </button>
      )}
    >
      {(close) =>
        open.map((field) => (
          <MenuItem
            key={field.key}
            onSelect={() => {
              close()
              setAdding(field)
            }}
          >
            {fieldLabel(words, field)}
          </MenuItem>
        ))
      }
    </Popover>
  )
}

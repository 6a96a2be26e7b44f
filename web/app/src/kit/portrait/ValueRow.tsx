// One value of a portrait: its name, itself, where it came from, and the way to change it.

import "./portrait.css"
import type { Field, FileInfo, Named, PortraitValue } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { type Translate, usePhrases } from "@ui/phrases"
import { useFieldText } from "../fieldText"
import { FileField } from "../files/FileField"
import { useSession } from "../session"
import { fieldLabel, useWords, valueLabel, type Words } from "../words"
import { EditableValue } from "./EditableValue"
import { portraitPhrases } from "./phrases"
import { Sourced } from "./Sourced"

export interface ValueEdits {
  users: Named[]
  mayEdit: boolean
  onSet: (fields: Record<string, unknown>, display: string, text: string) => void
}

interface ValueRowProps extends ValueEdits {
  value: PortraitValue
  field: Field | undefined
  /** Whether it is a part of the line above. */
  part?: boolean
}

/** A value in the reader's custom. */
export function useShown() {
  const words = useWords()
  const format = useFormat()
  const fieldText = useFieldText()
  const { currency } = useSession().workspace
  return (value: PortraitValue, field?: Field): string => {
    // Money of people and companies is in the currency of the workspace.
    if (value.custom && value.type === "money") return format.money(String(value.value), currency)
    // A link is named by the server, which knows the record.
    if (value.custom && field && value.type !== "link") return fieldText(field, value.value)
    if (value.type === "date" && typeof value.value === "string") return format.calendarDate(value.value)
    if (value.type === "date_time" && typeof value.value === "string") return format.date(value.value)
    if (["money", "number", "integer"].includes(value.type)) return format.decimal(String(value.value))
    const worded = valueLabel(words, value.key, value.value)
    return worded === String(value.value) ? value.display : worded
  }
}

export function ValueRow({ value, field, part, users, mayEdit, onSet }: ValueRowProps) {
  const t = usePhrases(portraitPhrases)
  const words = useWords()
  const shown = useShown()(value, field)
  const label = fieldLabel(words, { key: value.key, label: value.label ?? field?.label })
  const known: Field = field ?? {
    key: value.key,
    type: value.type,
    custom: value.custom,
    editable: false,
    sortable: false,
  }
  if (value.type === "file") {
    return (
      <div className="value-row is-files">
        <dt title={label}>{label}</dt>
        <dd>
          <Sourced source={value.source} at={value.at}>
            <FileField
              label={label}
              value={value.value}
              mayEdit={known.editable && mayEdit}
              onSave={(files) => onSet({ [value.key]: files }, namesOf(files), savedFiles(t, files, label))}
            />
          </Sourced>
        </dd>
      </div>
    )
  }
  return (
    <div className={part ? "value-row is-part" : "value-row"}>
      <dt title={label}>{label}</dt>
      <dd>
        <Sourced source={value.source} at={value.at} others={value.others} focusable={!(known.editable && mayEdit)}>
          <EditableValue
            field={{ ...known, editable: known.editable && mayEdit }}
            label={label}
            value={value.value}
            users={users}
            onSave={(next) => {
              const display = displayOf(known, next, users, words)
              onSet(
                { [value.key]: next },
                display,
                next === null ? t("cleared", { field: label }) : t("changed", { field: label, value: display }),
              )
            }}
          >
            {value.type === "user" && <Avatar id={String(value.value)} initial={value.display.slice(0, 1)} size={20} />}
            {value.type === "url" && value.custom ? (
              <span className="cut link" title={shown}>
                {shown}
              </span>
            ) : (
              <span
                className={["long_text", "address"].includes(value.type) || value.key === "address" ? undefined : "cut"}
                title={shown}
              >
                {shown}
              </span>
            )}
          </EditableValue>
        </Sourced>
      </dd>
    </div>
  )
}

const namesOf = (files: FileInfo[] | null) => (files ?? []).map((file) => file.name).join("、")

/** What is said after the files of a field changed. */
export const savedFiles = (
  t: Translate<NonNullable<(typeof portraitPhrases)["source"]>>,
  files: FileInfo[] | null,
  field: string,
) => (files === null ? t("cleared", { field }) : t("changed", { field, value: namesOf(files) }))

export function displayOf(field: Field, value: unknown, users: Named[], words: Words): string {
  if (field.type === "user") return users.find((user) => user.id === value)?.name ?? "—"
  const option = field.options?.find((one) => one.id === value)
  return option?.label ?? valueLabel(words, field.key, value)
}

// One field out of those that do, its own first, then those one step away under what leads to them.

import type { ObjectKind, ReportField } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useFieldPaths } from "../../../kit/charts/useFieldPaths"
import { askPhrases } from "./phrases"

interface FieldSelectProps {
  object: ObjectKind
  fields: ReportField[]
  value: string | undefined
  label: string
  invalid?: boolean | undefined
  describedBy?: string | undefined
  /** What stands first where nothing is chosen yet. */
  blank?: string
  onChange: (field: ReportField) => void
}

export function FieldSelect(props: FieldSelectProps) {
  const { object, fields, value, label, invalid, describedBy, blank, onChange } = props
  const t = usePhrases(askPhrases)
  const paths = useFieldPaths()
  const own = fields.filter(({ key }) => !key.includes("."))
  const steps = [...new Set(fields.flatMap(({ key }) => (key.includes(".") ? [key.split(".")[0] ?? ""] : [])))]
  const known = fields.some(({ key }) => key === value)
  // Under the name of what leads there the way need not be said again.
  const last = (key: string) => paths.label(object, key).split(" · ").at(-1) ?? key
  return (
    <select
      className="input"
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      value={known ? value : ""}
      onChange={(event) => {
        const field = fields.find(({ key }) => key === event.target.value)
        if (field) onChange(field)
      }}
    >
      {!known && <option value="">{blank ?? value ?? ""}</option>}
      {steps.length === 0 ? (
        own.map(({ key }) => (
          <option key={key} value={key}>
            {paths.label(object, key)}
          </option>
        ))
      ) : (
        <>
          <optgroup label={t("own")}>
            {own.map(({ key }) => (
              <option key={key} value={key}>
                {paths.label(object, key)}
              </option>
            ))}
          </optgroup>
          {steps.map((step) => (
            <optgroup key={step} label={paths.label(object, step)}>
              {fields
                .filter(({ key }) => key.startsWith(`${step}.`))
                .map(({ key }) => (
                  <option key={key} value={key}>
                    {value === key ? paths.label(object, key) : last(key)}
                  </option>
                ))}
            </optgroup>
          ))}
        </>
      )}
    </select>
  )
}

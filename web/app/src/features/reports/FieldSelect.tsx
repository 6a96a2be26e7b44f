// A field, chosen among those of the record and of what stands one step away.

import type { ObjectKind, ReportField } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { buildPhrases } from "./buildPhrases"
import { reportsPhrases } from "./phrases"
import { type Group, groupOf, useFieldName } from "./useFieldName"

const GROUPS: readonly Group[] = ["near", "person", "company", "owner"]

interface FieldSelectProps {
  label: string
  object: ObjectKind
  fields: ReportField[]
  value: string
  /** What stands for no field. */
  none?: string
  fault?: string | undefined
  onPick: (key: string) => void
}

export function FieldSelect({ label, object, fields, value, none, fault, onPick }: FieldSelectProps) {
  const t = usePhrases(buildPhrases)
  const inReports = usePhrases(reportsPhrases)
  const name = useFieldName()
  const options = (group: Group) =>
    fields
      .filter((field) => groupOf(field) === group)
      .map((field) => (
        <option key={field.key} value={field.key}>
          {name(field)}
        </option>
      ))
  const groups = GROUPS.filter((group) => fields.some((field) => groupOf(field) === group))
  return (
    <select
      className="input"
      aria-label={label}
      aria-invalid={fault ? true : undefined}
      value={value}
      onChange={(event) => onPick(event.target.value)}
    >
      {none !== undefined && <option value="">{none}</option>}
      {value !== "" && !fields.some(({ key }) => key === value) && <option value={value}>{value}</option>}
      {groups.length === 1 && groups[0]
        ? options(groups[0])
        : groups.map((group) => (
            <optgroup key={group} label={group === "near" ? inReports(`object.${object}`) : t(`group.${group}`)}>
              {options(group)}
            </optgroup>
          ))}
    </select>
  )
}

export function Fault({ children }: { children: string | undefined }) {
  return children ? (
    <span className="field-problem" role="alert">
      {children}
    </span>
  ) : null
}

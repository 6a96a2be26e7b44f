// One value of a record beside its name, read or changed where it stands.

import "./record.css"
import "../portrait/portrait.css"
import type { Field } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { useFieldText } from "../fieldText"
import { EditableValue } from "../portrait/EditableValue"
import { portraitPhrases } from "../portrait/phrases"
import { usersQuery } from "../queries"
import { recordPhrases } from "./phrases"

/** A value that follows from something else; nothing is shown where there is none. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === false || children === "") return null
  return (
    <div className="fact">
      <dt title={label}>{label}</dt>
      <dd>
        <span className="value">{children}</span>
      </dd>
    </div>
  )
}

interface EditFactProps {
  field: Field
  label: string
  value: unknown
  mayEdit: boolean
  /** What stands there where the value does not say itself. */
  shown?: ReactNode
  /** The value, and what is said of it afterwards. */
  onSave: (value: unknown, said: string) => void
}

export function EditFact({ field, label, value, mayEdit, shown, onSave }: EditFactProps) {
  const t = usePhrases(portraitPhrases)
  const own = usePhrases(recordPhrases)
  const textOf = useFieldText()
  const users = useQuery(usersQuery).data ?? []
  const editable = mayEdit && field.editable && field.type !== "file"
  const text = shown ?? textOf(field, value)
  const long = field.type === "long_text"
  if (!editable && !text) return null
  return (
    <div className="fact">
      <dt title={label}>{label}</dt>
      <dd>
        <EditableValue
          field={{ ...field, editable }}
          label={label}
          value={value}
          users={users}
          onSave={(next) =>
            onSave(
              next,
              // What a link leads to is named by the server; a long text is not repeated.
              next === null
                ? t("cleared", { field: label })
                : field.type === "link" || long
                  ? own("changedPlain", { field: label })
                  : t("changed", { field: label, value: textOf(field, next) }),
            )
          }
        >
          {text ? long ? <span className="value is-long">{text}</span> : text : <span className="quiet">—</span>}
        </EditableValue>
      </dd>
    </div>
  )
}

interface OwnFactsProps {
  fields: Field[]
  values: Record<string, unknown>
  linked: Record<string, string> | undefined
  mayEdit: boolean
  labelOf: (field: Field) => string
  onSet: (set: Record<string, unknown>, said: string) => void
}

/** Fields of one's own. */
export function OwnFacts({ fields, values, linked, mayEdit, labelOf, onSet }: OwnFactsProps) {
  return fields
    .filter((field) => field.custom)
    .map((field) => (
      <EditFact
        key={field.key}
        field={field}
        label={labelOf(field)}
        value={values[field.key]}
        mayEdit={mayEdit}
        {...(field.type === "link" && { shown: linked?.[String(values[field.key] ?? "")] })}
        onSave={(value, said) => onSet({ [field.key]: value }, said)}
      />
    ))
}

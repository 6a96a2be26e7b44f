// Fields of a form with what is wrong below each.

import { type ReactNode, useId } from "react"

interface LabelledProps {
  label: string
  fault: string | undefined
  hint?: string
  children: (props: {
    id: string
    "aria-invalid": true | undefined
    "aria-describedby": string | undefined
  }) => ReactNode
}

export function Labelled({ label, fault, hint, children }: LabelledProps) {
  const id = useId()
  const below = fault ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        "aria-invalid": fault === undefined ? undefined : true,
        "aria-describedby": below === undefined ? undefined : `${id}below`,
      })}
      {below !== undefined && (
        <p
          id={`${id}below`}
          className={fault === undefined ? "small quiet" : "field-problem"}
          role={fault === undefined ? undefined : "alert"}
        >
          {below}
        </p>
      )}
    </div>
  )
}

interface SelectProps {
  label: string
  value: string
  options: readonly { id: string; label: string }[]
  /** What stands where nothing is chosen; none where something always is. */
  none?: string
  hint?: string
  fault: string | undefined
  onChange: (id: string) => void
}

export function Select({ label, value, options, none, hint, fault, onChange }: SelectProps) {
  return (
    <Labelled label={label} fault={fault} {...(hint === undefined ? {} : { hint })}>
      {(props) => (
        <select {...props} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {none !== undefined && <option value="">{none}</option>}
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

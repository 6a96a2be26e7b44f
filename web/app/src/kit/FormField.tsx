// One line of a form: its label, its control, and what is wrong with it.

import type { ReactNode } from "react"

interface FormFieldProps {
  /** Of the control. */
  id: string
  label: string
  fault?: string | undefined
  children: ReactNode
}

export function FormField({ id, label, fault, children }: FormFieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {fault && (
        <span className="field-problem" role="alert">
          {fault}
        </span>
      )}
    </div>
  )
}

// A line to write in, with the usual answers below it, taken at a touch.

import "./suggested.css"
import { useId } from "react"

interface SuggestedProps {
  label: string
  value: string
  usual: readonly string[]
  /** What is wrong with it. */
  fault?: string | undefined
  maxLength?: number
  onText: (text: string) => void
}

export function Suggested({ label, value, usual, fault, maxLength = 200, onText }: SuggestedProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        autoComplete="off"
        maxLength={maxLength}
        value={value}
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={fault === undefined ? undefined : `${id}fault`}
        onChange={(event) => onText(event.target.value)}
      />
      <fieldset className="usual" aria-label={label}>
        {usual.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={one === value}
            onClick={() => onText(one === value ? "" : one)}
          >
            {one}
          </button>
        ))}
      </fieldset>
      {fault !== undefined && (
        <p className="field-problem" id={`${id}fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

// One setting: what it is called, what it does in one line, and its control beside it.

import { type ReactNode, useId } from "react"

interface SettingProps {
  label: string
  about: string
  children: ReactNode
}

export function Setting({ label, about, children }: SettingProps) {
  return (
    <div className="setting">
      <span className="stack">
        <span>{label}</span>
        <span className="small quiet">{about}</span>
      </span>
      {children}
    </div>
  )
}

interface NumberSettingProps {
  label: string
  about: string
  unit: string
  /** What nothing means. */
  none: string
  text: string
  fault: string | undefined
  onText: (text: string) => void
}

export function NumberSetting({ label, about, unit, none, text, fault, onText }: NumberSettingProps) {
  const id = useId()
  return (
    <div className="setting">
      <label className="stack" htmlFor={id}>
        <span>{label}</span>
        <span className="small quiet" id={`${id}about`}>
          {about}
        </span>
      </label>
      <span className="stack">
        <span className="row setting-number">
          <input
            id={id}
            className="input figure"
            inputMode="decimal"
            autoComplete="off"
            placeholder={none}
            aria-describedby={`${id}about`}
            aria-invalid={fault !== undefined}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
          <span className="quiet setting-unit">{text.trim() === "" ? "" : unit}</span>
        </span>
        {fault && (
          <span className="field-problem" role="alert">
            {fault}
          </span>
        )}
      </span>
    </div>
  )
}

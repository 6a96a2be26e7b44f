import "./switch.css"

interface SwitchProps {
  on: boolean
  labelledBy: string
  disabled: boolean
  onTurn: (on: boolean) => void
}

/** A setting that takes effect at once. */
export function Switch({ on, labelledBy, disabled, onTurn }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={on}
      aria-labelledby={labelledBy}
      disabled={disabled}
      onClick={() => onTurn(!on)}
    >
      <span />
    </button>
  )
}

// Several of a few choices, each with a box to tick.

interface TicksProps<Choice extends string> {
  legend: string
  choices: readonly Choice[]
  label: (choice: Choice) => string
  ticked: readonly string[]
  onTick: (now: Choice[]) => void
}

export function Ticks<Choice extends string>({ legend, choices, label, ticked, onTick }: TicksProps<Choice>) {
  return (
    <fieldset className="field-options">
      <legend className="small quiet">{legend}</legend>
      <div className="role-words">
        {choices.map((one) => (
          <label key={one} className="row">
            <input
              type="checkbox"
              className="tick"
              checked={ticked.includes(one)}
              onChange={(event) =>
                onTick(choices.filter((other) => (other === one ? event.target.checked : ticked.includes(other))))
              }
            />
            {label(one)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

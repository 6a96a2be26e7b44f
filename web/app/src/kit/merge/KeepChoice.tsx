// Which of two records stays when they become one.

import "./merge.css"
import { Avatar } from "@ui/Avatar"
import { useId } from "react"

interface Side {
  id: string
  name: string
  initial: string
  /** What tells it from the other, or what becomes of it. */
  note: string | null
}

interface KeepChoiceProps {
  label: string
  sides: Side[]
  /** Its place among the two. */
  kept: number
  onKeep: (at: number) => void
  /** Companies have square pictures. */
  square?: boolean
}

export function KeepChoice({ label, sides, kept, onKeep, square = false }: KeepChoiceProps) {
  const name = useId()
  return (
    <fieldset className="merge-sides">
      <legend className="hidden-visually">{label}</legend>
      {sides.map((side, at) => (
        <label key={side.id} className="card merge-side">
          <input type="radio" name={name} checked={kept === at} onChange={() => onKeep(at)} />
          <Avatar id={side.id} initial={side.initial} size={28} square={square} />
          <span className="stack">
            <span className="strong">{side.name}</span>
            <span className="small quiet">{side.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

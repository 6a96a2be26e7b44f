// The circle before something to be done: one press and it is done, one more and it is not.

import "./activities.css"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { activityPhrases } from "./phrases"

interface DoneCircleProps {
  done: boolean
  title: string
  disabled?: boolean
  /** Resolves to whether it was taken. */
  onTurn: (done: boolean) => Promise<boolean>
}

export function DoneCircle({ done, title, disabled = false, onTurn }: DoneCircleProps) {
  const t = usePhrases(activityPhrases)
  // It is drawn as it will be while the server is asked.
  const [going, setGoing] = useState<boolean | null>(null)
  const shown = going ?? done
  return (
    <button
      type="button"
      className={shown ? "done-circle is-done" : "done-circle"}
      disabled={disabled || going !== null}
      aria-label={t(shown ? "reopenTitle" : "doneTitle", { title })}
      title={t(shown ? "reopenTitle" : "doneTitle", { title })}
      onClick={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setGoing(!done)
        void onTurn(!done).finally(() => setGoing(null))
      }}
    >
      <span>
        <Icon name="check" size={12} />
      </span>
    </button>
  )
}

// Of which kind something is: a row of icons with their names.

import "./activities.css"
import type { ActivityKind } from "@api/contract"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { KIND_ICONS, KINDS } from "./kinds"
import { activityPhrases } from "./phrases"

interface KindChoiceProps {
  kind: ActivityKind
  label: string
  onKind: (kind: ActivityKind) => void
}

export function KindChoice({ kind, label, onKind }: KindChoiceProps) {
  const t = usePhrases(activityPhrases)
  const name = useId()
  return (
    <fieldset className="kind-choice" aria-label={label}>
      {KINDS.map((one) => (
        <label key={one} className={one === kind ? "kind-one is-on" : "kind-one"}>
          <input
            type="radio"
            className="hidden-visually"
            name={name}
            checked={one === kind}
            onChange={() => onKind(one)}
          />
          <Icon name={KIND_ICONS[one]} size={16} />
          {t(`kind.${one}`)}
        </label>
      ))}
    </fieldset>
  )
}

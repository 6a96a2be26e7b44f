// How long before it begins its owner is reminded.

import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { planPhrases } from "./planPhrases"

const CHOICES = [0, 5, 10, 15, 30, 60, 120, 1440, 2880]

/** "提前 10 分钟", "Never". */
export function useRemindText(): (remind: number | null) => string {
  const t = usePhrases(planPhrases)
  return (n) => {
    if (n === null) return t("remind.never")
    if (n === 0) return t("remind.now")
    if (n % 1440 === 0) return t("remindDays", { n: n / 1440 })
    return n % 60 === 0 ? t("remindHours", { n: n / 60 }) : t("remindMinutes", { n })
  }
}

interface RemindFieldProps {
  remind: number | null
  disabled: boolean
  onRemind: (remind: number | null) => void
}

export function RemindField({ remind, disabled, onRemind }: RemindFieldProps) {
  const t = usePhrases(planPhrases)
  const text = useRemindText()
  const id = useId()
  const choices = remind === null || CHOICES.includes(remind) ? CHOICES : [...CHOICES, remind].sort((a, b) => a - b)
  return (
    <div className="field">
      <label htmlFor={id}>{t("remind")}</label>
      <select
        id={id}
        className="input"
        disabled={disabled}
        value={remind === null ? "" : String(remind)}
        onChange={(event) => onRemind(event.target.value === "" ? null : Number(event.target.value))}
      >
        <option value="">{t("remind.never")}</option>
        {choices.map((n) => (
          <option key={n} value={n}>
            {text(n)}
          </option>
        ))}
      </select>
    </div>
  )
}

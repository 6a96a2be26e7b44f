// A span of days by its name, or two days of one's own.

import { usePhrases } from "@ui/phrases"
import { askPhrases } from "./phrases"
import { daysIn, isNamed, RANGES, writeDays } from "./ranges"

interface RangeSelectProps {
  label: string
  value: string | undefined
  today: string
  /** What stands for none; "any time" unless said. */
  none?: string
  className?: string
  onChange: (range: string | undefined) => void
}

export function useRangeWord(): (range: string) => string {
  const t = usePhrases(askPhrases)
  return (range) => {
    if (isNamed(range)) return t(`range.${range}`)
    const days = daysIn(range)
    return days ? t("span", days) : range
  }
}

export function RangeSelect({ label, value, today, none, className = "", onChange }: RangeSelectProps) {
  const t = usePhrases(askPhrases)
  const days = value === undefined ? null : daysIn(value)
  return (
    <div className={`ask-range ${className}`}>
      <select
        className="input"
        aria-label={label}
        value={days ? "custom" : (value ?? "")}
        onChange={({ target }) =>
          onChange(target.value === "" ? undefined : target.value === "custom" ? writeDays(today, today) : target.value)
        }
      >
        <option value="">{none ?? t("everything")}</option>
        {RANGES.map((range) => (
          <option key={range} value={range}>
            {t(`range.${range}`)}
          </option>
        ))}
        <option value="custom">{t("custom")}</option>
      </select>
      {days && (
        <span className="ask-pair">
          <input
            type="date"
            className="input"
            aria-label={t("from")}
            value={days.from}
            onChange={({ target }) => target.value && onChange(writeDays(target.value, days.to))}
          />
          <input
            type="date"
            className="input"
            aria-label={t("to")}
            value={days.to}
            onChange={({ target }) => target.value && onChange(writeDays(days.from, target.value))}
          />
        </span>
      )}
    </div>
  )
}

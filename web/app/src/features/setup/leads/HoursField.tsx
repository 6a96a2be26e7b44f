// Days of the week to press, and from when to when.

import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { leadSetupPhrases } from "./phrases"
import { type Hours, WEEK } from "./week"

export function HoursField({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const t = usePhrases(leadSetupPhrases)
  const id = useId()
  return (
    <div className="hours-field">
      <fieldset className="hours-days">
        <legend className="hidden-visually">{t("days")}</legend>
        {WEEK.map((day) => (
          <button
            key={day}
            type="button"
            className="hours-day"
            aria-label={t(`day.${day}`)}
            aria-pressed={hours.days.includes(day)}
            onClick={() =>
              onChange({
                ...hours,
                days: WEEK.filter((one) => (one === day) !== hours.days.includes(one)),
              })
            }
          >
            {t(`short.${day}`)}
          </button>
        ))}
      </fieldset>
      <span className="row hours-times">
        <label className="hidden-visually" htmlFor={`${id}from`}>
          {t("from")}
        </label>
        <input
          id={`${id}from`}
          type="time"
          className="input"
          value={hours.from}
          onChange={(event) => onChange({ ...hours, from: event.target.value })}
        />
        <label className="small quiet" htmlFor={`${id}to`}>
          {t("until")}
        </label>
        <input
          id={`${id}to`}
          type="time"
          className="input"
          value={hours.to === "24:00" ? "00:00" : hours.to}
          onChange={(event) => onChange({ ...hours, to: event.target.value })}
        />
      </span>
    </div>
  )
}

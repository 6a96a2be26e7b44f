// When something is: chosen by near days, said in words, or given by day, time and length; what it comes to is told.

import { ZoneContext } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useContext, useId, useState } from "react"
import { moved } from "../calendar/days"
import { type Draft, spanOf } from "./draft"
import { planPhrases } from "./planPhrases"
import { WEEKDAYS, weekdayOf } from "./repeat"
import { readTyped } from "./typedTime"
import { useWhen } from "./useWhen"
import { clockText, readClock, type Wall } from "./wall"

interface WhenFieldProps {
  draft: Draft
  now: Wall
  fault: string | undefined
  onDraft: (part: Partial<Draft>) => void
}

const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240]

/** "45 分钟", "1.5 小时". */
export function useLongText(): (minutes: number) => string {
  const t = usePhrases(planPhrases)
  return (n) => (n % 30 === 0 && n >= 60 ? t("longHours", { n: n / 60 }) : t("longMinutes", { n }))
}

/** What another day takes along: the last of several days. */
export const onDay = (draft: Draft, day: string): Partial<Draft> => {
  const days = draft.day === "" ? 0 : Math.max(0, (Date.parse(draft.lastDay) - Date.parse(draft.day)) / 86_400_000)
  return { day, lastDay: day === "" ? "" : moved(day, days) }
}

export function WhenField({ draft, now, fault, onDraft }: WhenFieldProps) {
  const t = usePhrases(planPhrases)
  const when = useWhen()
  const zone = useContext(ZoneContext)
  const longText = useLongText()
  const id = useId()
  const [typed, setTyped] = useState("")
  const task = draft.kind === "task"
  const read = typed.trim() === "" ? null : readTyped(typed, now)
  const monday = moved(now.day, 7 - WEEKDAYS.indexOf(weekdayOf(now.day)))
  const quick = [
    [t("quickToday"), now.day],
    [t("quickTomorrow"), moved(now.day, 1)],
    [t("quickMonday"), monday],
    [t("quickDays", { n: 3 }), moved(now.day, 3)],
  ] as const
  const say = (text: string) => {
    setTyped(text)
    const said = readTyped(text, now)
    if (!said) return
    onDraft({
      ...(said.day !== null && onDay(draft, said.day)),
      ...(said.minutes !== null && { minutes: said.minutes }),
      ...(said.long !== null && !task && { long: said.long }),
    })
  }
  const lengths = LENGTHS.includes(draft.long) ? LENGTHS : [...LENGTHS, draft.long].sort((a, b) => a - b)
  return (
    <fieldset className="plan-part">
      <legend>{t("when")}</legend>
      <div className="row is-wrap plan-quick">
        {quick.map(([label, day]) => (
          <button
            key={label}
            type="button"
            className="chip"
            aria-pressed={draft.day === day}
            onClick={() => onDraft(onDay(draft, day))}
          >
            {label}
          </button>
        ))}
        {task && (
          <button
            type="button"
            className="chip"
            aria-pressed={draft.day === ""}
            onClick={() => onDraft({ day: "", lastDay: "", minutes: null, repeats: null })}
          >
            {t("noDay")}
          </button>
        )}
        <input
          className="input plan-typed"
          aria-label={t("typed")}
          placeholder={t("typedPlaceholder")}
          autoComplete="off"
          value={typed}
          onChange={(event) => say(event.target.value)}
        />
      </div>
      {typed.trim() !== "" && !read && <p className="small waiting">{t("notRead")}</p>}
      <div className="plan-when">
        <div className="field">
          <label htmlFor={`${id}day`}>{t("date")}</label>
          <input
            id={`${id}day`}
            className="input"
            type="date"
            value={draft.day}
            required={!task}
            aria-invalid={fault !== undefined || undefined}
            onChange={(event) => onDraft(onDay(draft, event.target.value))}
          />
        </div>
        {draft.minutes !== null || task ? (
          <div className="field">
            <label htmlFor={`${id}time`}>{t(task ? "anyTime" : "time")}</label>
            <input
              id={`${id}time`}
              className="input"
              type="time"
              step={900}
              disabled={draft.day === ""}
              value={draft.minutes === null ? "" : clockText(draft.minutes)}
              onChange={(event) => {
                const minutes = readClock(event.target.value)
                if (minutes !== null || task) onDraft({ minutes })
              }}
            />
          </div>
        ) : (
          <div className="field">
            <label htmlFor={`${id}last`}>{t("lastDate")}</label>
            <input
              id={`${id}last`}
              className="input"
              type="date"
              min={draft.day}
              value={draft.lastDay}
              onChange={(event) => onDraft({ lastDay: event.target.value })}
            />
          </div>
        )}
        {!task && draft.minutes !== null && (
          <div className="field">
            <label htmlFor={`${id}long`}>{t("long")}</label>
            <select
              id={`${id}long`}
              className="input"
              value={draft.long}
              onChange={(event) => onDraft({ long: Number(event.target.value) })}
            >
              {lengths.map((n) => (
                <option key={n} value={n}>
                  {longText(n)}
                </option>
              ))}
            </select>
          </div>
        )}
        {!task && (
          <label className="row plan-tick">
            <input
              type="checkbox"
              className="tick"
              checked={draft.minutes === null}
              onChange={(event) => onDraft({ minutes: event.target.checked ? null : 9 * 60 })}
            />
            {t("allDay")}
          </label>
        )}
      </div>
      {fault && (
        <p className="field-problem" role="alert">
          {fault}
        </p>
      )}
      {draft.day !== "" && (
        <p className="row small plan-said" aria-live="polite">
          <Icon name="calendar" size={14} />
          <span className="medium">{when.full(spanOf(draft, zone))}</span>
          <span className="quiet">{t("inZone", { zone })}</span>
        </p>
      )}
    </fieldset>
  )
}

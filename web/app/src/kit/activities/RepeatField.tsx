// How something repeats: the usual in one choice, the rest beneath it, and in words what it comes to.

import { ZoneContext } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useContext, useId } from "react"
import { planPhrases } from "./planPhrases"
import {
  firstDays,
  isLastDay,
  isLastOf,
  nthOf,
  once,
  type Repeat,
  readRepeat,
  WEEKDAYS,
  WORKDAYS,
  weekdayOf,
  writeRepeat,
} from "./repeat"
import { useRepeatWords, weekdayText } from "./repeatWords"
import { useWhen } from "./useWhen"

interface RepeatFieldProps {
  day: string
  repeats: string | null
  fault: string | undefined
  onRepeats: (repeats: string | null) => void
}

const CHOICES = ["none", "daily", "workdays", "weekly", "monthly", "yearly"] as const
type Choice = (typeof CHOICES)[number] | "own"

function choiceOf(repeats: string | null, repeat: Repeat | null): Choice {
  if (repeats === null) return "none"
  if (!repeat) return "own"
  const { freq, days, every } = repeat
  const workdays = freq === "weekly" && every === 1 && days.length === 5 && WORKDAYS.every((one) => days.includes(one))
  return workdays ? "workdays" : freq
}

export function RepeatField({ day, repeats, fault, onRepeats }: RepeatFieldProps) {
  const t = usePhrases(planPhrases)
  const locale = useLocale()
  const words = useRepeatWords()
  const when = useWhen()
  const zone = useContext(ZoneContext)
  const id = useId()
  const repeat = repeats === null ? null : readRepeat(repeats, zone)
  const choice = choiceOf(repeats, repeat)
  const put = (next: Repeat) => onRepeats(writeRepeat(next, zone))
  const choose = (next: string) => {
    if (next === "none") return onRepeats(null)
    if (next === "workdays") return put({ ...once("weekly"), days: [...WORKDAYS] })
    if (next === "weekly") return put({ ...once("weekly"), days: [weekdayOf(day)] })
    if (next === "daily" || next === "monthly" || next === "yearly") put(once(next))
  }
  const weekday = weekdayOf(day)
  const monthly = repeat?.lastDay ? "end" : repeat?.nth === null || repeat === null ? "date" : String(repeat.nth)
  const chooseMonthly = (which: string) => {
    if (!repeat) return
    if (which === "end") put({ ...repeat, days: [], nth: null, lastDay: true })
    else if (which === "date") put({ ...repeat, days: [], nth: null, lastDay: false })
    else put({ ...repeat, days: [weekday], nth: Number(which), lastDay: false })
  }
  const ends = repeat?.until ? "until" : repeat?.count ? "count" : "never"
  return (
    <div className="plan-repeat">
      <div className="plan-when">
        <div className="field">
          <label htmlFor={`${id}repeat`}>{t("repeat")}</label>
          <select
            id={`${id}repeat`}
            className="input"
            value={choice}
            aria-invalid={fault !== undefined || undefined}
            onChange={(event) => choose(event.target.value)}
          >
            {CHOICES.map((one) => (
              <option key={one} value={one}>
                {t(`repeat.${one}`)}
              </option>
            ))}
            {choice === "own" && <option value="own">{t("repeat.own")}</option>}
          </select>
        </div>
        {repeat && choice !== "workdays" && (
          <div className="field">
            <label htmlFor={`${id}every`}>{t("every")}</label>
            <span className="row">
              <input
                id={`${id}every`}
                className="input plan-number"
                type="number"
                min={1}
                max={99}
                value={repeat.every}
                onChange={(event) => {
                  const every = event.target.valueAsNumber
                  if (every >= 1 && every <= 99) put({ ...repeat, every })
                }}
              />
              <span className="soft nowrap">{t(`unit.${repeat.freq}`)}</span>
            </span>
          </div>
        )}
        {repeat && repeat.freq === "monthly" && (
          <div className="field">
            <label htmlFor={`${id}monthly`}>{t("onWhich")}</label>
            <select
              id={`${id}monthly`}
              className="input"
              value={monthly}
              onChange={(event) => chooseMonthly(event.target.value)}
            >
              <option value="date">{t("monthDay", { day: Number(day.slice(8)) })}</option>
              <option value={String(nthOf(day))}>
                {t("monthNth", { n: nthOf(day), day: weekdayText(weekday, locale) })}
              </option>
              {(isLastOf(day) || monthly === "-1") && (
                <option value="-1">{t("monthLast", { day: weekdayText(repeat.days[0] ?? weekday, locale) })}</option>
              )}
              {(isLastDay(day) || monthly === "end") && <option value="end">{t("monthEnd")}</option>}
            </select>
          </div>
        )}
        {repeat && (
          <div className="field">
            <label htmlFor={`${id}ends`}>{t("ends")}</label>
            <select
              id={`${id}ends`}
              className="input"
              value={ends}
              onChange={(event) => {
                const which = event.target.value
                if (which === "until") put({ ...repeat, count: null, until: firstDays(repeat, day, 10).at(-1) ?? day })
                else put({ ...repeat, until: null, count: which === "count" ? 10 : null })
              }}
            >
              {(["never", "until", "count"] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`ends.${one}`)}
                </option>
              ))}
            </select>
          </div>
        )}
        {repeat?.until && (
          <div className="field">
            <label htmlFor={`${id}until`}>{t("untilDay")}</label>
            <input
              id={`${id}until`}
              className="input"
              type="date"
              min={day}
              value={repeat.until}
              onChange={(event) => event.target.value !== "" && put({ ...repeat, until: event.target.value })}
            />
          </div>
        )}
        {repeat?.count && (
          <div className="field">
            <label htmlFor={`${id}count`}>{t("times")}</label>
            <input
              id={`${id}count`}
              className="input plan-number"
              type="number"
              min={1}
              max={999}
              value={repeat.count}
              onChange={(event) => {
                const count = event.target.valueAsNumber
                if (count >= 1 && count <= 999) put({ ...repeat, count })
              }}
            />
          </div>
        )}
      </div>
      {repeat && repeat.freq === "weekly" && choice !== "workdays" && (
        <fieldset className="plan-days" aria-label={t("onDays")}>
          {WEEKDAYS.map((one) => {
            const on = repeat.days.includes(one)
            return (
              <button
                key={one}
                type="button"
                className="plan-day"
                aria-pressed={on}
                aria-label={weekdayText(one, locale)}
                onClick={() => {
                  const days = on ? repeat.days.filter((day) => day !== one) : [...repeat.days, one]
                  if (days.length > 0) put({ ...repeat, days })
                }}
              >
                {weekdayText(one, locale, "narrow")}
              </button>
            )
          })}
        </fieldset>
      )}
      {repeats !== null && (
        <p className="small soft" aria-live="polite">
          {repeat
            ? t("means", {
                text: words(repeat, day),
                days: firstDays(repeat, day, 4)
                  .map(when.day)
                  .join(locale === "en" ? ", " : "、"),
              })
            : words(null, day)}
        </p>
      )}
      {fault && (
        <p className="field-problem" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

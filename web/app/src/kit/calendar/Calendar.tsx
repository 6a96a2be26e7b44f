// A list by the days of a date: month or week on a desk, an agenda on a phone. A busy day shows its figure, and the
// figure opens its list. In: days with their counts and first rows. Out: another day for a record, where it may have one.

import "./calendar.css"
import "../segments.css"
import type { Day, Days, Field } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { spaced, useFormat, ZoneContext } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { Failed } from "@ui/States"
import { type KeyboardEvent, type ReactNode, useContext, useEffect, useMemo, useRef } from "react"
import { instantOf, wallClock } from "../cells/values"
import { fieldLabel, useWords } from "../words"
import { Agenda } from "./Agenda"
import { CalendarDay } from "./CalendarDay"
import { firstOfWeek, isDay, monthOf, moved, movedMonths, weekOf } from "./days"
import { calendarPhrases } from "./phrases"

export interface CalendarProps<Row> {
  field: Field
  /** What is asked again when this changes. */
  queryKey: readonly string[]
  days: (params: { by: string; from: string; to: string; each: number }, signal: AbortSignal) => Promise<Days<Row>>
  rowKey: (row: Row) => string
  nameOf: (row: Row) => string
  /** What stands on a day for a row: a link to it. */
  entry: (row: Row) => ReactNode
  value: (row: Row) => unknown
  /** Writes another day; where it is not given, nothing is moved. */
  onMove: ((row: Row, value: string) => void) | undefined
  onOpenDay: (filter: string) => void
  at: string | undefined
  span: string | undefined
  onLook: (look: { at?: string; span?: string }) => void
  phone: boolean
}

export function Calendar<Row>(props: CalendarProps<Row>) {
  const { field, at, onLook, phone, onMove, value } = props
  const t = usePhrases(calendarPhrases)
  const words = useWords()
  const format = useFormat()
  const locale = useLocale()
  const zone = useContext(ZoneContext)
  const sheet = useRef<HTMLTableElement>(null)
  // A drag never leaves the page, so that its row need not be packed into text.
  const dragged = useRef<{ row: Row; day: string } | null>(null)
  const today = format.today()
  const shown = isDay(at) ? at : today
  const week = props.span === "week"
  const first = firstOfWeek(locale)
  const weeks = week ? [weekOf(shown, first)] : monthOf(shown, first)
  const [from, to] = [weeks[0]?.[0] ?? shown, weeks.at(-1)?.[6] ?? shown]
  const each = week || phone ? 30 : 4
  const asked = useQuery({
    queryKey: [...props.queryKey, "days", field.key, from, to, each],
    queryFn: ({ signal }) => props.days({ by: field.key, from, to, each }, signal),
    placeholderData: keepPreviousData,
  })
  const byDay = useMemo(() => new Map(asked.data?.days.map((day) => [day.day, day])), [asked.data])
  const title = useMemo(
    () => spaced(titleOf(weeks.flat(), shown, week, phone, locale)),
    [weeks, shown, week, phone, locale],
  )
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" })

  const step = (way: number) =>
    onLook({ at: week ? moved(shown, way * 7) : movedMonths(`${shown.slice(0, 7)}-01`, way) })
  const move =
    onMove &&
    ((row: Row, day: string) => {
      const held = String(value(row) ?? "")
      if (field.type === "date") return held.slice(0, 10) !== day && onMove(row, day)
      // The time of day stays; only the day is another.
      const [old = day, clock = "00:00"] = wallClock(held, zone).split(" ")
      if (old !== day) onMove(row, instantOf(day, `${clock}:00`, zone))
    })
  /** Arrows walk from day to day; beyond the sheet they turn it. */
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
    const by = steps[event.key]
    const target = event.target instanceof HTMLElement ? event.target : null
    const day = target?.dataset.day
    if (!by || !day || event.altKey || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    const next = moved(day, by)
    const button = sheet.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)
    if (button) button.focus()
    else {
      wanted.current = `[data-day="${next}"]`
      onLook({ at: next })
    }
  }
  const open = (day: Day<Row> | undefined) => day && props.onOpenDay(day.filter)
  const drag = {
    begin: (row: Row, day: string) => {
      dragged.current = { row, day }
    },
    drop: (day: string) => {
      if (dragged.current && dragged.current.day !== day) move?.(dragged.current.row, day)
      dragged.current = null
    },
  }
  // A record moved by keys, or a day beyond the sheet, keeps the focus where it arrives.
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    const found = wanted.current && sheet.current?.querySelector<HTMLElement>(wanted.current)
    if (!found) return
    found.focus()
    wanted.current = null
  })
  const shared = {
    ...props,
    week,
    move,
    today,
    open,
    drag,
    keep: (row: Row, day: string) => {
      wanted.current = placeOf(props.rowKey(row), day)
    },
  }
  return (
    <section
      className="calendar"
      aria-label={`${t("calendar")} · ${fieldLabel(words, field)}`}
      aria-busy={asked.isFetching}
    >
      <div className="row calendar-bar">
        <IconButton icon="left" label={t("previous")} onClick={() => step(-1)} />
        <IconButton icon="right" label={t("next")} onClick={() => step(1)} />
        <h2 className="calendar-title" aria-live="polite">
          {title}
        </h2>
        <Button
          small
          look="plain"
          disabled={weeks.flat().includes(today) && (week || shown.slice(0, 7) === today.slice(0, 7))}
          onClick={() => onLook({ at: undefined })}
        >
          {t("today")}
        </Button>
        <span className="small quiet cut not-phone">{t(move ? "hint" : "fixed")}</span>
        <fieldset className="segments end" aria-label={t("span")}>
          {(["month", "week"] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="segment"
              aria-pressed={(one === "week") === week}
              onClick={() =>
                onLook({ span: one === "week" ? "week" : undefined, at: shown === today ? undefined : shown })
              }
            >
              {t(one)}
            </button>
          ))}
        </fieldset>
      </div>
      {asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : phone ? (
        <Agenda
          {...shared}
          start={shown}
          days={asked.data?.days.filter(({ day }) => week || day.slice(0, 7) === shown.slice(0, 7))}
        />
      ) : (
        <table
          ref={sheet}
          className={week ? "calendar-sheet is-week" : "calendar-sheet"}
          onKeyDown={onKeyDown}
          // Whoever goes elsewhere meanwhile is left there.
          onFocus={() => {
            wanted.current = null
          }}
        >
          <thead>
            <tr>
              {weeks[0]?.map((day) => (
                <th key={day} scope="col">
                  {weekdays.format(new Date(`${day}T00:00Z`))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((days) => (
              <tr key={days[0]}>
                {days.map((day) => (
                  <CalendarDay
                    key={day}
                    {...shared}
                    day={day}
                    held={byDay.get(day)}
                    aside={!week && day.slice(0, 7) !== shown.slice(0, 7)}
                    reachable={day === (weeks.flat().includes(today) ? today : shown)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Where a record's link stands once it has its new day. */
const placeOf = (key: string, day: string) => `[data-place="${day} ${key}"] a`

/** "2026 年 11 月"; of a week, its first and last day. */
function titleOf(days: string[], shown: string, week: boolean, short: boolean, locale: string): string {
  const date = (day: string) => new Date(`${day}T00:00Z`)
  if (!week)
    return new Intl.DateTimeFormat(locale, {
      year: "numeric",
      month: short ? "short" : "long",
      timeZone: "UTC",
    }).format(date(shown))
  const range = new Intl.DateTimeFormat(locale, {
    year: short ? undefined : "numeric",
    month: short ? "short" : "long",
    day: "numeric",
    timeZone: "UTC",
  })
  return range.formatRange(date(days[0] ?? shown), date(days.at(-1) ?? shown))
}

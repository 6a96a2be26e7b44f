// The days of a month or week on a phone, one under the other; days without records are left out.

import type { Day } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { SkeletonRows } from "@ui/States"
import { useEffect, useRef } from "react"
import type { DayShared } from "./CalendarDay"
import { CalendarEntry } from "./CalendarEntry"
import { calendarPhrases } from "./phrases"

interface AgendaProps<Row> extends DayShared<Row> {
  days: Day<Row>[] | undefined
  /** The day that is looked at; the agenda begins there, or at the next that has something. */
  start: string
}

export function Agenda<Row>({ days, start, ...shared }: AgendaProps<Row>) {
  const t = usePhrases(calendarPhrases)
  const format = useFormat()
  const list = useRef<HTMLOListElement>(null)
  const first = days?.find(({ day }) => day >= start)?.day
  useEffect(() => {
    const [box, at] = [list.current, list.current?.querySelector<HTMLElement>(`[data-day="${first}"]`)]
    if (box && at) box.scrollTop = at.offsetTop - box.offsetTop
  }, [first])
  if (!days) return <SkeletonRows rows={6} height={64} />
  if (days.length === 0) return <p className="quiet agenda-nothing">{t("nothing")}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <ol ref={list} className="agenda scroll" tabIndex={0} aria-label={t("calendar")}>
      {days.map((day) => (
        <li key={day.day} data-day={day.day}>
          <button
            type="button"
            className={day.day === shared.today ? "row agenda-day is-today" : "row agenda-day"}
            onClick={() => shared.open(day)}
          >
            <span className="hidden-visually">{t("openDay", { day: format.calendarDate(day.day), n: day.count })}</span>
            <span className="grow" aria-hidden="true">
              {format.calendarDate(day.day)} <span className="quiet">{format.weekday(`${day.day}T12:00:00Z`)}</span>
            </span>
            <span className="calendar-count" aria-hidden="true">
              {format.number(day.count)}
            </span>
          </button>
          <ul>
            {day.rows.slice(0, 10).map((row) => (
              <CalendarEntry key={shared.rowKey(row)} {...shared} week row={row} day={day.day} />
            ))}
          </ul>
          {day.count > Math.min(day.rows.length, 10) && (
            <button type="button" className="link small agenda-more" onClick={() => shared.open(day)}>
              {t("others", { n: day.count - Math.min(day.rows.length, 10) })}
            </button>
          )}
        </li>
      ))}
    </ol>
  )
}

// The week at hand, Monday to Sunday, and what stands on each of its days. Pure; days are those of the reader's clock.

import type { CalendarTurn } from "@api/contract"
import { instantAt, wallOf } from "../../kit/activities/wall"
import { moved, weekOf } from "../../kit/calendar/days"

export interface WeekDay {
  day: string
  /** Still to be done, of those how many are late, and done. */
  open: number
  late: number
  done: number
}

/** From when to when the calendar is asked: a day whose clock is put on or back is whole all the same. */
export function weekSpan(today: string, zone: string): { days: string[]; from: string; to: string } {
  const days = weekOf(today, 1)
  const [first = today, last = today] = [days[0], days.at(-1)]
  return { days, from: instantAt(first, 0, zone), to: instantAt(moved(last, 1), 0, zone) }
}

type Turn = Pick<CalendarTurn, "at" | "ends_at" | "all_day" | "state" | "clock">

/** The first and the last day of one. What takes whole days has those of the workspace; a midnight end is not a day more. */
function daysOf({ at, ends_at, all_day }: Turn, zones: { shown: string; home: string }): [string, string] {
  const zone = all_day ? zones.home : zones.shown
  const first = wallOf(at, zone).day
  if (ends_at === null) return [first, first]
  const end = wallOf(ends_at, zone)
  const last = end.minutes === 0 ? moved(end.day, -1) : end.day
  return [first, last < first ? first : last]
}

/** What lasts several days stands on each of them. */
export function weekDays(days: string[], turns: readonly Turn[], zones: { shown: string; home: string }): WeekDay[] {
  const spans = turns.filter(({ state }) => state !== "cancelled").map((turn) => ({ turn, span: daysOf(turn, zones) }))
  return days.map((day) => {
    const on = spans.filter(({ span: [first, last] }) => first <= day && day <= last).map(({ turn }) => turn)
    const open = on.filter(({ state }) => state === "open")
    return {
      day,
      open: open.length,
      late: open.filter(({ clock }) => clock === "overdue").length,
      done: on.length - open.length,
    }
  })
}

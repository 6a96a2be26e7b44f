// Where an entry stands in a calendar, where it is put, and what is written when it is. Pure, in days and minutes of the
// clock that is shown; whole days are days of the workspace.

import type { ActivityWish, CalendarTurn } from "@api/contract"
import { DAY_MINUTES, instantAt, sameInstant, wallOf } from "../../kit/activities/wall"
import { moved } from "../../kit/calendar/days"

export interface Zones {
  /** Whose clock is shown. */
  shown: string
  /** Of the workspace. */
  home: string
}

export interface Place {
  day: string
  /** Since midnight; null for whole days. */
  minutes: number | null
  /** In minutes; whole days in days of 1440. */
  long: number
  /** Whose it is. */
  who: string
}

/** Of a task, which has no end, and the least that anything is drawn or made with. */
export const DRAWN = 30
export const SNAP = 15
const LEAST = SNAP

export const keyOf = (turn: Pick<CalendarTurn, "id" | "turn" | "at" | "owner">): string =>
  turn.id === null ? `${turn.owner.id} ${turn.at}` : `${turn.id}@${turn.turn ?? ""}`

export const isTask = (turn: CalendarTurn): boolean => turn.kind === "task"

export function placeOf(turn: CalendarTurn, { shown, home }: Zones): Place {
  const who = turn.owner.id
  if (turn.all_day) {
    const first = wallOf(turn.at, home).day
    const after = turn.ends_at === null ? moved(first, 1) : wallOf(turn.ends_at, home).day
    const days = Math.max(1, Math.round((Date.parse(after) - Date.parse(first)) / 86_400_000))
    return { day: first, minutes: null, long: days * DAY_MINUTES, who }
  }
  const { day, minutes } = wallOf(turn.at, shown)
  const long = turn.ends_at === null ? DRAWN : Math.max(0, (Date.parse(turn.ends_at) - Date.parse(turn.at)) / 60_000)
  return { day, minutes, long, who }
}

export const snapped = (minutes: number): number => Math.round(minutes / SNAP) * SNAP

/** By so many days and minutes; over midnight into the next day, and never out of it by less than a step. */
export function shifted(place: Place, by: { days?: number; minutes?: number }): Place {
  const { days = 0, minutes = 0 } = by
  if (place.minutes === null) return { ...place, day: moved(place.day, days) }
  const at = snapped(place.minutes + minutes)
  const over = Math.floor(at / DAY_MINUTES)
  return { ...place, day: moved(place.day, days + over), minutes: at - over * DAY_MINUTES }
}

/** Longer or shorter by so many minutes, or by days where it takes whole ones. */
export function stretched(place: Place, minutes: number): Place {
  if (place.minutes === null)
    return { ...place, long: Math.max(DAY_MINUTES, place.long + Math.sign(minutes) * DAY_MINUTES) }
  const end = snapped(place.minutes + place.long + minutes)
  return { ...place, long: Math.max(LEAST, end - place.minutes) }
}

/** When it is there, as instants. */
export function spanAt(place: Place, task: boolean, { shown, home }: Zones) {
  if (place.minutes === null) {
    const after = moved(place.day, Math.max(1, Math.round(place.long / DAY_MINUTES)))
    return { at: instantAt(place.day, 0, home), ends_at: task ? null : instantAt(after, 0, home), all_day: true }
  }
  const at = instantAt(place.day, place.minutes, shown)
  const ends = new Date(Date.parse(at) + place.long * 60_000).toISOString()
  return { at, ends_at: task ? null : ends, all_day: false }
}

export interface Put {
  set: ActivityWish
  was: Record<string, unknown>
}

/** What is written to put an entry somewhere; null where it stands there already. */
export function putOf(turn: CalendarTurn, to: Place, zones: Zones): Put | null {
  const { at, ends_at, all_day } = spanAt(to, isTask(turn), zones)
  const set: ActivityWish = {}
  const was: Record<string, unknown> = {}
  if (!sameInstant(at, turn.at)) {
    set.at = at
    was.at = turn.at
  }
  if (!sameInstant(ends_at, turn.ends_at)) {
    set.ends_at = ends_at
    was.ends_at = turn.ends_at
  }
  if (all_day !== turn.all_day) {
    set.all_day = all_day
    was.all_day = turn.all_day
  }
  if (to.who !== turn.owner.id) {
    set.owner = to.who
    was.owner = turn.owner.id
  }
  return Object.keys(set).length === 0 ? null : { set, was }
}

/** The part of an entry that stands on one day. */
export interface Piece {
  turn: CalendarTurn
  key: string
  from: number
  to: number
  begins: boolean
  ends: boolean
}

/** Entries of a day with a time, each as far as it lies in it. */
export function piecesOf(turns: readonly CalendarTurn[], day: string, { shown }: Zones): Piece[] {
  return turns.flatMap((turn): Piece[] => {
    if (turn.all_day) return []
    const begins = wallOf(turn.at, shown)
    const until = turn.ends_at ?? new Date(Date.parse(turn.at) + DRAWN * 60_000).toISOString()
    const ends = wallOf(until, shown)
    if (begins.day > day || ends.day < day || (ends.day === day && ends.minutes === 0 && begins.day < day)) return []
    return [
      {
        turn,
        key: keyOf(turn),
        from: begins.day < day ? 0 : begins.minutes,
        to: ends.day > day ? DAY_MINUTES : ends.minutes,
        begins: begins.day === day,
        ends: ends.day === day,
      },
    ]
  })
}

/** Whether an entry takes part of a day. */
export function isOn(turn: CalendarTurn, day: string, zones: Zones): boolean {
  if (!turn.all_day) return piecesOf([turn], day, zones).length > 0
  const { day: first, long } = placeOf(turn, zones)
  return first <= day && moved(first, long / DAY_MINUTES - 1) >= day
}

/** Entries of whole days, as bars over the columns of these days. */
export function barsOf(turns: readonly CalendarTurn[], days: readonly string[], zones: Zones) {
  return turns
    .filter((turn) => turn.all_day)
    .flatMap((turn) => {
      const on = days.flatMap((day, at) => (isOn(turn, day, zones) ? [at] : []))
      const [first, last] = [on[0], on.at(-1)]
      return first === undefined || last === undefined ? [] : [{ turn, key: keyOf(turn), first, last }]
    })
    .sort((a, b) => a.first - b.first || b.last - a.last)
}

// An activity while it is planned or changed: days and times of the workspace's clock, and what is sent of it. Pure.

import type { Activity, ActivityKind, ActivityPriority, ActivityWish, Named } from "@api/contract"
import { moved } from "../calendar/days"
import { ABOUT, type About, aboutOf } from "./about"
import { instantAt, sameInstant, type Wall, wallOf } from "./wall"

export interface Draft {
  kind: ActivityKind
  title: string
  /** Empty for a task without a day. */
  day: string
  /** Since midnight; null where it takes the whole day, or where a task is due on its day at any time. */
  minutes: number | null
  /** In minutes. */
  long: number
  /** The last of several whole days. */
  lastDay: string
  owner: string
  about: About
  guests: string[]
  place: string
  lat: number | null
  lon: number | null
  remind: number | null
  priority: ActivityPriority
  private: boolean
  note: string
  repeats: string | null
}

/** What is known of a new one where it is asked for. */
export interface Prefill extends Partial<Omit<Draft, "owner">> {
  owner?: Named
}

export const LONG: Record<ActivityKind, number> = { task: 30, call: 15, meeting: 60, visit: 60 }
const REMIND: Record<ActivityKind, number | null> = { task: null, call: 10, meeting: 10, visit: 30 }
/** The next full half hour is as good a guess as any. */
const STEP = 30

export function newDraft(prefill: Prefill, now: Wall, me: string): Draft {
  const kind = prefill.kind ?? "task"
  const soon = Math.ceil((now.minutes + 1) / STEP) * STEP
  const late = soon > 20 * 60
  const day = prefill.day ?? (late ? moved(now.day, 1) : now.day)
  const minutes = prefill.minutes !== undefined ? prefill.minutes : kind === "task" ? null : late ? 9 * 60 : soon
  return {
    kind,
    title: "",
    day,
    minutes,
    long: LONG[kind],
    lastDay: day,
    about: {},
    guests: [],
    place: "",
    lat: null,
    lon: null,
    remind: REMIND[kind],
    priority: "normal",
    private: false,
    note: "",
    repeats: null,
    ...prefill,
    owner: prefill.owner?.id ?? me,
  }
}

export function draftOf(activity: Activity, zone: string): Draft {
  const { row } = activity
  const begins = row.at === null ? null : wallOf(row.at, zone)
  const ends = row.ends_at === null ? null : wallOf(row.ends_at, zone)
  const long =
    row.at && row.ends_at && !row.all_day ? (Date.parse(row.ends_at) - Date.parse(row.at)) / 60_000 : LONG[row.kind]
  return {
    kind: row.kind,
    title: row.title,
    day: begins?.day ?? "",
    minutes: begins === null || row.all_day ? null : begins.minutes,
    long,
    lastDay: row.all_day && ends ? moved(ends.day, -1) : (begins?.day ?? ""),
    owner: row.owner?.id ?? "",
    about: aboutOf(row),
    guests: activity.guests.map(({ who }) => who.id),
    place: row.place ?? "",
    lat: activity.lat,
    lon: activity.lon,
    remind: activity.remind,
    priority: row.priority,
    private: row.private,
    note: activity.note,
    repeats: row.repeats,
  }
}

/** With another kind: what only the old kind has for granted goes along, what somebody chose stays. */
export function withKind(draft: Draft, kind: ActivityKind, now: Wall): Draft {
  const next = { ...draft, kind }
  if (draft.long === LONG[draft.kind]) next.long = LONG[kind]
  if (draft.remind === REMIND[draft.kind]) next.remind = REMIND[kind]
  if (kind !== "task" && draft.kind === "task") {
    const fresh = newDraft({ kind }, now, draft.owner)
    if (draft.day === "") next.day = fresh.day
    // A task for some time of the day becomes a call at a time of it.
    if (draft.minutes === null) next.minutes = next.day === now.day ? fresh.minutes : 9 * 60
  }
  if (next.lastDay < next.day) next.lastDay = next.day
  return next
}

/** When it begins and ends, as instants. */
export function spanOf(draft: Draft, zone: string): { at: string | null; ends_at: string | null; all_day: boolean } {
  const task = draft.kind === "task"
  if (draft.day === "") return { at: null, ends_at: null, all_day: false }
  if (draft.minutes === null) {
    const last = draft.lastDay > draft.day ? draft.lastDay : draft.day
    return {
      at: instantAt(draft.day, 0, zone),
      ends_at: task ? null : instantAt(moved(last, 1), 0, zone),
      all_day: true,
    }
  }
  const at = instantAt(draft.day, draft.minutes, zone)
  // So many minutes later by the clock that runs, also over a change to summer time.
  const ends = new Date(Date.parse(at) + draft.long * 60_000).toISOString()
  return { at, ends_at: task ? null : ends, all_day: false }
}

export function wishOf(draft: Draft, zone: string): ActivityWish {
  const about = Object.fromEntries(ABOUT.map((kind) => [kind, draft.about[kind]?.id ?? null]))
  return {
    kind: draft.kind,
    title: draft.title.trim(),
    ...spanOf(draft, zone),
    owner: draft.owner,
    ...about,
    guests: draft.guests,
    place: draft.place.trim() || null,
    lat: draft.place.trim() === "" ? null : draft.lat,
    lon: draft.place.trim() === "" ? null : draft.lon,
    remind: draft.remind,
    priority: draft.priority,
    private: draft.private,
    note: draft.note.trim(),
    repeats: draft.day === "" ? null : draft.repeats,
  }
}

/** What was read, by the names of what is written. */
function readOf(activity: Activity): Record<string, unknown> {
  const { row } = activity
  const about = Object.fromEntries(ABOUT.map((kind) => [kind, row[kind]?.id ?? null]))
  return {
    kind: row.kind,
    title: row.title,
    at: row.at,
    ends_at: row.ends_at,
    all_day: row.all_day,
    owner: row.owner?.id ?? "",
    ...about,
    guests: activity.guests.map(({ who }) => who.id),
    place: row.place,
    lat: activity.lat,
    lon: activity.lon,
    remind: activity.remind,
    priority: row.priority,
    private: row.private,
    note: activity.note,
    repeats: row.repeats,
  }
}

const MOMENTS = new Set(["at", "ends_at"])

/** Only what is another now, and what it was when it was read. */
export function changesOf(activity: Activity, wish: ActivityWish): { set: ActivityWish; was: Record<string, unknown> } {
  const read = readOf(activity)
  const differs = ([key, value]: [string, unknown]) => {
    const held = read[key]
    if (MOMENTS.has(key))
      return !sameInstant(value === null ? null : String(value), held === null ? null : String(held))
    return JSON.stringify(value) !== JSON.stringify(held)
  }
  const changed = Object.entries(wish).filter(differs)
  const set: ActivityWish = Object.fromEntries(changed)
  return { set, was: Object.fromEntries(changed.map(([key]) => [key, read[key]])) }
}

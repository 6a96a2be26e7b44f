// What is to be done and when: tasks, calls, meetings, visits; the calendar of one and of a team; revisits by rule.

import type { Named } from "./lists"
import type { Changed } from "./people"
import type { DealClock } from "./sales"

// ── activities ───────────────────────────────────────────────────────────
// GET /api/activities?filter&q&sort&limit&cursor → Page<ActivityRow> ; POST ActivityWish → Changed<Activity>
// GET /api/activities/about?record=per_…|com_…|dea_…|lea_…|ord_… → ActivitiesAbout
// GET /api/activities/today?who=usr_… → ActivitiesToday
// GET /api/activities/calendar?from&to&who=usr_…,usr_…|team&kinds=call,visit → CalendarView: at most 62 days
// GET /api/activities/busy?who=usr_…,usr_…&from&to → BusyOf[]: of every colleague, without a word of what it is
// GET /api/activities/route?day=2026-12-01&who=usr_… → DayRoute
// GET /api/activities/{id}?turn=… → Activity ; PATCH ActivityChange → Changed<Activity>
// DELETE /api/activities/{id}?turn=…&scope=… → Changed<null>
// POST /api/activities/{id}/done ActivityDone → Changed<Activity> ; /reopen {turn?} → Changed<Activity>
// POST /api/activities/{id}/check-in CheckInWish → Changed<Activity>
// POST /api/activities/{id}/answer {answer} → Changed<Activity>: of a colleague who was asked to come
// POST /api/activities/bulk ActivitiesBulk → ActivitiesBulkDone
// GET /api/activities/{id}/changes?cursor → Page<ChangeRow>
export type ActivityKind = "task" | "call" | "meeting" | "visit"
export type ActivityState = "open" | "done" | "cancelled"
export type ActivityPriority = "normal" | "high"
export interface ActivityRow {
  id: string
  kind: ActivityKind
  title: string
  state: ActivityState
  /**
   * When it begins; when a task is due. Of a series, its turn that is next to be done. Null for a task without a day.
   * Where it takes whole days, midnight where the workspace is.
   */
  at: string | null
  /** Null for tasks; the first moment after it. */
  ends_at: string | null
  all_day: boolean
  clock: DealClock
  owner: Named | null
  /** Null where there is none or the caller does not see them. */
  person: Named | null
  company: Named | null
  deal: Named | null
  lead: Named | null
  order: Named | null
  priority: ActivityPriority
  place: string | null
  /** How it repeats: RFC 5545, as FREQ=WEEKLY;BYDAY=MO. Null for once. */
  repeats: string | null
  /** Seen by its owner and who takes part alone; in the calendars of others it is "busy". */
  private: boolean
  /** What came of it. */
  outcome: string | null
  done_at: string | null
  /** The rule of revisits that made it. */
  rule: Named | null
  created_at: string
  updated_at: string
  fields: Record<string, unknown>
  linked?: Record<string, string>
}
export type GuestAnswer = "asked" | "yes" | "no" | "maybe"
export interface ActivityGuest {
  who: Named
  answer: GuestAnswer
}
/** Somebody was there. */
export interface CheckIn {
  at: string
  by: Named | null
  lat: number
  lon: number
  /** Metres, as the device says; null where it did not. */
  accuracy: number | null
  /** Metres from where it was to be; null where that is not known. */
  distance: number | null
}
/** A page of one: of a series, as one of its turns stands. */
export interface Activity {
  row: ActivityRow
  /** Which turn of the series this is: when it was to begin by the rule. Null where it does not repeat. */
  turn: string | null
  note: string
  lat: number | null
  lon: number | null
  /** Minutes before it begins that its owner is reminded; null for never. */
  remind: number | null
  guests: ActivityGuest[]
  check_ins: CheckIn[]
  /** The time zone in which it repeats and whose clock it keeps. */
  zone: string
  by: Named | null
  may_edit: boolean
  may_delete: boolean
  /** The answer of the caller, where they were asked to come. */
  answer: GuestAnswer | null
}
/** Left out stands as it is. */
export interface ActivityWish {
  kind?: ActivityKind
  title?: string
  /** RFC 3339; null for a task without a day. */
  at?: string | null
  /** For calls, meetings, visits; half an hour after the beginning where it is left out. */
  ends_at?: string | null
  all_day?: boolean
  owner?: string
  person?: string | null
  company?: string | null
  deal?: string | null
  lead?: string | null
  order?: string | null
  priority?: ActivityPriority
  place?: string | null
  lat?: number | null
  lon?: number | null
  repeats?: string | null
  private?: boolean
  note?: string
  remind?: number | null
  /** Colleagues. */
  guests?: string[]
  fields?: Record<string, unknown>
}
/** What a change of a series is of: this turn alone, this one and all after it, or all of them. */
export type ActivityScope = "this" | "following" | "all"
export interface ActivityChange {
  set: ActivityWish
  /** Values as they were read, by the names of `set`; 409 "changed" as for people where one is another by now. */
  was?: Record<string, unknown>
  turn?: string
  /** "this" unless it says otherwise; needs a turn. */
  scope?: ActivityScope
}
export interface ActivityDone {
  turn?: string
  /** What came of it; on the timeline of the person. */
  outcome?: string
  /** When it was done; now unless it says otherwise. */
  at?: string
  /** What is to be done after it: of the same owner and about the same records unless it says otherwise. */
  next?: ActivityWish
}
export interface CheckInWish {
  turn?: string
  lat: number
  lon: number
  accuracy?: number
}
export interface ActivitiesBulk {
  ids: string[]
  /** One of these. */
  done?: true
  owner?: string
  /** Later by so many days, or earlier. */
  days?: number
  delete?: true
}
export interface ActivitiesBulkDone {
  done: number
  /** What could not be done, and why. */
  refused: { id: string; code: string; message: string }[]
  batch: string | null
}
export interface ActivitiesAbout {
  /** What is due first stands first. */
  open: ActivityRow[]
  /** What was done last stands first, at most 20. */
  done: ActivityRow[]
  /** Whether the caller may plan something about it. */
  may_add: boolean
}
export interface ActivitiesToday {
  /** Not done though its time has passed; the oldest first, at most 100. */
  overdue: ActivityRow[]
  overdue_total: number
  today: ActivityRow[]
  /** The next seven days, at most 50. */
  coming: ActivityRow[]
  /** How many were done today. */
  done: number
}

// ── the calendar ─────────────────────────────────────────────────────────
export interface CalendarTurn {
  /** Null where it is somebody else's and private. */
  id: string | null
  turn: string | null
  kind: ActivityKind | null
  title: string | null
  state: ActivityState
  at: string
  ends_at: string | null
  all_day: boolean
  clock: DealClock
  owner: Named
  /** Colleagues who come too: their ids. */
  guests: string[]
  /** Whose page is behind it: person, else company, else deal, else lead. */
  about: Named | null
  place: string | null
  repeats: boolean
  priority: ActivityPriority
  /** Whether the caller may drag it. */
  may_edit: boolean
}
export interface CalendarView {
  turns: CalendarTurn[]
  /** More than could be told: fewer days or fewer colleagues show all. */
  more: boolean
  /** Those whose calendars the caller may ask for. */
  colleagues: Named[]
  zone: string
}
export interface BusyOf {
  who: Named
  busy: { from: string; to: string }[]
}

// ── a day outside ────────────────────────────────────────────────────────
export interface RouteStop {
  activity: ActivityRow
  turn: string | null
  /** Null where nobody knows where it is. */
  lat: number | null
  lon: number | null
  /** Metres in a straight line from the stop before; null for the first, and where one of both is not known. */
  metres: number | null
  checked_in: string | null
}
export interface DayRoute {
  day: string
  stops: RouteStop[]
  metres: number
  /** The ids in the order in which the way is shortest, where it is shorter by a tenth at least; else null. Times are for the reader to move. */
  shorter: { ids: string[]; metres: number } | null
}

// ── revisits ─────────────────────────────────────────────────────────────
// GET /api/revisits → Revisit[] ; POST RevisitWish → Changed<Revisit> ; PATCH, DELETE /api/revisits/{id}
// POST /api/revisits/preview RevisitWish → RevisitPreview ; changes need the right "views"
/** A rule by which customers are come back to. */
export interface Revisit {
  id: string
  name: string
  /** Whom: a filter of people. */
  filter: string
  kind: ActivityKind
  title: string
  note: string
  /** From one to the next of the same person, in days. */
  every_days: number
  /** Not while somebody dealt with them within so many days. */
  quiet_days: number
  /** How many a colleague is given a day at most. */
  daily: number
  /** Who gets those of whom nobody is the owner; null leaves them out. */
  fallback: Named | null
  live: boolean
  /** Open ones that it made, and those that are done. */
  open: number
  done: number
  last_run: string | null
}
export interface RevisitWish {
  name?: string
  filter?: string
  kind?: ActivityKind
  title?: string
  note?: string
  every_days?: number
  quiet_days?: number
  daily?: number
  fallback?: string | null
  live?: boolean
}
export interface RevisitPreview {
  /** Those whom the filter finds. */
  people: number
  /** Those of them who are due now. */
  due: number
  /** The first of them with who would get them and when. */
  first: { person: Named; owner: Named | null; at: string | null; last: string | null }[]
}

// ── in other programs ────────────────────────────────────────────────────
// GET /api/calendar-feed → CalendarFeed ; POST → CalendarFeed: a new address, the one before stops ; DELETE → CalendarFeed
export interface CalendarFeed {
  /** The address to subscribe to: whoever has it reads the caller's calendar. Null where there is none. */
  url: string | null
  /** The address of the server for CalDAV, with an API key as the password. */
  caldav: string
}
export type ActivityChanged = Changed<Activity>

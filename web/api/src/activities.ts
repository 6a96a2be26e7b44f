// The calls of what is to be done: activities, the calendar, revisits.
// In: calls of those pages, which load it with them. Out: as client.ts.

import { get, json, type ListParams } from "./client"
import type {
  ActivitiesAbout,
  ActivitiesBulk,
  ActivitiesBulkDone,
  ActivitiesToday,
  Activity,
  ActivityChange,
  ActivityDone,
  ActivityRow,
  ActivityScope,
  ActivityWish,
  BusyOf,
  CalendarFeed,
  CalendarView,
  Changed,
  ChangeRow,
  CheckInWish,
  DayRoute,
  Page,
  Revisit,
  RevisitPreview,
  RevisitWish,
} from "./contract"

const id = encodeURIComponent

export const activities = {
  list: (params: ListParams, signal?: AbortSignal) => get<Page<ActivityRow>>("/api/activities", { ...params }, signal),
  about: (record: string) => get<ActivitiesAbout>("/api/activities/about", { record }),
  today: (who?: string) => get<ActivitiesToday>("/api/activities/today", { who }),
  calendar: (params: { from: string; to: string; who?: string; kinds?: string }, signal?: AbortSignal) =>
    get<CalendarView>("/api/activities/calendar", { ...params }, signal),
  busy: (who: string[], from: string, to: string, signal?: AbortSignal) =>
    get<BusyOf[]>("/api/activities/busy", { who: who.join(","), from, to }, signal),
  route: (day: string, who?: string) => get<DayRoute>("/api/activities/route", { day, who }),
  get: (activity: string, turn?: string) => get<Activity>(`/api/activities/${id(activity)}`, { turn }),
  create: (wish: ActivityWish) => json<Changed<Activity>>("POST", "/api/activities", wish),
  change: (activity: string, change: ActivityChange) =>
    json<Changed<Activity>>("PATCH", `/api/activities/${id(activity)}`, change),
  remove: (activity: string, turn?: string | null, scope?: ActivityScope) => {
    const asked = new URLSearchParams()
    if (turn) asked.set("turn", turn)
    if (scope) asked.set("scope", scope)
    const tail = asked.size > 0 ? `?${asked}` : ""
    return json<Changed<null>>("DELETE", `/api/activities/${id(activity)}${tail}`)
  },
  done: (activity: string, done: ActivityDone) =>
    json<Changed<Activity>>("POST", `/api/activities/${id(activity)}/done`, done),
  reopen: (activity: string, turn?: string) =>
    json<Changed<Activity>>("POST", `/api/activities/${id(activity)}/reopen`, { turn }),
  checkIn: (activity: string, wish: CheckInWish) =>
    json<Changed<Activity>>("POST", `/api/activities/${id(activity)}/check-in`, wish),
  answer: (activity: string, answer: "yes" | "no" | "maybe") =>
    json<Changed<Activity>>("POST", `/api/activities/${id(activity)}/answer`, { answer }),
  bulk: (wish: ActivitiesBulk) => json<ActivitiesBulkDone>("POST", "/api/activities/bulk", wish),
  changes: (activity: string, cursor?: string | null) =>
    get<Page<ChangeRow>>(`/api/activities/${id(activity)}/changes`, { cursor }),
}

export const revisits = {
  list: () => get<Revisit[]>("/api/revisits"),
  create: (wish: RevisitWish) => json<Changed<Revisit>>("POST", "/api/revisits", wish),
  change: (rule: string, wish: RevisitWish) => json<Changed<Revisit>>("PATCH", `/api/revisits/${id(rule)}`, wish),
  remove: (rule: string) => json<Changed<null>>("DELETE", `/api/revisits/${id(rule)}`),
  preview: (wish: RevisitWish) => json<RevisitPreview>("POST", "/api/revisits/preview", wish),
}

export const calendarFeed = {
  get: () => get<CalendarFeed>("/api/calendar-feed"),
  renew: () => json<CalendarFeed>("POST", "/api/calendar-feed"),
  stop: () => json<CalendarFeed>("DELETE", "/api/calendar-feed"),
}

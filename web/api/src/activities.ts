// The calls of what is to be done: activities, the calendar, revisits.
// In: calls of those pages, which load it with them. Out: as client.ts.

import { call, type ListParams } from "./client"
import type {
  ActivitiesBulk,
  ActivityChange,
  ActivityDone,
  ActivityScope,
  ActivityWish,
  CheckInWish,
  RevisitWish,
} from "./contract"

interface CalendarParams {
  from: string
  to: string
  /** "team", or ids with commas between them. */
  who?: string
  kinds?: string
}

export const activities = {
  list: (params: ListParams, signal?: AbortSignal) => call("GET /api/activities", { query: params, signal }),
  about: (record: string) => call("GET /api/activities/about", { query: { record } }),
  today: (who?: string) => call("GET /api/activities/today", { query: { who } }),
  calendar: (params: CalendarParams, signal?: AbortSignal) =>
    call("GET /api/activities/calendar", { query: { ...params }, signal }),
  busy: (who: string[], from: string, to: string, signal?: AbortSignal) =>
    call("GET /api/activities/busy", { query: { who: who.join(","), from, to }, signal }),
  route: (day: string, who?: string) => call("GET /api/activities/route", { query: { day, who } }),
  get: (activity: string, turn?: string) =>
    call("GET /api/activities/{id}", { path: { id: activity }, query: { turn } }),
  create: (wish: ActivityWish) => call("POST /api/activities", { body: wish }),
  change: (activity: string, change: ActivityChange) =>
    call("PATCH /api/activities/{id}", { path: { id: activity }, body: change }),
  remove: (activity: string, turn?: string | null, scope?: ActivityScope) =>
    call("DELETE /api/activities/{id}", { path: { id: activity }, query: { turn: turn ?? undefined, scope } }),
  done: (activity: string, done: ActivityDone) =>
    call("POST /api/activities/{id}/done", { path: { id: activity }, body: done }),
  reopen: (activity: string, turn?: string) =>
    call("POST /api/activities/{id}/reopen", { path: { id: activity }, body: { turn } }),
  checkIn: (activity: string, wish: CheckInWish) =>
    call("POST /api/activities/{id}/check-in", { path: { id: activity }, body: wish }),
  answer: (activity: string, answer: "yes" | "no" | "maybe") =>
    call("POST /api/activities/{id}/answer", { path: { id: activity }, body: { answer } }),
  bulk: (wish: ActivitiesBulk) => call("POST /api/activities/bulk", { body: wish }),
  changes: (activity: string, cursor?: string | null) =>
    call("GET /api/activities/{id}/changes", { path: { id: activity }, query: { cursor } }),
}

export const revisits = {
  list: () => call("GET /api/revisits"),
  create: (wish: RevisitWish) => call("POST /api/revisits", { body: wish }),
  change: (rule: string, wish: RevisitWish) => call("PATCH /api/revisits/{id}", { path: { id: rule }, body: wish }),
  remove: (rule: string) => call("DELETE /api/revisits/{id}", { path: { id: rule } }),
  preview: (wish: RevisitWish) => call("POST /api/revisits/preview", { body: wish }),
}

export const calendarFeed = {
  get: () => call("GET /api/calendar-feed"),
  renew: () => call("POST /api/calendar-feed"),
  stop: () => call("DELETE /api/calendar-feed"),
}

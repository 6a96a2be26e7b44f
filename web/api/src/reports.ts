// Reports, dashboards, their mails, goals.

import type { Breakable } from "./call"
import { call } from "./client"
import type { DashboardWish, GoalChange, GoalWish, Question, ReportMailWish, ReportWish, RowsWish } from "./contract"

export const reports = {
  about: (object: string) => call("GET /api/reports/about", { query: { object } }),
  run: (question: Question, how: Breakable = {}) => call("POST /api/reports/run", { body: question, ...how }),
  rows: (wish: RowsWish) => call("POST /api/reports/rows", { body: wish }),
  list: () => call("GET /api/reports"),
  get: (id: string) => call("GET /api/reports/{id}", { path: { id } }),
  create: (wish: ReportWish) => call("POST /api/reports", { body: wish }),
  change: (id: string, change: Partial<ReportWish>) => call("PATCH /api/reports/{id}", { path: { id }, body: change }),
  remove: (id: string) => call("DELETE /api/reports/{id}", { path: { id } }),
  restore: (id: string) => call("POST /api/reports/{id}/restore", { path: { id }, body: {} }),
}

export const dashboards = {
  list: () => call("GET /api/dashboards"),
  get: (id: string) => call("GET /api/dashboards/{id}", { path: { id } }),
  create: (wish: DashboardWish) => call("POST /api/dashboards", { body: wish }),
  change: (id: string, change: Partial<DashboardWish>) =>
    call("PATCH /api/dashboards/{id}", { path: { id }, body: change }),
  remove: (id: string) => call("DELETE /api/dashboards/{id}", { path: { id } }),
  restore: (id: string) => call("POST /api/dashboards/{id}/restore", { path: { id }, body: {} }),
}

export const reportMails = {
  list: () => call("GET /api/report-mails"),
  create: (wish: ReportMailWish) => call("POST /api/report-mails", { body: wish }),
  change: (id: string, change: Partial<ReportMailWish>) =>
    call("PATCH /api/report-mails/{id}", { path: { id }, body: change }),
  remove: (id: string) => call("DELETE /api/report-mails/{id}", { path: { id } }),
  send: (id: string) => call("POST /api/report-mails/{id}/send", { path: { id }, body: {} }),
  decline: (id: string) => call("POST /api/report-mails/{id}/decline", { path: { id }, body: {} }),
}

export const goals = {
  list: () => call("GET /api/goals"),
  create: (wish: GoalWish) => call("POST /api/goals", { body: wish }),
  change: (id: string, change: GoalChange) => call("PATCH /api/goals/{id}", { path: { id }, body: change }),
  remove: (id: string) => call("DELETE /api/goals/{id}", { path: { id } }),
  restore: (id: string) => call("POST /api/goals/{id}/restore", { path: { id }, body: {} }),
}

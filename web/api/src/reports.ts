// The calls of reports, dashboards, goals and reports by mail.
// In: calls of those pages, which load it with them. Out: as client.ts.

import { call, callFile } from "./client"
import type {
  DashboardWish,
  GoalWish,
  ObjectKind,
  Question,
  ReportExport,
  ReportMailWish,
  ReportWish,
  RowsWish,
} from "./contract"

export const reports = {
  list: () => call("GET /api/reports"),
  about: (object: ObjectKind) => call("GET /api/reports/about", { query: { object } }),
  run: (question: Question, signal?: AbortSignal) => call("POST /api/reports/run", { body: question, signal }),
  rows: (wish: RowsWish, signal?: AbortSignal) => call("POST /api/reports/rows", { body: wish, signal }),
  file: (wish: ReportExport) => callFile("POST /api/reports/export", { body: wish }),
  get: (report: string) => call("GET /api/reports/{id}", { path: { id: report } }),
  create: (wish: ReportWish) => call("POST /api/reports", { body: wish }),
  change: (report: string, set: Partial<ReportWish>) =>
    call("PATCH /api/reports/{id}", { path: { id: report }, body: set }),
  remove: (report: string) => call("DELETE /api/reports/{id}", { path: { id: report } }),
  restore: (report: string) => call("POST /api/reports/{id}/restore", { path: { id: report }, body: {} }),
}

export const dashboards = {
  list: () => call("GET /api/dashboards"),
  get: (dashboard: string) => call("GET /api/dashboards/{id}", { path: { id: dashboard } }),
  create: (wish: DashboardWish) => call("POST /api/dashboards", { body: wish }),
  change: (dashboard: string, set: Partial<DashboardWish>) =>
    call("PATCH /api/dashboards/{id}", { path: { id: dashboard }, body: set }),
  remove: (dashboard: string) => call("DELETE /api/dashboards/{id}", { path: { id: dashboard } }),
  restore: (dashboard: string) => call("POST /api/dashboards/{id}/restore", { path: { id: dashboard }, body: {} }),
}

export const goals = {
  list: () => call("GET /api/goals"),
  create: (wish: GoalWish) => call("POST /api/goals", { body: wish }),
  change: (goal: string, set: Partial<GoalWish>) => call("PATCH /api/goals/{id}", { path: { id: goal }, body: set }),
  remove: (goal: string) => call("DELETE /api/goals/{id}", { path: { id: goal } }),
  restore: (goal: string) => call("POST /api/goals/{id}/restore", { path: { id: goal }, body: {} }),
}

export const reportMails = {
  list: () => call("GET /api/report-mails"),
  create: (wish: ReportMailWish) => call("POST /api/report-mails", { body: wish }),
  change: (mail: string, set: Partial<ReportMailWish>) =>
    call("PATCH /api/report-mails/{id}", { path: { id: mail }, body: set }),
  remove: (mail: string) => call("DELETE /api/report-mails/{id}", { path: { id: mail } }),
  send: (mail: string) => call("POST /api/report-mails/{id}/send", { path: { id: mail }, body: {} }),
}

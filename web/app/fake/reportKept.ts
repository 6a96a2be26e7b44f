// Reports, dashboards, goals and mails that the fake company has kept.

import type { Dashboard, DashboardTile, GoalWish, Report, ReportMail } from "@api/contract"
import { SELLERS } from "./assignData"
import { at } from "./clock"
import { STAFF } from "./people"

const [ME, SHEN = ME] = STAFF
export const MINE = ME

export type KeptReport = Report & { gone?: boolean }
export type KeptDashboard = Omit<Dashboard, "tiles"> & { tiles: DashboardTile[]; gone?: boolean }
export type KeptGoal = GoalWish & { id: string; mine: boolean; gone?: boolean }

const report = (id: string, name: string, more: Partial<Report> & Pick<Report, "question" | "look">): KeptReport => ({
  id,
  name,
  note: "",
  shared: false,
  owner: ME,
  mine: true,
  editable: true,
  updated_at: at(2, "16:20"),
  ...more,
})

const firstReports = (): KeptReport[] => [
  report("rep_won", "每月赢单与去年同期", {
    note: "周会看这一张",
    shared: true,
    question: {
      object: "deal",
      filter: 'state = "won"',
      period: { field: "closed_at", range: "this_year" },
      measures: [{ of: "sum", field: "amount" }],
      by: [{ field: "closed_at", unit: "month" }],
      compare: "year",
    },
    look: { as: "column" },
  }),
  report("rep_source", "线索从哪里来", {
    question: {
      object: "lead",
      period: { field: "created_at", range: "last_90_days" },
      measures: [{ of: "count" }],
      by: [{ field: "created_at", unit: "week" }, { field: "source" }],
      across: true,
    },
    look: { as: "column", stacked: true },
    updated_at: at(0, "08:40"),
  }),
  report("rep_team", "各人每周电话与拜访", {
    shared: true,
    owner: SHEN,
    mine: false,
    editable: false,
    question: {
      object: "activity",
      filter: 'kind in ("call", "visit")',
      period: { field: "at", range: "last_30_days" },
      measures: [{ of: "count" }],
      by: [{ field: "owner" }, { field: "at", unit: "week" }],
      across: true,
    },
    look: { as: "pivot" },
    updated_at: at(9, "11:05"),
  }),
  report("rep_hours", "客户什么时候来", {
    shared: true,
    owner: SHEN,
    mine: false,
    editable: false,
    question: {
      object: "interaction",
      period: { field: "occurred_at", range: "last_90_days" },
      measures: [{ of: "count" }],
      by: [
        { field: "occurred_at", unit: "weekday" },
        { field: "occurred_at", unit: "hour_of_day" },
      ],
      across: true,
    },
    look: { as: "heat" },
    updated_at: at(20, "17:30"),
  }),
]

const firstTiles = (): DashboardTile[] => [
  {
    id: "til_1",
    title: "本季赢单金额",
    question: {
      object: "deal",
      filter: 'state = "won"',
      period: { field: "closed_at", range: "this_quarter" },
      measures: [{ of: "sum", field: "amount" }, { of: "count" }],
      compare: "before",
    },
    look: { as: "number" },
    width: 4,
    height: 1,
  },
  {
    id: "til_2",
    title: "赢单率",
    question: {
      object: "deal",
      filter: 'state in ("won", "lost")',
      period: { field: "closed_at", range: "this_quarter" },
      measures: [{ of: "share", filter: 'state = "won"', name: "赢单率" }],
      compare: "before",
    },
    look: { as: "number" },
    width: 4,
    height: 1,
  },
  {
    id: "til_3",
    title: "平均多少天赢下",
    question: {
      object: "deal",
      filter: 'state = "won"',
      period: { field: "closed_at", range: "this_quarter" },
      measures: [{ of: "days", field: "created_at", until: "closed_at", name: "天数" }],
      compare: "before",
    },
    look: { as: "number" },
    width: 4,
    height: 1,
  },
  { id: "til_4", report: "rep_won", width: 8, height: 2 },
  {
    id: "til_5",
    title: "输单原因",
    question: {
      object: "deal",
      filter: 'state = "lost"',
      period: { field: "closed_at", range: "this_year" },
      measures: [{ of: "count" }],
      by: [{ field: "lost_reason" }],
    },
    look: { as: "bar", sort: 0 },
    width: 4,
    height: 2,
  },
  { id: "til_6", report: "rep_hours", width: 6, height: 2 },
  {
    id: "til_7",
    title: "订单来自哪些省份",
    question: {
      object: "order",
      period: { field: "placed_at", range: "this_year" },
      measures: [{ of: "sum", field: "amount" }],
      by: [{ field: "person.region" }],
    },
    look: { as: "map", map: "china" },
    width: 6,
    height: 2,
  },
  { id: "til_8", report: "rep_gone", width: 12, height: 1 },
]

const dashboard = (
  id: string,
  name: string,
  more: Partial<KeptDashboard> & Pick<KeptDashboard, "tiles">,
): KeptDashboard => ({
  id,
  name,
  note: "",
  shared: true,
  owner: ME,
  mine: true,
  editable: true,
  roles: [],
  opens: false,
  updated_at: at(1, "09:10"),
  ...more,
})
const firstDashboards = (): KeptDashboard[] => [
  dashboard("das_sales", "销售经理一览", {
    note: "每周一早会",
    roles: ["manager", "service"],
    opens: true,
    tiles: firstTiles(),
  }),
  dashboard("das_shop", "门店与会员", {
    owner: SHEN,
    mine: false,
    editable: false,
    tiles: firstTiles().slice(5, 7),
    updated_at: at(12, "14:00"),
  }),
]

const firstGoals = (): KeptGoal[] => [
  {
    id: "goa_1",
    name: "本季赢单金额",
    object: "deal",
    filter: 'state = "won"',
    measure: { of: "sum", field: "amount" },
    field: "closed_at",
    every: "quarter",
    target: "2600000",
    mine: true,
  },
  {
    id: "goa_2",
    name: "每周登门拜访",
    object: "activity",
    filter: 'kind = "visit" and state = "done"',
    measure: { of: "count" },
    field: "at",
    every: "week",
    target: "5",
    user: SELLERS[1]?.id ?? ME.id,
    mine: true,
  },
  {
    id: "goa_3",
    name: "华东组每月新线索",
    object: "lead",
    measure: { of: "count" },
    field: "created_at",
    every: "month",
    target: "90",
    team: "tea_east",
    mine: false,
  },
]

const firstMails = (): ReportMail[] => [
  {
    id: "rma_1",
    what: "das_sales",
    name: "销售经理一览",
    every: "week",
    on: 1,
    hour: 8,
    to: [ME, SHEN],
    format: "xlsx",
    next_at: at(-3, "08:00"),
    sent_at: at(4, "08:00"),
    problem: null,
  },
  {
    id: "rma_2",
    what: "rep_source",
    name: "线索从哪里来",
    every: "day",
    hour: 18,
    to: [SHEN],
    format: "none",
    next_at: at(0, "18:00"),
    sent_at: at(2, "18:00"),
    problem: "邮件服务器没有接受：535 authentication failed",
  },
]

export const held = {
  reports: firstReports(),
  dashboards: firstDashboards(),
  goals: firstGoals(),
  mails: firstMails(),
}
export function resetReports(): void {
  held.reports = firstReports()
  held.dashboards = firstDashboards()
  held.goals = firstGoals()
  held.mails = firstMails()
}

// Dashboards, goals and report mails of the fake company.

import type { Dashboard, DashboardRow, DashboardTile, Goal, Question, ReportLookAs, ReportMail } from "@api/contract"
import { at, NOW } from "./clock"
import { STAFF } from "./people"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const [me, seller] = [STAFF[0], STAFF[1] ?? STAFF[0]]

const part = (
  id: string,
  title: string,
  [width, height]: [DashboardTile["width"], DashboardTile["height"]],
  as: ReportLookAs,
  question: Question,
): DashboardTile => ({ id, title, width, height, look: { as }, question })

const sales: DashboardTile[] = [
  part("won", "本季度赢单金额", [4, 1], "number", {
    object: "deal",
    measures: [{ of: "sum", field: "amount", filter: "state = won", name: "赢单金额" }],
    period: { field: "closed_at", range: "this_quarter" },
    compare: "before",
  }),
  part("open", "进行中的商机", [4, 1], "number", {
    object: "deal",
    filter: "state = open",
    measures: [{ of: "sum", field: "amount" }],
  }),
  part("leads", "本月新线索", [4, 1], "number", {
    object: "lead",
    measures: [{ of: "count" }],
    period: { field: "created_at", range: "this_month" },
  }),
  part("months", "每月赢单金额", [8, 2], "column", {
    object: "deal",
    measures: [{ of: "sum", field: "amount", filter: "state = won", name: "赢单金额" }],
    by: [{ field: "closed_at", unit: "month" }],
    period: { field: "closed_at", range: "last_365_days" },
  }),
  { id: "gone", report: "rep_0", width: 4, height: 2 },
]

const firstBoards = (): Dashboard[] => [
  board("das_1", "销售总览", "每天早上先看这里。", true, ["service", "manager"], sales),
  board("das_2", "我的一周", "", false, [], sales.slice(0, 2)),
]

function board(
  id: string,
  name: string,
  note: string,
  shared: boolean,
  roles: string[],
  tiles: DashboardTile[],
): Dashboard {
  const opens = shared && roles.includes("service")
  return {
    id,
    name,
    note,
    shared,
    owner: me,
    mine: true,
    editable: true,
    roles,
    opens,
    tiles,
    updated_at: at(1, "18:20"),
  }
}

const day = (daysAhead: number) => at(-daysAhead, "12:00").slice(0, 10)
const past = (values: number[], days: number): Goal["past"] =>
  values.map((value, n) => {
    const ago = (values.length - n) * days
    return { from: day(-ago - 2), to: day(-ago + days - 3), value: String(value) }
  })

const firstGoals = (): Goal[] => [
  {
    ...set("goa_1", "每周完成的跟进", "activity", "8", "week"),
    filter: "state = done",
    measure: { of: "count" },
    field: "done_at",
    type: "number",
    user: me,
    mine: true,
    value: "5",
    even: "3.4",
    past: past([4, 6, 8, 9, 7, 8], 7),
  },
  { ...set("goa_2", "季度赢单", "deal", "700000", "quarter"), user: seller, value: "380000", even: "471739.13" },
  { ...set("goa_3", "全公司季度赢单", "deal", "1800000", "quarter"), value: "1820400", even: "1200000" },
]

function set(id: string, name: string, object: Goal["object"], target: string, every: Goal["every"]): Goal {
  return {
    id,
    name,
    object,
    filter: "state = won",
    measure: { of: "sum", field: "amount" },
    field: "closed_at",
    every,
    target,
    user: null,
    team: null,
    type: "money",
    currency: "CNY",
    mine: false,
    editable: true,
    from: day(-2),
    to: day(4),
    value: "0",
    even: "0",
    past: past([520_000, 610_000, 702_000, 480_000, 655_000, 731_000], 91),
  }
}

const firstMails = (): ReportMail[] => [
  {
    id: "rml_1",
    what: "das_1",
    name: "销售总览",
    every: "week",
    on: 1,
    hour: 8,
    to: STAFF.slice(0, 3),
    format: "xlsx",
    next_at: at(-3, "08:00"),
    sent_at: at(4, "08:00"),
    problem: null,
  },
  {
    id: "rml_2",
    what: "das_2",
    name: "我的一周",
    every: "month",
    on: 1,
    hour: 9,
    to: [me],
    format: "none",
    next_at: at(-9, "09:00"),
    sent_at: null,
    problem: "mail_off",
  },
]

let [boards, goals, mails] = [firstBoards(), firstGoals(), firstMails()]
const gone = new Map<string, Dashboard | Goal>()
let made = 10
export function resetDashboards(): void {
  ;[boards, goals, mails] = [firstBoards(), firstGoals(), firstMails()]
  gone.clear()
  made = 10
}

const rowOf = ({ tiles, ...rest }: Dashboard): DashboardRow => ({ ...rest, tiles: tiles.length })

function found<T extends { id: string }>(list: T[], call: Call): T {
  const one = list.find(({ id }) => id === call.params.id)
  if (!one) throw new Refusal(404, "not_found", "There is no such thing.")
  return one
}

const wrong = (field: string, code: string) =>
  new Refusal(422, "invalid", `${field} is wrong.`, undefined, [{ field, code, message: `${field} is wrong.` }])

const fresh = (prefix: string) => {
  made += 1
  return `${prefix}_${made}`
}

const named = (id: unknown) => STAFF.find((one) => one.id === id) ?? null

export const dashboardRoutes: FakeRoute[] = [
  on("GET /api/dashboards", () => boards.map(rowOf).sort((a, b) => Number(b.opens) - Number(a.opens))),
  on("POST /api/dashboards", async (call) => {
    const wish = await call.json()
    if (!String(wish.name ?? "").trim()) throw wrong("name", "length")
    const one = { ...board(fresh("das"), "", "", false, [], []), ...wish }
    boards = [...boards, one]
    return one
  }),
  on("GET /api/dashboards/:id", (call) => found(boards, call)),
  on("PATCH /api/dashboards/:id", async (call) => {
    const held = found(boards, call)
    const next = { ...held, ...(await call.json()), updated_at: new Date(NOW).toISOString() }
    boards = boards.map((one) => (one.id === held.id ? next : one))
    return next
  }),
  on("DELETE /api/dashboards/:id", (call) => {
    const held = found(boards, call)
    gone.set(held.id, held)
    boards = boards.filter(({ id }) => id !== held.id)
  }),
  on("POST /api/dashboards/:id/restore", (call) => {
    const back = gone.get(call.params.id ?? "")
    if (!back || !("tiles" in back)) throw new Refusal(404, "not_found", "There is no such thing.")
    boards = [...boards, back]
    return back
  }),
  on("GET /api/goals", () => goals),
  on("POST /api/goals", async (call) => {
    const { user, team: _, ...wish } = await call.json()
    if (!(Number(wish.target) > 0)) throw wrong("target", "not_a_number")
    const one = { ...set(fresh("goa"), "", "deal", "1", "month"), ...wish, user: named(user), mine: user === me.id }
    goals = [...goals, one]
    return one
  }),
  on("PATCH /api/goals/:id", async (call) => {
    const held = found(goals, call)
    const { user, team: _, ...wish } = await call.json()
    const whose = user === undefined ? {} : { user: named(user), mine: user === me.id }
    const next = { ...held, ...wish, ...whose }
    goals = goals.map((one) => (one.id === held.id ? next : one))
    return next
  }),
  on("DELETE /api/goals/:id", (call) => {
    const held = found(goals, call)
    gone.set(held.id, held)
    goals = goals.filter(({ id }) => id !== held.id)
  }),
  on("POST /api/goals/:id/restore", (call) => {
    const back = gone.get(call.params.id ?? "")
    if (!back || !("target" in back)) throw new Refusal(404, "not_found", "There is no such thing.")
    goals = [...goals, back]
    return back
  }),
  on("GET /api/report-mails", () => mails),
  on("POST /api/report-mails", async (call) => {
    const { to, ...wish } = await call.json()
    const what = boards.find(({ id }) => id === wish.what)
    if (!what) throw wrong("what", "unknown")
    const receivers = Array.isArray(to) ? to.flatMap((id) => named(id) ?? []) : []
    const when = { next_at: at(-1, "08:00"), sent_at: null, problem: null }
    const one = { ...mails[0], ...wish, ...when, id: fresh("rml"), name: what.name, to: receivers }
    mails = [...mails, one as ReportMail]
    return one
  }),
  on("PATCH /api/report-mails/:id", async (call) => {
    const held = found(mails, call)
    const { to, ...wish } = await call.json()
    const next = { ...held, ...wish, ...(Array.isArray(to) ? { to: to.flatMap((id) => named(id) ?? []) } : {}) }
    mails = mails.map((one) => (one.id === held.id ? next : one))
    return next
  }),
  on("DELETE /api/report-mails/:id", (call) => {
    const held = found(mails, call)
    mails = mails.filter(({ id }) => id !== held.id)
  }),
  on("POST /api/report-mails/:id/send", (call) => {
    const held = found(mails, call)
    mails = mails.map((one) =>
      one.id === held.id ? { ...one, sent_at: new Date(NOW).toISOString(), problem: null } : one,
    )
    return { to: held.to.length }
  }),
]

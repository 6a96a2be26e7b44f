// Reports, dashboards, goals and mails of the fake company.

import type {
  Dashboard,
  DashboardRow,
  DashboardTile,
  Goal,
  GoalWish,
  ObjectKind,
  Question,
  Report,
  ReportHit,
  ReportMail,
  ReportMailWish,
  ReportWish,
  RowsWish,
} from "@api/contract"
import { MEMBERS, SELLERS, TEAMS } from "./assignData"
import { NOW } from "./clock"
import { STAFF } from "./people"
import { rowsBehind, run } from "./reportAnswer"
import { aboutOf, type ReportRow } from "./reportData"
import { held, type KeptDashboard, type KeptGoal, MINE } from "./reportKept"
import { partOf, today } from "./reportSpans"
import { type Call, type FakeRoute, on, Refusal } from "./router"

interface Tools {
  filtered: <T extends object>(rows: T[], text: string) => T[]
}

const OBJECTS: ObjectKind[] = ["person", "company", "interaction", "order", "deal", "lead", "activity"]
const now = () => new Date(NOW).toISOString()
let made = 0
const newId = (kind: string) => {
  made += 1
  return `${kind}_new${made}`
}
// What comes over the wire is what the typed client sent.
const body = async <T>(call: Call): Promise<T> => (await call.json()) as T

function found<T extends { id: string; gone?: boolean }>(list: T[], call: Call, gone = false): T {
  const one = list.find(({ id }) => id === call.params.id)
  if (!one || (one.gone === true) !== gone) throw new Refusal(404, "not_found", "There is no such record.")
  return one
}

const namedOf = (user: string) => [...STAFF, ...SELLERS].find(({ id }) => id === user) ?? null

function hit(object: ObjectKind, row: ReportRow, question: Question): ReportHit {
  const text = (key: string) => (typeof row[key] === "string" ? String(row[key]) : null)
  const named = (key: string) => {
    const value = row[key]
    return typeof value === "object" && value !== null
      ? { id: String(Reflect.get(value, "id")), name: String(Reflect.get(value, "name")) }
      : null
  }
  const amount = text("amount") ?? (object === "person" ? text("order_total") : null)
  return {
    id: row.id,
    object,
    name: text("name") ?? text("number") ?? text("title") ?? named("who")?.name ?? row.id,
    state: text(
      object === "order" ? "status" : object === "interaction" ? "kind" : object === "person" ? "lifecycle" : "state",
    ),
    person: object === "person" ? null : (named("person") ?? named("who")),
    owner: named("owner"),
    amount: amount === null ? null : { currency: text("currency") ?? "CNY", total: amount },
    at: text(question.period?.field ?? question.by?.find(({ unit }) => unit)?.field ?? "created_at"),
  }
}

/** What finds them in the list, for cells that plain conditions can say. */
function filterOf({ question, cell, measure }: RowsWish): string | null {
  if (question.cohort || question.period || (question.by ?? []).some(({ field, unit }) => unit || field.includes(".")))
    return null
  const parts = (question.by ?? []).flatMap(({ field }, at) => {
    const key = cell[at]
    if (!key) return []
    return [key.value === null ? `${field} is empty` : `${field} = "${String(key.value)}"`]
  })
  const own = question.measures[measure ?? 0]?.filter
  return [question.filter, own, ...parts].filter(Boolean).join(" and ")
}

function dashboardOf({ gone: _, ...kept }: KeptDashboard): Dashboard {
  return {
    ...kept,
    tiles: kept.tiles.map((tile): DashboardTile => {
      if (!tile.report) return tile
      const report = held.reports.find(({ id, gone }) => id === tile.report && !gone)
      const { question: __, look: ___, ...bare } = tile
      return report ? { ...bare, title: tile.title ?? report.name, question: report.question, look: report.look } : bare
    }),
  }
}
const lineOf = (kept: KeptDashboard): DashboardRow => {
  const { tiles, ...rest } = dashboardOf(kept)
  return { ...rest, tiles: tiles.length }
}

const whose = ({ user, team }: KeptGoal) => (user ? [user] : team ? (MEMBERS[team] ?? []).map(({ id }) => id) : null)

export function reportRoutes({ filtered }: Tools): FakeRoute[] {
  const answer = (question: Question) => run(question, filtered)

  function goalOf(kept: KeptGoal): Goal {
    const { gone: _, user, team, ...goal } = kept
    const owners = whose(kept)
    const valueIn = (step: number) => {
      const span = partOf(today(), goal.every, step)
      const question: Question = {
        object: goal.object,
        period: { field: goal.field, range: `${span.from}..${span.to}` },
        measures: [goal.measure],
        ...(goal.filter && { filter: goal.filter }),
      }
      const all = owners
        ? owners.map((owner) =>
            Number(
              run({ ...question, filter: goal.filter ?? "" }, (list, text) =>
                filtered(list, text).filter((row) => {
                  const held = Reflect.get(row, "owner")
                  return typeof held === "object" && held !== null && Reflect.get(held, "id") === owner
                }),
              ).cells[0]?.values[0] ?? 0,
            ),
          )
        : [Number(answer(question).cells[0]?.values[0] ?? 0)]
      return { ...span, value: String(all.reduce((sum, one) => sum + one, 0)) }
    }
    const at = valueIn(0)
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
    const share = days(at.from, today()) / days(at.from, at.to)
    return {
      ...goal,
      user: user ? namedOf(user) : null,
      team: team ? (TEAMS.find(({ id }) => id === team) ?? null) : null,
      type: goal.measure.of === "sum" || goal.measure.of === "average" ? "money" : "number",
      currency: "CNY",
      editable: goal.mine,
      from: at.from,
      to: at.to,
      value: at.value,
      even: (Number(goal.target) * Math.min(1, share)).toFixed(2),
      past: [-6, -5, -4, -3, -2, -1].map((step) => {
        const { from, to, value } = valueIn(step)
        return { from, to, value }
      }),
    }
  }

  return [
    on("GET /api/reports/about", (call) => {
      const object = OBJECTS.find((one) => one === call.query.get("object"))
      if (!object) throw new Refusal(422, "invalid", "There is no such object.")
      return aboutOf(object)
    }),
    on("POST /api/reports/run", async (call) => answer(await body<Question>(call))),
    on("POST /api/reports/rows", async (call) => {
      const wish = await body<RowsWish>(call)
      const all = rowsBehind(wish, filtered)
      const from = Number(wish.cursor ?? 0)
      return {
        rows: all.slice(from, from + 30).map((row) => hit(wish.question.object, row, wish.question)),
        next: from + 30 < all.length ? String(from + 30) : null,
        total: all.length,
        filter: filterOf(wish),
      }
    }),
    on("POST /api/reports/export", () => new Response("a,b\n", { headers: { "content-type": "text/csv" } })),
    on("GET /api/reports", () => held.reports.filter(({ gone }) => !gone)),
    on("POST /api/reports", async (call) => {
      const wish = await body<ReportWish>(call)
      if (wish.name.trim() === "")
        throw new Refusal(422, "invalid", "A name is needed.", undefined, [
          { field: "name", code: "required", message: "A name is needed." },
        ])
      const report: Report = {
        note: "",
        shared: false,
        ...wish,
        id: newId("rep"),
        owner: MINE,
        mine: true,
        editable: true,
        updated_at: now(),
      }
      held.reports.unshift(report)
      return report
    }),
    on("GET /api/reports/:id", (call) => found(held.reports, call)),
    on("PATCH /api/reports/:id", async (call) =>
      Object.assign(found(held.reports, call), await call.json(), { updated_at: now() }),
    ),
    on("DELETE /api/reports/:id", (call) => {
      found(held.reports, call).gone = true
      return {}
    }),
    on("POST /api/reports/:id/restore", (call) => Object.assign(found(held.reports, call, true), { gone: false })),

    on("GET /api/dashboards", () => held.dashboards.filter(({ gone }) => !gone).map(lineOf)),
    on("POST /api/dashboards", async (call) => {
      const wish = await body<{ name: string; tiles?: DashboardTile[] }>(call)
      const kept: KeptDashboard = {
        note: "",
        shared: false,
        roles: [],
        tiles: [],
        ...wish,
        id: newId("das"),
        owner: MINE,
        mine: true,
        editable: true,
        opens: false,
        updated_at: now(),
      }
      held.dashboards.unshift(kept)
      return dashboardOf(kept)
    }),
    on("GET /api/dashboards/:id", (call) => dashboardOf(found(held.dashboards, call))),
    on("PATCH /api/dashboards/:id", async (call) =>
      dashboardOf(Object.assign(found(held.dashboards, call), await call.json(), { updated_at: now() })),
    ),
    on("DELETE /api/dashboards/:id", (call) => {
      found(held.dashboards, call).gone = true
      return {}
    }),
    on("POST /api/dashboards/:id/restore", (call) =>
      dashboardOf(Object.assign(found(held.dashboards, call, true), { gone: false })),
    ),

    on("GET /api/goals", () => held.goals.filter(({ gone }) => !gone).map(goalOf)),
    on("POST /api/goals", async (call) => {
      const kept: KeptGoal = { ...(await body<GoalWish>(call)), id: newId("goa"), mine: true }
      held.goals.push(kept)
      return goalOf(kept)
    }),
    on("PATCH /api/goals/:id", async (call) => goalOf(Object.assign(found(held.goals, call), await call.json()))),
    on("DELETE /api/goals/:id", (call) => {
      found(held.goals, call).gone = true
      return {}
    }),
    on("POST /api/goals/:id/restore", (call) => goalOf(Object.assign(found(held.goals, call, true), { gone: false }))),

    on("GET /api/report-mails", () => held.mails),
    on("POST /api/report-mails", async (call) => {
      const mail = mailOf(newId("rma"), await body<ReportMailWish>(call))
      held.mails.push(mail)
      return mail
    }),
    on("PATCH /api/report-mails/:id", async (call) => {
      const one = found(held.mails, call)
      return Object.assign(one, mailOf(one.id, { ...one, to: one.to.map(({ id }) => id), ...(await call.json()) }))
    }),
    on("DELETE /api/report-mails/:id", (call) => {
      held.mails = held.mails.filter(({ id }) => id !== call.params.id)
      return {}
    }),
    on("POST /api/report-mails/:id/send", (call) => {
      const one = found(held.mails, call)
      Object.assign(one, { sent_at: now(), problem: null })
      return { to: one.to.length }
    }),
  ]
}

function mailOf(id: string, wish: ReportMailWish): ReportMail {
  const all = [...held.reports, ...held.dashboards]
  return {
    ...wish,
    id,
    name: all.find((one) => one.id === wish.what)?.name ?? wish.what,
    to: wish.to.flatMap((user) => namedOf(user) ?? []),
    next_at: new Date(NOW + 86_400_000).toISOString(),
    sent_at: null,
    problem: null,
  }
}

// Dashboards of the fake company: parts with questions of their own, one that is a saved report, one that is gone.

import type { Dashboard, DashboardRow, DashboardTile, DashboardWish, Question, ReportLookAs } from "@api/contract"
import { at, NOW } from "./clock"
import { STAFF } from "./people"
import { keptReport } from "./reports"
import { type Call, type FakeRoute, on, Refusal } from "./router"

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
  { id: "saved", report: "rep_3", title: "会员等级与城市", width: 8, height: 2 },
  { id: "gone", report: "rep_0", title: "已删的报表", width: 4, height: 2 },
]

function board(id: string, name: string, roles: string[], tiles: DashboardTile[]): Dashboard {
  return {
    id,
    name,
    note: "",
    shared: roles.length > 0,
    owner: STAFF[0],
    mine: true,
    editable: true,
    roles,
    opens: roles.includes("service"),
    tiles,
    updated_at: at(1, "18:20"),
  }
}

const first = (): Dashboard[] => [
  board("das_1", "销售总览", ["service", "manager"], sales),
  board("das_2", "我的一周", [], sales.slice(0, 2)),
]

let boards = first()
let made = 10
const gone = new Map<string, Dashboard>()
export function resetDashboards(): void {
  boards = first()
  made = 10
  gone.clear()
}

const rowOf = ({ tiles, ...rest }: Dashboard): DashboardRow => ({ ...rest, tiles: tiles.length })

/** With the questions and the looks of saved reports, which a dashboard does not keep itself. */
const shown = (held: Dashboard): Dashboard => ({
  ...held,
  tiles: held.tiles.map((tile) => {
    const report = keptReport(tile.report)
    return report ? { ...tile, question: report.question, look: report.look } : tile
  }),
})

function held(call: Call): Dashboard {
  const found = boards.find(({ id }) => id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "There is no such dashboard.")
  return found
}

const wishOf = async (call: Call): Promise<Partial<DashboardWish>> => {
  const wish: Partial<DashboardWish> = await call.json()
  if (wish.name?.trim() !== "") return wish
  throw new Refusal(422, "invalid", "It has no name.", undefined, [
    { field: "name", code: "length", message: "It has no name." },
  ])
}

export const dashboardRoutes: FakeRoute[] = [
  on("GET /api/dashboards", () => boards.map(rowOf).sort((a, b) => Number(b.opens) - Number(a.opens))),
  on("POST /api/dashboards", async (call) => {
    made += 1
    const one = { ...board(`das_${made}`, "", [], []), ...(await wishOf(call)) }
    boards = [...boards, one]
    return shown(one)
  }),
  on("GET /api/dashboards/:id", (call) => shown(held(call))),
  on("PATCH /api/dashboards/:id", async (call) => {
    const was = held(call)
    const next = { ...was, ...(await wishOf(call)), updated_at: new Date(NOW).toISOString() }
    boards = boards.map((one) => (one === was ? next : one))
    return shown(next)
  }),
  on("DELETE /api/dashboards/:id", (call) => {
    const was = held(call)
    gone.set(was.id, was)
    boards = boards.filter((one) => one !== was)
    return {}
  }),
  on("POST /api/dashboards/:id/restore", (call) => {
    const back = gone.get(call.params.id ?? "")
    if (!back) throw new Refusal(404, "not_found", "There is no such dashboard.")
    gone.delete(back.id)
    boards = [...boards, back]
    return shown(back)
  }),
]

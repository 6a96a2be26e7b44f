// The first page of a day and what has gone stale, reckoned from the fake's own rows; a few goals.

import type {
  Goal,
  HomeFigure,
  HomeToday,
  Named,
  Page,
  StaleOf,
  StaleReason,
  StaleRow,
  StaleRules,
  Whose,
} from "@api/contract"
import { at, NOW } from "./clock"
import { deals } from "./deals"
import { leads } from "./leadData"
import { orders, people, STAFF } from "./people"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const WHOSES: Whose[] = ["me", "team", "all"]
const ME = STAFF[0]
const DAY = 86_400_000
const daysSince = (instant: string) => Math.floor((NOW - Date.parse(instant)) / DAY)
const rules: StaleRules = { deal_days: 14, lead_days: 3, person_days: 90 }

function whoseOf(call: Call): Whose {
  const asked = call.query.get("whose") ?? "me"
  const found = WHOSES.find((one) => one === asked)
  if (!found) throw new Refusal(422, "invalid", "Not open.")
  return found
}

const TEAM = STAFF.slice(0, 3).map(({ id }) => id)
const isOf = (owner: Named | null, whose: Whose) =>
  whose === "all" || (owner !== null && (whose === "me" ? owner.id === ME.id : TEAM.includes(owner.id)))
const ofWhose = (whose: Whose) => (whose === "me" ? "owner = me" : whose === "team" ? "owner in my_team" : "")

// ── news ───────────────────────────────────────────────────────────────────
const since = () => at(1, "00:00")

function newsOf(whose: Whose): HomeFigure[] {
  const from = dayOf(since())
  const joined = (...parts: string[]) => parts.filter(Boolean).join(" and ")
  const figure = (
    of: HomeFigure["of"],
    object: HomeFigure["object"],
    rows: object[],
    filter: string,
    amounts = true,
  ): HomeFigure => ({
    of,
    object,
    count: rows.length,
    amount: amounts
      ? {
          currency: "CNY",
          total: rows.reduce((sum, row) => sum + Number(Reflect.get(row, "amount") ?? 0), 0).toFixed(2),
        }
      : null,
    filter: joined(filter, ofWhose(whose)),
  })
  const late = (instant: string | null) => instant !== null && instant >= since()
  const mine = deals.map(({ row }) => row).filter(({ owner }) => isOf(owner, whose))
  const held = leads.map(({ row }) => row).filter(({ owner }) => isOf(owner, whose))
  const seen = people.filter(({ owner }) => isOf(owner, whose))
  const ids = new Set(seen.map(({ id }) => id))
  return [
    figure(
      "people_new",
      "person",
      seen.filter((row) => late(row.created_at)),
      `created_at >= ${from}`,
      false,
    ),
    figure(
      "leads_new",
      "lead",
      held.filter((row) => late(row.created_at)),
      `created_at >= ${from}`,
    ),
    figure(
      "deals_new",
      "deal",
      mine.filter((row) => late(row.created_at)),
      `created_at >= ${from}`,
    ),
    figure(
      "deals_won",
      "deal",
      mine.filter((row) => row.state === "won" && (row.closed_at ?? "") >= at(2, "00:00")),
      `state = "won" and closed_at >= ${dayOf(at(2))}`,
    ),
    figure(
      "deals_lost",
      "deal",
      mine.filter((row) => row.state === "lost" && (row.closed_at ?? "") >= at(6, "00:00")),
      `state = "lost" and closed_at >= ${dayOf(at(6))}`,
    ),
    {
      ...figure(
        "orders_new",
        "order",
        orders.filter((row) => late(row.placed_at) && ids.has(row.person?.id ?? "")),
        "",
      ),
      filter: `placed_at >= ${from}`,
    },
  ]
}

// ── stale ──────────────────────────────────────────────────────────────────
const told = (reasons: StaleReason[], from: string): Pick<StaleRow, "reasons" | "since" | "days"> => ({
  reasons,
  since: from,
  days: daysSince(from),
})

function staleDeals(): StaleRow[] {
  return deals.flatMap(({ row }): StaleRow[] => {
    const { clock, age_days: age, next_at } = row
    if (row.state !== "open") return []
    const reasons: StaleReason[] = []
    if (age !== null && daysSince(row.stage_since) > age) reasons.push("stage_age")
    if (clock === "none") reasons.push("no_plan")
    if (clock === "overdue") reasons.push("plan_missed")
    if (reasons.length === 0) return []
    const { id, name, owner, person, company, stage } = row
    const from = reasons[0] === "plan_missed" && next_at ? next_at : row.stage_since
    const amount = row.amount === null ? null : { currency: row.currency, total: row.amount }
    return [{ id, object: "deal", name, owner, person, company, amount, stage: stage.name, ...told(reasons, from) }]
  })
}

function staleLeads(): StaleRow[] {
  return leads.flatMap(({ row }): StaleRow[] => {
    if (row.owner === null || (row.state !== "new" && row.state !== "working")) return []
    const from = row.worked_at ?? row.held_since ?? row.created_at
    const reasons: StaleReason[] = []
    if (daysSince(from) >= rules.lead_days) reasons.push("untouched")
    if (row.clock === "overdue") reasons.push("plan_missed")
    if (row.clock === "none" && reasons.length > 0) reasons.push("no_plan")
    if (reasons.length === 0) return []
    const { id, name, owner, person } = row
    const amount = row.amount === null ? null : { currency: row.currency, total: row.amount }
    return [{ id, object: "lead", name, owner, person, company: null, amount, stage: null, ...told(reasons, from) }]
  })
}

function stalePeople(): StaleRow[] {
  return people.flatMap((row): StaleRow[] => {
    const seen = row.last_seen_at
    if (!row.order_count || seen === null) return []
    const reasons: StaleReason[] = []
    if (daysSince(seen) >= rules.person_days) reasons.push("silent")
    if (row.next_order_at !== null && daysSince(row.next_order_at) > 14) reasons.push("order_missed")
    if (!reasons.includes("silent")) return []
    const amount = row.order_total === null ? null : { currency: row.currency, total: row.order_total }
    const { id, name, owner } = row
    return [
      { id, object: "person", name, owner, person: null, company: null, amount, stage: null, ...told(reasons, seen) },
    ]
  })
}

const STALE: Record<StaleOf, () => StaleRow[]> = { deals: staleDeals, leads: staleLeads, people: stalePeople }
const staleOf = (of: StaleOf, whose: Whose) =>
  STALE[of]()
    .filter(({ owner }) => isOf(owner, whose))
    .sort((a, b) => b.days - a.days)

const COUNTED = 500
const ALL_STALE = ["deals", "leads", "people"] as const

function todayOf(call: Call): HomeToday {
  const whose = whoseOf(call)
  return {
    whose,
    whoses: WHOSES,
    since: since(),
    news: newsOf(whose),
    stale: ALL_STALE.map((of) => {
      const count = staleOf(of, whose).length
      return { of, count: Math.min(count, COUNTED), more: count > COUNTED }
    }),
  }
}

function stalePage(call: Call): Page<StaleRow> {
  const of = ALL_STALE.find((one) => one === call.query.get("of"))
  if (!of) throw new Refusal(422, "invalid", "Of what?")
  const all = staleOf(of, whoseOf(call))
  const [from, limit] = [Number(call.query.get("cursor") ?? 0), Number(call.query.get("limit") ?? 50)]
  const next = from + limit < all.length ? String(from + limit) : null
  return {
    rows: all.slice(from, from + limit),
    next,
    total: Math.min(all.length, COUNTED),
    total_at_least: all.length > COUNTED,
  }
}

// ── goals ──────────────────────────────────────────────────────────────────
function goals(): Goal[] {
  const month = dayOf(new Date(NOW).toISOString()).slice(0, 7)
  const past = [62, 71, 58, 80, 77, 69].map((value) => ({ from: "", to: "", value: String(value) }))
  const span = { from: `${month}-01`, to: `${month}-28`, every: "month" as const, past, editable: true }
  return [
    {
      id: "goa_1",
      name: "本月拜访",
      object: "activity",
      measure: { of: "count" },
      field: "done_at",
      target: "24",
      user: ME,
      team: null,
      type: "number",
      currency: "CNY",
      mine: true,
      value: "9",
      even: "14",
      ...span,
    },
    {
      id: "goa_2",
      name: "老客复购额",
      object: "order",
      measure: { of: "sum", field: "amount" },
      field: "placed_at",
      target: "300000",
      user: null,
      team: { id: "tea_east", name: "华东组" },
      type: "money",
      currency: "CNY",
      mine: false,
      value: "186400.00",
      even: "150000.00",
      ...span,
    },
    {
      id: "goa_3",
      name: "新线索 24 小时内跟进",
      object: "lead",
      measure: { of: "share" },
      field: "created_at",
      target: "90",
      user: null,
      team: null,
      type: "percent",
      currency: "CNY",
      mine: false,
      value: "93",
      even: "90",
      ...span,
    },
  ]
}

export const homeRoutes: FakeRoute[] = [
  on("GET /api/home", todayOf),
  on("GET /api/stale", stalePage),
  on("GET /api/stale/rules", () => rules),
  on("PUT /api/stale/rules", async (call) => {
    const body = await call.json()
    for (const key of ["deal_days", "lead_days", "person_days"] as const) {
      const days = Number(body[key])
      if (!Number.isInteger(days) || days < 1 || days > 365)
        throw new Refusal(422, "invalid", "1 to 365", undefined, [{ field: key, code: "out_of_range", message: "" }])
    }
    Object.assign(rules, body)
    return rules
  }),
  on("GET /api/goals", goals),
]

export const resetHome = (): void => void Object.assign(rules, { deal_days: 14, lead_days: 3, person_days: 90 })

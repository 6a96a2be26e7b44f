// Who gets leads, as the server answers for it: pools, captures, reasons, rules, seats, a trial of rules, fairness.

import type {
  AssignRule,
  AssignRuleWish,
  AssignTo,
  Fairness,
  FairnessPart,
  Field,
  LeadCapture,
  LeadCaptures,
  LeadReasons,
  Named,
  Seat,
  SeatWish,
} from "@api/contract"
import { assignLeads, firstCaptures, firstRules, firstSeats, SELLERS, TEAMS, teamOf } from "./assignData"
import { simulate } from "./assignSimulate"
import { type FakePool, pools, poolTold } from "./leadData"
import { reasons } from "./leads"
import { STAFF } from "./people"
import { type Call, type FakeRoute, on, Refusal } from "./router"

/** What the fake server lends: its filter language. */
interface Tools {
  filtered: <T extends object>(rows: T[], filter: string) => T[]
}

const firstPools = structuredClone(pools)
let rules = firstRules()
let fallback: string | null = "poo_shops"
let seats = firstSeats()
let captures = firstCaptures()
const firstReasons = structuredClone(reasons)

export function resetAssignment(): void {
  pools.splice(0, pools.length, ...structuredClone(firstPools))
  rules = firstRules()
  fallback = "poo_shops"
  seats = firstSeats()
  captures = firstCaptures()
  Object.assign(reasons, structuredClone(firstReasons))
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const countOf = (value: unknown): number | null => (typeof value === "number" ? value : null)
const users = (ids: unknown): Named[] =>
  textsOf(ids).flatMap((id) => [...STAFF, ...SELLERS].find((one) => one.id === id) ?? [])
const teams = (ids: unknown): Named[] => {
  const wanted = textsOf(ids)
  return TEAMS.filter((one) => wanted.includes(one.id)).map(({ id, name }) => ({ id, name }))
}

function refuse(field: string, code: string, message: string): never {
  throw new Refusal(422, "invalid", message, undefined, [{ field, code, message }])
}

function poolFrom(body: Record<string, unknown>, held: FakePool): FakePool {
  const count = (key: keyof FakePool) => (key in body ? countOf(body[key]) : countOf(held[key]))
  const name = "name" in body ? String(body.name).trim() : held.name
  if (name === "") refuse("name", "required", "a pool has a name")
  const { fault, ...rest } = held
  const kept = !("customers" in body) || body.customers === held.customers
  return {
    ...rest,
    ...(fault && kept && { fault }),
    name,
    users: "users" in body ? users(body.users) : held.users,
    teams: "teams" in body ? teams(body.teams) : held.teams,
    daily_cap: count("daily_cap"),
    holding_cap: count("holding_cap"),
    cool_days: count("cool_days") ?? 0,
    protect_days: count("protect_days") ?? 0,
    silent_days: count("silent_days"),
    deal_days: count("deal_days"),
    remind_days: Array.isArray(body.remind_days) ? body.remind_days.map(Number) : held.remind_days,
    customers: "customers" in body ? (body.customers === null ? null : String(body.customers)) : held.customers,
  }
}

const NEW_POOL: FakePool = {
  id: "",
  name: "",
  users: [],
  teams: [],
  daily_cap: null,
  holding_cap: null,
  cool_days: 0,
  protect_days: 0,
  silent_days: null,
  deal_days: null,
  remind_days: [],
  customers: null,
  member: true,
}

function poolAt(call: Call): number {
  const at = pools.findIndex((one) => one.id === call.params.id)
  if (at < 0) throw new Refusal(404, "not_found", "There is no such pool.")
  return at
}

// ── rules ────────────────────────────────────────────────────────────────
const wishes = (value: unknown): AssignRuleWish[] => (Array.isArray(value) ? value : [])

function namedOf(to: AssignTo): Named[] {
  if (to.kind === "pool") return pools.filter((one) => one.id === to.pool).map(({ id, name }) => ({ id, name }))
  return to.kind === "users" ? [...teams(to.teams), ...users(to.users)] : []
}

function ruleFrom(wish: AssignRuleWish, at: number, filtered: Tools["filtered"]): AssignRule {
  if (wish.name.trim() === "") refuse(`rules.${at}.name`, "required", "a rule has a name")
  if (wish.to.kind === "users" && wish.to.users.length + wish.to.teams.length === 0)
    refuse(`rules.${at}.to`, "required", "a rule gives to somebody")
  const held = rules.find((one) => one.id === wish.id)
  // A rule whose field is gone is kept as it is; only what was written anew is judged.
  if (held?.filter !== wish.filter) {
    try {
      filtered(assignLeads, wish.filter)
    } catch {
      refuse(`rules.${at}.filter`, "filter", "the filter cannot be read")
    }
  }
  return {
    ...wish,
    id: wish.id ?? `rul_new${Date.now().toString(36)}${at}`,
    named: namedOf(wish.to),
    given: held?.given ?? 0,
    ...(held?.fault && held.filter === wish.filter ? { fault: held.fault } : {}),
  }
}

const told = () => {
  const pool = pools.find((one) => one.id === fallback)
  return { rules, fallback: pool ? { id: pool.id, name: pool.name } : null }
}

function seatFrom(wish: SeatWish, held: Seat): Seat {
  const { capacity, monthly, languages, hours, away_until } = wish
  return { ...held, capacity, monthly, languages, hours, away_until }
}

// ── fairness ─────────────────────────────────────────────────────────────
/** 100 where all have as much, 0 where one has all. */
function evenness(values: number[]): number | null {
  const sum = values.reduce((all, one) => all + one, 0)
  if (values.length < 2 || sum === 0) return null
  const apart = values.reduce((all, a) => all + values.reduce((part, b) => part + Math.abs(a - b), 0), 0)
  return Math.round(100 * (1 - apart / (2 * (values.length - 1) * sum)))
}

const WORTH: Record<string, number> = {
  展会: 8600,
  老客户介绍: 1900,
  官网表单: 760,
  Instagram: 620,
  微信公众号: 410,
  百度推广: 380,
}

function fairness(call: Call): Fairness {
  const [from, to] = [call.query.get("from") ?? "", call.query.get("to") ?? ""]
  const came = assignLeads.filter((one) => one.created_at.slice(0, 10) >= from && one.created_at.slice(0, 10) <= to)
  const money = (sum: number) => sum.toFixed(2)
  const parts = SELLERS.map((who): FairnessPart => {
    const theirs = came.filter((one) => one.owner?.id === who.id)
    const by = (how: string) => theirs.filter((one) => one.how === how).length
    const converted = theirs.filter((one) => one.state === "converted")
    const won = converted.filter((_, n) => n % 3 === 0)
    const minutes = theirs.flatMap((one) => one.minutes ?? []).sort((a, b) => a - b)
    return {
      who,
      team: teamOf(who.id),
      rule: by("rule"),
      claimed: by("claimed"),
      hand: by("hand"),
      expected: money(theirs.reduce((sum, one) => sum + (WORTH[one.source] ?? 240), 0)),
      recycled: Math.round(theirs.length * (who.name === "许衍" ? 0.24 : 0.06)),
      released: Math.round(theirs.length * 0.05),
      converted: converted.length,
      won: won.length,
      won_total: money(won.reduce((sum, one) => sum + Number(one.amount ?? 2600), 0)),
      answer_minutes: minutes[Math.floor(minutes.length / 2)] ?? null,
      open: theirs.filter((one) => one.state === "new" || one.state === "working").length,
      filter: `owner = "${who.id}"`,
    }
  })
  const number = ({ rule, claimed, hand }: FairnessPart) => rule + claimed + hand
  const names = [...new Set(came.map((one) => one.source))]
  return {
    from,
    to,
    currency: "CNY",
    parts: came.length === 0 ? [] : parts,
    even_count: evenness(parts.map(number)),
    even_expected: evenness(parts.map((one) => Number(one.expected))),
    sources: names
      .map((source) => {
        const all = assignLeads.filter((one) => one.source === source)
        return {
          source,
          leads: all.length * 4,
          converted: Math.round((all.filter((one) => one.state === "converted").length / all.length) * 100),
          expected: money(WORTH[source] ?? 240),
          filter: `source = "${source}"`,
        }
      })
      .sort((a, b) => Number(b.expected) - Number(a.expected)),
    unrated: ["JPY"],
    disputes:
      came.length === 0
        ? { opened: 0, open: 0, kept: 0, moved: 0, shared: 0 }
        : { opened: 7, open: 2, kept: 3, moved: 1, shared: 1 },
  }
}

// ── fields ───────────────────────────────────────────────────────────────
const field = (key: string, type: Field["type"] = "text"): Field => ({
  key,
  type,
  custom: false,
  editable: false,
  sortable: true,
})

export const interactionFields = (): Field[] => [
  field("kind"),
  field("direction"),
  field("channel"),
  field("title"),
  field("text", "long_text"),
  field("amount", "money"),
  field("occurred_at", "date_time"),
]

export function assignmentRoutes({ filtered }: Tools): FakeRoute[] {
  return [
    on("GET /api/teams", () => TEAMS),
    on("POST /api/pools", async (call) => {
      const made = poolFrom(await call.json(), NEW_POOL)
      pools.push({ ...made, id: `poo_${Date.now().toString(36)}` })
      return pools.map(poolTold)
    }),
    on("PATCH /api/pools/:id", async (call) => {
      const at = poolAt(call)
      const body = await call.json()
      const held = pools[at]
      if (held) pools[at] = poolFrom(body, held)
      return pools.map(poolTold)
    }),
    on("DELETE /api/pools/:id", (call) => {
      const at = poolAt(call)
      const gone = pools[at]
      if (gone && poolTold(gone).waiting > 0) throw new Refusal(409, "pool_in_use", "Leads still wait in the pool.")
      pools.splice(at, 1)
      return pools.map(poolTold)
    }),
    on("GET /api/leads/captures", (): LeadCaptures => ({ captures })),
    on("PUT /api/leads/captures", async (call): Promise<LeadCaptures> => {
      const body = await call.json()
      const asked: Partial<LeadCapture>[] = Array.isArray(body.captures) ? body.captures : []
      captures = asked.map(({ id, name = "", filter = "", source = "", on: live = true }, n) => {
        const held = captures.find((one) => one.id === id)
        if (source.trim() === "") refuse(`captures.${n}.source`, "required", "a capture has a source")
        const fault = held?.filter === filter ? held.fault : undefined
        return {
          id: id ?? `cap_new${n}`,
          name,
          filter,
          source,
          on: live,
          made: held?.made ?? 0,
          ...(fault && { fault }),
        }
      })
      return { captures }
    }),
    on("PUT /api/leads/reasons", async (call): Promise<LeadReasons> => {
      const body = await call.json()
      return Object.assign(reasons, { drop: textsOf(body.drop), release: textsOf(body.release) })
    }),
    on("GET /api/assignment", told),
    on("PUT /api/assignment", async (call) => {
      const body = await call.json()
      rules = wishes(body.rules).map((wish, at) => ruleFrom(wish, at, filtered))
      fallback = typeof body.fallback === "string" ? body.fallback : null
      return told()
    }),
    on("GET /api/assignment/seats", () => seats),
    on("PUT /api/assignment/seats", async (call) => {
      const body = await call.json()
      const asked: SeatWish[] = Array.isArray(body.seats) ? body.seats : []
      seats = seats.map((seat) => {
        const wish = asked.find((one) => one.who === seat.who.id)
        return wish ? seatFrom(wish, seat) : seat
      })
      return seats
    }),
    on("POST /api/assignment/simulate", async (call) => {
      const body = await call.json()
      const asked = body.rules === undefined ? rules : wishes(body.rules)
      const last = body.fallback === undefined ? fallback : body.fallback === null ? null : String(body.fallback)
      return simulate(assignLeads.slice(0, Number(body.last ?? 500)), asked, last, { seats, pools, filtered })
    }),
    on("GET /api/leads/fairness", fairness),
  ]
}

// Worth, needs and the portfolio over the fake's own people and orders; the server's numbers come from a model.

import type {
  Named,
  Need,
  NeedEvidence,
  NeedKind,
  NeedPage,
  NeedRow,
  NeedState,
  PersonRow,
  PersonWorth,
  Portfolio,
  PortfolioRow,
  Worth,
} from "@api/contract"
import { at, NOW } from "./clock"
import { byId, LIN, orders, people, STAFF } from "./people"
import { makeRandom } from "./random"
import { type Call, type FakeRoute, on, Refusal } from "./router"
import { storyOf } from "./story"

const DAY = 86_400_000
/** Orders that came to nothing. */
const NAUGHT = new Set(["cancelled", "returned", "refunded"])
const KINDS: NeedKind[] = ["due", "asked", "together"]
const TEA = [
  "白毫银针 秋茶 50 g",
  "修护精华油 30 ml",
  "山茶洁面乳 120 g",
  "茶籽护手霜 60 g",
  "正山小种 100 g",
  "年节礼盒",
]

/** A count that no role hides here. */
const count = (n: number | null) => n ?? 0

const FIRST: Worth = {
  on: true,
  months: 12,
  margin: 60,
  discount: 10,
  currency: "CNY",
  model: {
    made_at: at(0, "03:12"),
    people: 1386,
    orders: 9214,
    from: at(730),
    until: at(1),
    check: { people: 1204, days: 243, error: 1.12, error_as_before: 1.58, told: 2871, placed: 2994 },
  },
  classes: { A: 0, B: 0, C: 0 },
  progress: { state: "done", looked: 2000, moved: 148, ended_at: at(0, "03:14") },
}
let settings = FIRST
let asked = 0

const counted = (): Worth["classes"] => {
  const of = (name: string) => people.filter((row) => row.worth_class === name).length
  return { A: of("A"), B: of("B"), C: of("C") }
}

// ── needs ──────────────────────────────────────────────────────────────────
interface Held extends Need {
  of: string
}
let needs: Held[] = []

function evidenceOf(kind: NeedKind, row: PersonRow, what: string): NeedEvidence {
  const random = makeRandom(
    row.id.length * 31 + count(row.order_count) * 7 + what.length + count(row.interaction_count),
  )
  if (kind === "due")
    return {
      times: 2 + random.below(8),
      every_days: 21 + random.below(60),
      last_at: at(30 + random.below(70)),
      rhythm: random.chance(0.7) ? "own" : "others",
    }
  if (kind === "asked")
    return {
      interaction: `int_${row.id}`,
      text: `请问${what}什么时候有货？想给妈妈也带一份。`,
      channel: random.pick(["wechat", "phone", "webchat"] as const),
      at: at(2 + random.below(20), "15:20"),
    }
  return {
    bought: TEA[(TEA.indexOf(what) + 1) % TEA.length],
    both: 20 + random.below(60),
    share: 0.2 + random.below(40) / 100,
    lift: 1.6 + random.below(30) / 10,
  }
}

function made(row: PersonRow, place: number): Held {
  const kind = KINDS[(count(row.order_count) + place) % 3] ?? "due"
  const what = TEA[(count(row.interaction_count) + place * 2) % TEA.length] ?? "年节礼盒"
  const evidence = evidenceOf(kind, row, what)
  const due = evidence.last_at && evidence.every_days ? Date.parse(evidence.last_at) + evidence.every_days * DAY : null
  return {
    id: `need_${row.id}_${place}`,
    of: row.id,
    kind,
    what,
    score: Math.max(0.3, 0.96 - ((count(row.interaction_count) * 7 + place * 13) % 60) / 100),
    due_at: due === null ? null : new Date(due).toISOString(),
    found_at: at(1, "03:13"),
    state: "open",
    decided_at: null,
    decided_by: null,
    evidence,
  }
}

/** Hers, with one that was met and one that was not wanted; what she asked for stands in her story. */
function ofLin(): Held[] {
  const said = storyOf(LIN.id).find((item) => item.kind === "message" && item.text?.includes("护手霜"))
  const base = { of: LIN.id, found_at: at(1, "03:13"), decided_at: null, decided_by: null, state: "open" as const }
  return [
    {
      ...base,
      id: "need_lin_1",
      kind: "due",
      what: "修护精华油 30 ml",
      score: 0.91,
      due_at: at(4),
      evidence: { times: 6, every_days: 41, last_at: at(45), rhythm: "own" },
    },
    {
      ...base,
      id: "need_lin_2",
      kind: "asked",
      what: "护手霜",
      score: 0.8,
      due_at: null,
      evidence: { interaction: said?.id, text: said?.text ?? "", channel: "wechat", at: said?.occurred_at ?? at(2) },
    },
    {
      ...base,
      id: "need_lin_3",
      kind: "together",
      what: "红茶身体乳 200 ml",
      score: 0.52,
      due_at: null,
      evidence: { bought: "修护精华油 30 ml", both: 41, share: 0.34, lift: 3.1 },
    },
    {
      ...base,
      id: "need_lin_4",
      kind: "due",
      what: "白毫银针 秋茶 50 g",
      score: 0.7,
      due_at: at(30),
      state: "met",
      decided_at: at(17),
      evidence: { times: 4, every_days: 60, last_at: at(90), rhythm: "own" },
    },
    {
      ...base,
      id: "need_lin_5",
      kind: "together",
      what: "安瓿面膜 5 片",
      score: 0.4,
      due_at: null,
      state: "dismissed",
      decided_at: at(12),
      decided_by: STAFF[1] ?? null,
      evidence: { bought: "山茶洁面乳 120 g", both: 22, share: 0.21, lift: 1.9 },
    },
  ]
}

function held(): Held[] {
  if (needs.length === 0)
    needs = people.flatMap((row) =>
      row.id === LIN.id ? ofLin() : Array.from({ length: count(row.need_count) }, (_, place) => made(row, place)),
    )
  return needs
}

export function resetWorth(): void {
  settings = FIRST
  needs = []
  asked = 0
  LIN.need_count = 3
}

const shown = ({ of: _, ...need }: Held): Need => need

function pageOf(call: Call): NeedPage {
  const [kind, owner] = [call.query.get("kind"), call.query.get("owner")]
  const limit = Number(call.query.get("limit") ?? 50)
  const from = Number(call.query.get("cursor") ?? 0)
  const open = held().flatMap((need): NeedRow[] => {
    const row = byId.get(need.of)
    if (!row || need.state !== "open" || (owner && (row.owner?.id ?? "none") !== owner)) return []
    return [{ ...shown(need), person: { id: row.id, name: row.name, initial: row.initial }, owner: row.owner }]
  })
  const of = (one: NeedKind) => open.filter((need) => need.kind === one).length
  const found = open.filter((need) => !kind || need.kind === kind).sort((a, b) => b.score - a.score)
  return {
    rows: found.slice(from, from + limit),
    next: from + limit < found.length ? String(from + limit) : null,
    counts: { due: of("due"), asked: of("asked"), together: of("together") },
  }
}

async function decide(call: Call): Promise<Need> {
  const need = held().find(({ id }) => id === call.params.id)
  if (!need) throw new Refusal(404, "not_found", "No such need")
  const { state } = await call.json()
  const next = (["open", "met", "dismissed"] satisfies NeedState[]).find((one) => one === state)
  if (!next) throw new Refusal(400, "json", "No such state")
  const row = byId.get(need.of)
  if (row) row.need_count = count(row.need_count) + Number(next === "open") - Number(need.state === "open")
  need.state = next
  need.decided_at = next === "open" ? null : new Date().toISOString()
  need.decided_by = next === "open" ? null : STAFF[0]
  return shown(need)
}

// ── worth ──────────────────────────────────────────────────────────────────
function worthOf(call: Call): PersonWorth {
  const row = byId.get(call.params.id ?? "")
  if (!row) throw new Refusal(404, "not_found", "No such person")
  const unknown = !settings.on ? "off" : row.worth_next === null ? "no_orders" : null
  const active = (row.worth_active ?? 0) / 100
  const spend = count(row.order_count) === 0 ? 0 : Number(row.order_total) / count(row.order_count)
  const days = count(row.order_count)
  const rhythm = days < 2 ? null : row.id === LIN.id ? 34 : 20 + ((count(row.interaction_count) * 7) % 70)
  return {
    unknown,
    months: settings.months,
    currency: row.currency,
    amount: row.worth_next ?? "0",
    orders: spend === 0 ? 0 : Number(row.worth_next ?? 0) / spend / 0.6,
    spend: spend.toFixed(2),
    active,
    rhythm,
    next_at: row.next_order_at,
    class: row.worth_class === "A" || row.worth_class === "B" || row.worth_class === "C" ? row.worth_class : null,
    days,
    last_at: days === 0 ? null : row.id === LIN.id ? at(16) : row.last_seen_at,
  }
}

// ── portfolio ──────────────────────────────────────────────────────────────
function rowOf(owner: Named | null, days: number): PortfolioRow {
  const own = people.filter((row) => (row.owner?.id ?? null) === (owner?.id ?? null))
  const ids = new Set(own.map((row) => row.id))
  const since = (back: number) => new Date(NOW - back * DAY).toISOString()
  const theirs = orders.filter((order) => ids.has(order.person?.id ?? "") && !NAUGHT.has(order.status))
  const within = theirs.filter((order) => order.placed_at >= since(days))
  const before = theirs.filter((order) => order.placed_at < since(days) && order.placed_at >= since(days * 2))
  const sum = (values: (string | null)[]) => values.reduce((all, value) => all + Number(value ?? 0), 0).toFixed(2)
  const risky = own.filter((row) => count(row.order_count) > 0 && (row.worth_active ?? 100) < 50)
  return {
    owner: owner && { id: owner.id, name: owner.name },
    people: own.length,
    orders: within.length,
    amount: sum(within.map((order) => order.amount)),
    amount_before: sum(before.map((order) => order.amount)),
    contacts: Math.round((own.length * days) / (owner ? 70 : 260)),
    silent: own.filter((row) => count(row.order_count) > 0 && (row.last_seen_at ?? "") < since(days)).length,
    worth: sum(own.map((row) => row.worth_next)),
    at_risk: sum(risky.map((row) => row.worth_next)),
    at_risk_people: risky.length,
    needs: held().filter((need) => need.state === "open" && ids.has(need.of)).length,
  }
}

function portfolio(call: Call): Portfolio {
  const days = Number(call.query.get("days") ?? 90)
  return { days, currency: "CNY", months: settings.months, rows: [...STAFF, null].map((owner) => rowOf(owner, days)) }
}

export const worthRoutes: FakeRoute[] = [
  on("GET /api/worth", () => {
    // A run ends at the second look.
    if (settings.progress?.state === "running" && ++asked > 2)
      settings = {
        ...settings,
        progress: { state: "done", looked: 2000, moved: 61, ended_at: new Date().toISOString() },
      }
    return { ...settings, classes: counted() }
  }),
  on("PUT /api/worth", async (call) => {
    const body = await call.json()
    const wish = { months: Number(body.months), margin: Number(body.margin), discount: Number(body.discount) }
    const bounds = { months: [1, 60], margin: [1, 100], discount: [0, 100] } as const
    for (const field of ["months", "margin", "discount"] as const) {
      const [least, most] = bounds[field]
      if ((field !== "months" || Number.isInteger(wish[field])) && wish[field] >= least && wish[field] <= most) continue
      const refusal = new Refusal(422, "invalid", `${field}: out of range`)
      refusal.problem.fields = [{ field, code: "out_of_range", message: "out of range" }]
      throw refusal
    }
    asked = 0
    const on = body.on === true
    settings = {
      ...settings,
      ...wish,
      on,
      progress: { state: on ? "running" : "done", looked: on ? 640 : 0, moved: on ? 22 : 0, ended_at: null },
    }
    return { ...settings, classes: counted() }
  }),
  on("GET /api/people/:id/worth", worthOf),
  on("GET /api/people/:id/needs", (call) =>
    held()
      .filter((need) => need.of === call.params.id)
      .sort((a, b) => Number(b.state === "open") - Number(a.state === "open") || b.score - a.score)
      .map(shown),
  ),
  on("GET /api/needs", pageOf),
  on("PUT /api/needs/:id", decide),
  on("GET /api/portfolio", portfolio),
]

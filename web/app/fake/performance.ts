// How the colleagues of the fake company do: made up, the same every time, so that teams add up and reasons have a rest of none.

import type { Named, Performance, PerformanceFigure, PerformanceRow, PerformanceWhy } from "@api/contract"
import { MEMBERS, SELLERS, TEAMS } from "./assignData"
import { NOW } from "./clock"
import { makeRandom } from "./random"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const FIGURES: PerformanceFigure[] = [
  "leads_taken",
  "leads_converted",
  "first_work_hours",
  "calls",
  "meetings",
  "visits",
  "deals_opened",
  "deals_won",
  "deals_lost",
  "won_amount",
  "win_rate",
  "days_to_win",
  "open_amount",
  "target_share",
  "overdue",
]
/** What is reckoned from others, or is no sum: of many it is their mean. */
const MEANS: PerformanceFigure[] = ["first_work_hours", "days_to_win", "target_share"]

type Figures = Record<PerformanceFigure, number | null>

function madeUp(user: string, period: string): Figures {
  const seed = [...`${user}${period}`].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) >>> 0, 7)
  const random = makeRandom(seed)
  const taken = 12 + random.below(30)
  const won = 3 + random.below(9)
  const lost = 1 + random.below(8)
  const amount = won * (18_000 + random.below(40_000))
  return {
    leads_taken: taken,
    leads_converted: Math.round(taken * (0.2 + random.next() * 0.3)),
    first_work_hours: user === "usr_2" ? null : 1 + random.below(30),
    calls: 20 + random.below(80),
    meetings: 4 + random.below(14),
    visits: random.below(20),
    deals_opened: won + lost + random.below(8),
    deals_won: won,
    deals_lost: lost,
    won_amount: amount,
    win_rate: Math.round((won / (won + lost)) * 100),
    days_to_win: 20 + random.below(40),
    open_amount: 40_000 + random.below(500_000),
    target_share: user === "usr_5" ? null : 40 + random.below(90),
    overdue: random.below(9),
  }
}

function together(all: Figures[]): Figures {
  const sum = (key: PerformanceFigure) => all.reduce((total, one) => total + (one[key] ?? 0), 0)
  const [won, lost] = [sum("deals_won"), sum("deals_lost")]
  const of = (key: PerformanceFigure): number | null => {
    if (key === "win_rate") return won + lost > 0 ? Math.round((won / (won + lost)) * 100) : null
    if (!MEANS.includes(key)) return sum(key)
    const known = all.filter((one) => one[key] !== null).length
    return known > 0 ? Math.round(sum(key) / known) : null
  }
  return record((key) => of(key))
}

function record<T>(of: (key: PerformanceFigure) => T): Record<PerformanceFigure, T> {
  const out = Object.fromEntries(FIGURES.map((key) => [key, of(key)]))
  return out as Record<PerformanceFigure, T>
}
const MONEY: PerformanceFigure[] = ["won_amount", "open_amount"]
const text = (figures: Figures) =>
  record((key) => {
    const value = figures[key]
    return value === null ? null : MONEY.includes(key) ? value.toFixed(2) : String(value)
  })

function rowsOf(owner: string | null): PerformanceRow["rows"] {
  const of = (filter: string) => [filter, owner && `owner = "${owner}"`].filter(Boolean).join(" and ")
  return {
    leads_taken: { object: "lead", filter: of("created_at in the last 90 days") },
    leads_converted: { object: "lead", filter: of('state = "converted"') },
    calls: { object: "activity", filter: of('kind = "call" and state = "done"') },
    meetings: { object: "activity", filter: of('kind = "meeting" and state = "done"') },
    visits: { object: "activity", filter: of('kind = "visit" and state = "done"') },
    deals_opened: { object: "deal", filter: of("created_at in the last 90 days") },
    deals_won: { object: "deal", filter: of('state = "won"') },
    deals_lost: { object: "deal", filter: of('state = "lost"') },
    won_amount: { object: "deal", filter: of('state = "won"') },
    open_amount: { object: "deal", filter: of('state = "open"') },
  }
}

const monthOf = (year: number, n: number) => new Date(Date.UTC(year, n - 1, 1)).toISOString().slice(0, 10)
const before = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

/** The days of a period, both within, and of the one that it is compared with. */
function spansOf(call: Call) {
  const today = dayOf(new Date(NOW).toISOString())
  const period = call.query.get("period") ?? `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`
  const match = /^(\d{4})(?:-(?:Q([1-4])|(\d\d)))?$/.exec(period)
  if (!match) throw new Refusal(422, "invalid", "No period.")
  const [year, quarter, month] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)]
  const [first, long] = quarter ? [quarter * 3 - 2, 3] : month ? [month, 1] : [1, 12]
  const span = (y: number, n: number) => ({ from: monthOf(y, n), to: before(monthOf(y, n + long)) })
  const compare = call.query.get("compare") === "year" ? span(year - 1, first) : span(year, first - long)
  return { period, now: span(year, first), before: compare }
}

const teamOf = (user: string) => TEAMS.find(({ id }) => MEMBERS[id]?.some((one) => one.id === user))
const named = ({ id, name }: { id: string; name: string }): Named => ({ id, name })

interface Spans {
  period: string
  before: { from: string }
}
const figuresOf = (users: Named[], { period, before: was }: Spans) => ({
  now: together(users.map(({ id }) => madeUp(id, period))),
  was: together(users.map(({ id }) => madeUp(id, was.from))),
})

function performanceOf(call: Call): Performance {
  const spans = spansOf(call)
  const row = (who: Named | null, users: Named[], team: Named | null, owner: string | null): PerformanceRow => {
    const { now, was } = figuresOf(users, spans)
    // What is overdue is so now: there is no before.
    const figures = { values: text(now), before: { ...text(was), overdue: null, open_amount: null } }
    return { who, team, ...figures, rows: rowsOf(owner) }
  }
  return {
    period: spans.period,
    ...spans.now,
    before: spans.before,
    currency: "CNY",
    unrated: [{ currency: "THB", total: "140000.00" }],
    people: SELLERS.map((who) => {
      const team = teamOf(who.id)
      return row(who, [who], team ? named(team) : null, who.id)
    }),
    teams: TEAMS.map((team) => row(named(team), MEMBERS[team.id] ?? [], null, null)),
    all: row(null, SELLERS, null, null),
  }
}

/** The logarithmic mean, by which a change is parted without a rest. */
const mean = (a: number, b: number) => (a === b ? a : (a - b) / Math.log(a / b))

function whyOf(call: Call): PerformanceWhy {
  const spans = spansOf(call)
  const [who, team] = [call.query.get("who"), call.query.get("team")]
  const users = team ? (MEMBERS[team] ?? []) : SELLERS.filter(({ id }) => who === null || id === who)
  if (users.length === 0) throw new Refusal(404, "not_found", "Nobody.")
  const { now, was } = figuresOf(users, spans)
  const parts = (one: Figures) => {
    const won = one.deals_won ?? 0
    const closed = won + (one.deals_lost ?? 0)
    return { closed, rate: won / closed, size: (one.won_amount ?? 0) / won, won: one.won_amount ?? 0 }
  }
  const [a, b] = [parts(now), parts(was)]
  const weight = mean(a.won, b.won)
  const effect = (x: number, y: number) => (weight * Math.log(x / y)).toFixed(2)
  const change = a.won - b.won
  const filter = (more: string) => [`state = "won"`, more].filter(Boolean).join(" and ")
  const split = (names: [string | null, string | null, string][], shares: number[]) =>
    names
      .map(([value, label, more], k) => {
        const [one, other] = [a.won * (shares[k] ?? 0), b.won * (shares[(k + 1) % shares.length] ?? 0)]
        return {
          value,
          label,
          won: one.toFixed(2),
          before: other.toFixed(2),
          change: (one - other).toFixed(2),
          filter: filter(more),
        }
      })
      .sort((x, y) => Math.abs(Number(y.change)) - Math.abs(Number(x.change)))
  const found = TEAMS.find(({ id }) => id === team)
  return {
    who: who ? (users[0] ?? null) : null,
    team: found ? named(found) : null,
    ...spans.now,
    before: spans.before,
    currency: "CNY",
    won: { value: a.won.toFixed(2), before: b.won.toFixed(2) },
    parts: [
      { of: "closed", value: String(a.closed), before: String(b.closed), effect: effect(a.closed, b.closed) },
      {
        of: "win_rate",
        value: (a.rate * 100).toFixed(1),
        before: (b.rate * 100).toFixed(1),
        effect: effect(a.rate, b.rate),
      },
      {
        of: "size",
        value: a.size.toFixed(2),
        before: b.size.toFixed(2),
        effect: (change - Number(effect(a.closed, b.closed)) - Number(effect(a.rate, b.rate))).toFixed(2),
      },
    ],
    by: [
      {
        field: "source",
        keys: split(
          [
            ["老客户介绍", "老客户介绍", 'source = "老客户介绍"'],
            ["展会", "展会", 'source = "展会"'],
            [null, null, "source is empty"],
          ],
          [0.5, 0.2, 0.3],
        ),
      },
      {
        field: "pipeline",
        keys: split(
          [
            ["pip_firms", "企业客户流程", 'pipeline = "pip_firms"'],
            ["pip_shops", "渠道加盟", 'pipeline = "pip_shops"'],
          ],
          [0.7, 0.3],
        ),
      },
      {
        field: "person.tier",
        keys: split(
          [
            ["金山茶", "金山茶", ""],
            ["银山茶", "银山茶", ""],
            [null, null, ""],
          ],
          [0.25, 0.35, 0.4],
        ),
      },
      ...(who === null
        ? [
            {
              field: "owner" as const,
              keys: users
                .map((one) => {
                  const [x, y] = [madeUp(one.id, spans.period).won_amount, madeUp(one.id, spans.before.from).won_amount]
                  const [won, had] = [x ?? 0, y ?? 0]
                  return {
                    value: one.id,
                    label: one.name,
                    won: won.toFixed(2),
                    before: had.toFixed(2),
                    change: (won - had).toFixed(2),
                    filter: filter(`owner = "${one.id}"`),
                  }
                })
                .sort((x, y) => Math.abs(Number(y.change)) - Math.abs(Number(x.change))),
            },
          ]
        : []),
    ],
    lost: [
      { reason: "价格", count: 6, before: 3, filter: 'state = "lost" and lost_reason = "价格"' },
      { reason: "选了对手", count: 3, before: 4, filter: 'state = "lost" and lost_reason = "选了对手"' },
      { reason: null, count: 1, before: 0, filter: 'state = "lost" and lost_reason is empty' },
    ],
  }
}

export const performanceRoutes: FakeRoute[] = [
  on("GET /api/performance", performanceOf),
  on("GET /api/performance/why", whyOf),
]

// Rules asked of leads that came, as the server asks them: in their order, the first that finds somebody gives.

import type { AssignRuleWish, AssignWhy, Named, Seat, Simulated, Simulation } from "@api/contract"
import { type CountedLead, MEMBERS, SELLERS } from "./assignData"

type Filtered = <T extends object>(rows: T[], filter: string) => T[]

interface Floor {
  seats: Seat[]
  pools: Named[]
  filtered: Filtered
}

const isoDay = (instant: string) => ((new Date(Date.parse(instant) + 8 * 3_600_000).getUTCDay() + 6) % 7) + 1
const clock = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)
const within = (when: { days: number[]; from: string; to: string } | null, instant: string) =>
  when === null || (when.days.includes(isoDay(instant)) && clock(instant) >= when.from && clock(instant) < when.to)

function candidatesOf({ to }: AssignRuleWish, lead: CountedLead): Named[] {
  if (to.kind === "users") {
    const ids = new Set([...to.users, ...to.teams.flatMap((team) => (MEMBERS[team] ?? []).map((one) => one.id))])
    return SELLERS.filter((one) => ids.has(one.id))
  }
  if (to.kind === "territory")
    return Number(lead.id.slice(4)) % 5 === 0 ? [] : [...(MEMBERS.tea_east ?? []), ...(MEMBERS.tea_south ?? [])]
  if (to.kind === "keeper") {
    const n = Number(lead.id.slice(4))
    const keeper = SELLERS[n % SELLERS.length]
    return n % 9 === 0 && keeper ? [keeper] : []
  }
  return []
}

export function simulate(
  leads: CountedLead[],
  rules: AssignRuleWish[],
  fallback: string | null,
  { seats, pools, filtered }: Floor,
): Simulation {
  const matched = rules.map(({ filter }) => {
    try {
      return new Set(filtered(leads, filter).map((one) => one.id))
    } catch {
      return new Set<string>()
    }
  })
  const load = new Map(seats.map(({ who, open }) => [who.id, Math.round(open * 0.4)]))
  const turns = new Map<string, number>()
  const poolOf = (id: string | null): Named | null => {
    const found = pools.find((one) => one.id === id)
    return found ? { id: found.id, name: found.name } : null
  }

  const give = (lead: CountedLead): Simulated => {
    const why: AssignWhy[] = []
    const done = (gets: Named | null, pool: Named | null, rule: string | null): Simulated => ({
      lead: { id: lead.id, name: lead.name },
      at: lead.created_at,
      source: lead.source,
      had: lead.owner,
      gets,
      pool,
      rule,
      why,
    })
    for (const [n, rule] of rules.entries()) {
      const says = (code: AssignWhy["code"], rest: Partial<AssignWhy> = {}) => {
        why.push({ rule: rule.name, code, ...rest })
      }
      if (!rule.on) says("off")
      else if (!matched[n]?.has(lead.id)) says("filter")
      else if (!within(rule.when, lead.created_at)) says("schedule")
      else if (rule.to.kind === "pool") {
        says("chosen")
        return done(null, poolOf(rule.to.pool), rule.name)
      } else {
        let left = candidatesOf(rule, lead)
        if (left.length === 0) {
          says("nobody")
          continue
        }
        const keep = (code: AssignWhy["code"], can: (seat: Seat) => boolean) => {
          const out = left.filter((one) => {
            const seat = seats.find(({ who }) => who.id === one.id)
            return seat !== undefined && !can(seat)
          })
          if (out.length > 0) says(code, { who: out })
          left = left.filter((one) => !out.includes(one))
        }
        if (rule.language) keep("language", (seat) => seat.languages.includes(lead.language.slice(0, 2)))
        keep("away", (seat) => seat.away_until === null || seat.away_until < lead.created_at)
        if (rule.hours) keep("off_hours", (seat) => within(seat.hours, lead.created_at))
        keep("full", (seat) => seat.capacity === null || (load.get(seat.who.id) ?? 0) < seat.capacity)
        const by = "by" in rule.to ? rule.to.by : "keeper"
        const turn = turns.get(rule.name) ?? 0
        const chosen =
          by === "load"
            ? [...left].sort((a, b) => (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0))[0]
            : left[turn % Math.max(1, left.length)]
        if (!chosen) continue
        turns.set(rule.name, turn + 1)
        const open = load.get(chosen.id) ?? 0
        says("chosen", { by: left.length === 1 && by !== "keeper" ? "only" : by, open })
        load.set(chosen.id, open + 1)
        return done(chosen, null, rule.name)
      }
    }
    const pool = poolOf(fallback)
    why.push({ rule: "", code: pool ? "fallback" : "none" })
    return done(null, pool, null)
  }

  // Half of what is given has been settled by the time the next comes.
  const given = [...leads].reverse().map((lead, n) => {
    if (n % 6 === 0) for (const [id, open] of load) load.set(id, Math.max(0, open - 1))
    return give(lead)
  })
  const parts = [...SELLERS, ...pools.map(({ id, name }): Named => ({ id, name }))].map((who) => ({
    who,
    had:
      given.filter(({ had }) => had?.id === who.id).length +
      (who.id === "poo_shops" ? given.filter(({ had }) => !had).length : 0),
    gets: given.filter(({ gets, pool }) => (gets ?? pool)?.id === who.id).length,
  }))
  return {
    leads: given.reverse(),
    parts: parts.filter(({ had, gets }) => had + gets > 0).sort((a, b) => b.gets - a.gets),
    nobody: given.filter(({ gets, pool }) => !gets && !pool).length,
  }
}

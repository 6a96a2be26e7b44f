// The working screens of leads, as the server answers for them: the list, claiming, giving, one lead, its conversion.

import type {
  Changed,
  ChangeRow,
  Lead,
  LeadClaim,
  LeadConversion,
  LeadHow,
  LeadOutcome,
  LeadReasons,
  LeadRow,
  LeadsDone,
  Named,
  Page,
} from "@api/contract"
import { NOW } from "./clock"
import { clockOf, deals, pipelines } from "./deals"
import { openDisputeOf, ticketFor } from "./disputes"
import {
  type FakeLead,
  leads,
  MINE,
  nextLeadNumber,
  pools,
  poolTold,
  registrations,
  returnsAt,
  takesBack,
} from "./leadData"
import { companies, people, STAFF } from "./people"
import { type Call, type FakeRoute, on, Refusal } from "./router"

/** What the fake server lends: its lists, its batches, and the making of a deal. */
export interface LeadTools {
  listOf: <T extends object>(rows: T[], call: Call, words: (row: T) => string) => Page<T>
  changed: <T>(data: T) => Changed<T>
}

const DAY = 86_400_000
const now = () => new Date(NOW).toISOString()
const later = (days: number) => new Date(NOW + days * DAY).toISOString()
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const textOf = (value: unknown): string | null => (value === undefined || value === null ? null : String(value))
const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {}

export const reasons: LeadReasons = {
  drop: ["没有预算", "不是目标客户", "联系不上", "已买别家", "信息有误"],
  release: ["不在我的城市", "手上太满", "不懂这个行业", "客户要求换人"],
}
const changes = new Map<string, ChangeRow[]>()

export const leadWords = (row: LeadRow) =>
  `${row.number} ${row.name} ${row.company ?? ""} ${row.interest ?? ""} ${row.phone ?? ""} ${row.email ?? ""} ${row.owner?.name ?? ""}`
export const seenLeads = () => leads.map(({ row }) => ({ ...row, ...row.fields }))

export function leadOf(call: Call): FakeLead {
  const found = leads.find(({ row }) => row.id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "The lead was not found.")
  return found
}

function claimOf(lead: FakeLead): LeadClaim {
  const { row } = lead
  const pool = pools.find(({ id }) => id === row.pool?.id)
  const no = (code: LeadClaim["code"], until: string | null = null): LeadClaim => ({ may: false, code, until })
  if (row.state !== "new" && row.state !== "working") return no("closed")
  if (row.owner) return no("taken")
  if (row.locked) return no("locked")
  if (pool && !pool.member) return no("not_member")
  const cooling = lead.cooling[MINE.id]
  if (cooling && cooling > now()) return no("cooling", cooling)
  const told = pool && poolTold(pool)
  if (told && told.daily_cap !== null && told.claimed_today >= told.daily_cap) return no("daily_cap")
  if (told && told.holding_cap !== null && told.mine >= told.holding_cap) return no("holding_cap")
  return { may: true, code: null, until: null }
}

export function pageOf(lead: FakeLead): Lead {
  const { row, touches, moves, work } = lead
  const open = row.state === "new" || row.state === "working"
  const dispute = openDisputeOf(row.id)
  return {
    row: { ...row },
    touches,
    moves,
    work,
    registrations: registrations.filter(
      ({ name, company, state }) =>
        state === "holds" && (name === row.name || (company !== null && company === row.company)),
    ),
    dispute,
    claim: claimOf(lead),
    may_edit: true,
    may_delete: true,
    may_assign: true,
    may_guard: true,
    may_dispute: open && row.owner !== null && row.owner.id !== MINE.id && !row.disputed,
  }
}

/** Remembers how it was, so that undoing the batch brings it back. */
export function keep(batch: string, touched: FakeLead[]): void {
  const was = touched.map((lead) => ({
    lead,
    row: { ...lead.row },
    moves: [...lead.moves],
    cooling: { ...lead.cooling },
  }))
  takesBack.set(batch, () => {
    for (const { lead, ...before } of was) Object.assign(lead, before)
  })
}

interface Handed {
  how: LeadHow
  to: Named | null
  reason?: string | null
  rule?: string
}

/** From one hand to another, told as a move. */
export function hand(lead: FakeLead, { how, to, reason = null, rule }: Handed): void {
  const { row } = lead
  lead.moves.unshift({
    at: now(),
    how,
    from: row.owner,
    to,
    pool: row.pool,
    by: MINE,
    rule: rule ?? null,
    reason,
    why: rule && to ? [{ rule, code: "chosen", by: "turn", open: 4 }] : [],
  })
  const protect = pools.find(({ id }) => id === row.pool?.id)?.protect_days ?? 0
  Object.assign(row, {
    owner: to,
    free: to === null,
    held_since: to ? now() : null,
    worked_at: null,
    protected_until: how === "claim" && protect > 0 ? later(protect) : null,
    updated_at: now(),
  })
  row.returns_at = returnsAt(row)
}

/** How it looked to those who were quicker: every seventh of a pool is gone by the time one claims several. */
function quicker(lead: FakeLead, asked: number): boolean {
  return asked > 2 && lead.row.id.endsWith("7")
}

function claimAll(ids: string[]): LeadOutcome[] {
  return ids.map((id): LeadOutcome => {
    const lead = leads.find(({ row }) => row.id === id)
    if (!lead) return { id, ok: false, code: "not_found", until: null, owner: null, pool: null }
    if (quicker(lead, ids.length)) hand(lead, { how: "claim", to: STAFF[1] ?? MINE })
    const { may, code, until } = claimOf(lead)
    if (may) hand(lead, { how: "claim", to: MINE })
    return { id, ok: may, code, until, owner: lead.row.owner, pool: lead.row.pool }
  })
}

function assignAll(ids: string[], to: string, reason: string | null): LeadOutcome[] {
  return ids.map((id, n): LeadOutcome => {
    const lead = leads.find(({ row }) => row.id === id)
    if (!lead) return { id, ok: false, code: "not_found", until: null, owner: null, pool: null }
    if (lead.row.locked)
      return { id, ok: false, code: "locked", until: null, owner: lead.row.owner, pool: lead.row.pool }
    const pool = pools.find((one) => one.id === to)
    if (pool) {
      lead.row.pool = { id: pool.id, name: pool.name }
      hand(lead, { how: "hand", to: null, reason })
    } else if (to === "rules") hand(lead, { how: "rule", to: STAFF[1 + (n % 3)] ?? MINE, rule: "轮流给销售组" })
    else hand(lead, { how: "hand", to: STAFF.find((one) => one.id === to) ?? MINE, reason })
    return { id, ok: true, code: null, until: null, owner: lead.row.owner, pool: lead.row.pool }
  })
}

function write(lead: FakeLead, set: Record<string, unknown>, batch: string): void {
  const { row } = lead
  const fields: ChangeRow["fields"] = []
  for (const [key, after] of Object.entries(set)) {
    const before: unknown = key.startsWith("x_") ? row.fields[key] : Reflect.get(row, key)
    if (key.startsWith("x_")) row.fields = { ...row.fields, [key]: after }
    else Reflect.set(row, key, after)
    fields.push({ key, before, after })
  }
  row.clock = clockOf(row.next_at)
  row.updated_at = now()
  row.worked_at = now()
  if (row.state === "new") row.state = "working"
  row.returns_at = returnsAt(row)
  const change: ChangeRow = {
    batch,
    at: now(),
    by: { kind: "user", id: MINE.id, name: MINE.name },
    op: "update",
    object: "lead",
    row_id: row.id,
    fields,
    undone: false,
    undoable: true,
  }
  changes.set(row.id, [change, ...(changes.get(row.id) ?? [])])
}

function conversionOf({ row }: FakeLead): LeadConversion {
  const twin = people[7]
  const firm = companies.find(({ name }) => row.company?.includes(name.slice(0, 2)))
  const pipeline = pipelines[0]
  return {
    twins:
      twin && row.company
        ? [
            {
              person: { id: twin.id, name: row.name, initial: row.name.slice(0, 1) },
              phone: row.phone,
              email: "old@example.com",
              city: twin.city,
              owner: STAFF[1] ?? null,
              likeness: 94,
              reasons: ["same_phone", "same_full_name"],
              open_deals: 1,
            },
            {
              person: { id: people[9]?.id ?? "", name: people[9]?.name ?? "", initial: people[9]?.initial },
              phone: null,
              email: people[9]?.email ?? null,
              city: row.city,
              owner: null,
              likeness: 61,
              reasons: ["similar_full_name", "same_city"],
              open_deals: 0,
            },
          ]
        : [],
    companies: [
      ...(firm ? [{ company: { id: firm.id, name: firm.name }, domain: firm.domain, city: firm.city }] : []),
      ...(row.company ? [{ company: { id: "com_2", name: `${row.company}（旧）` }, domain: null, city: "杭州" }] : []),
    ].slice(0, 2),
    deal: {
      name: `${row.company ?? row.name} · ${(row.interest ?? "").split(/[，,。.]/)[0]}`.slice(0, 40),
      pipeline: pipeline?.id ?? "",
      stage: pipeline?.stages[0]?.id ?? "",
      amount: row.amount,
      currency: row.currency,
    },
  }
}

/** The names and numbers that are somebody's already, as a real server would find them. */
function knownCheck(body: Record<string, unknown>): void {
  const values = isList(body.identities) ? body.identities.map((one) => String(objectOf(one).value ?? "")) : []
  const same = leads.find(
    ({ row }) =>
      ["new", "working"].includes(row.state) &&
      (values.some((value) => value !== "" && (value === row.phone || value === row.email)) || row.name === body.name),
  )
  if (!same) return
  if (same.row.owner?.id === MINE.id || same.row.owner === null)
    throw new Refusal(409, "open_lead", "There is an open lead.", { lead: same.row.id })
  const registered = registrations.find(({ name, state }) => name === same.row.name && state === "holds")
  throw new Refusal(409, "known", "This is somebody else's.", {
    holder: same.row.owner,
    registered: registered?.who ?? null,
    lead: same.row.id,
    ticket: ticketFor(same.row.id),
  })
}

export function leadRoutes({ listOf, changed }: LeadTools): FakeRoute[] {
  const answer = (lead: FakeLead, done: () => void): Changed<Lead> => {
    const { batch } = changed(null)
    keep(batch, [lead])
    done()
    return { data: pageOf(lead), batch }
  }
  const many = (ids: unknown, run: (ids: string[]) => LeadOutcome[]): LeadsDone => {
    const asked = isList(ids) ? ids.map(String) : []
    const { batch } = changed(null)
    keep(
      batch,
      leads.filter(({ row }) => asked.includes(row.id)),
    )
    const outcomes = run(asked)
    return { outcomes, batch: outcomes.some(({ ok }) => ok) ? batch : null }
  }

  return [
    on("GET /api/pools", () => pools.map(poolTold)),
    on("GET /api/leads/reasons", () => reasons),
    on("GET /api/leads", (call) => listOf(seenLeads(), call, leadWords)),
    on("POST /api/leads", async (call) => {
      const body = await call.json()
      knownCheck(body)
      const [first] = leads
      if (!first) throw new Refusal(500, "internal", "empty")
      const to = textOf(body.to) ?? "me"
      const pool = pools.find(({ id }) => id === to)
      const owner =
        to === "me" ? MINE : to === "rules" ? (STAFF[2] ?? MINE) : (STAFF.find(({ id }) => id === to) ?? null)
      const person = people.find(({ id }) => id === body.person)
      const name = person?.name ?? (textOf(body.name) || "没有名字")
      const { batch } = changed(null)
      const identities = isList(body.identities) ? body.identities.map(objectOf) : []
      const of = (kind: string) => textOf(identities.find((one) => one.kind === kind)?.value)
      const made: FakeLead = {
        row: {
          ...first.row,
          id: `lea_new${leads.length}`,
          number: nextLeadNumber(),
          name,
          state: "new",
          person: { id: person?.id ?? "per_linxm", name, initial: name.slice(0, 1) },
          phone: of("phone"),
          email: of("email"),
          city: null,
          company: textOf(body.company),
          owner: pool ? null : owner,
          pool: pool ? { id: pool.id, name: pool.name } : first.row.pool,
          free: pool !== undefined,
          interest: textOf(body.interest),
          source: textOf(body.source),
          channel: null,
          amount: textOf(body.amount),
          currency: textOf(body.currency) ?? "CNY",
          next_step: null,
          next_at: null,
          clock: "none",
          held_since: pool ? null : now(),
          worked_at: null,
          created_at: now(),
          updated_at: now(),
        },
        touches: [
          {
            at: now(),
            kind: "hand",
            channel: null,
            title: null,
            text: textOf(body.interest),
            url: null,
            campaign: null,
            interaction: null,
            by: MINE,
          },
        ],
        moves: [],
        work: [],
        cooling: {},
      }
      made.row.returns_at = returnsAt(made.row)
      leads.unshift(made)
      takesBack.set(batch, () => leads.splice(leads.indexOf(made), 1))
      // What a colleague was given is theirs to see; what waits in a pool one is not in, its members'.
      const seen = made.row.owner ? made.row.owner.id === MINE.id : pool?.member !== false
      return { data: seen ? pageOf(made) : null, batch }
    }),
    on("POST /api/leads/claim", async (call) => many((await call.json()).ids, claimAll)),
    on("POST /api/leads/assign", async (call) => {
      const body = await call.json()
      return many(body.ids, (ids) => assignAll(ids, String(body.to), textOf(body.reason)))
    }),
    on("GET /api/leads/:id", (call) => pageOf(leadOf(call))),
    on("PATCH /api/leads/:id", async (call) => {
      const lead = leadOf(call)
      const { set } = await call.json()
      const { batch } = changed(null)
      keep(batch, [lead])
      write(lead, objectOf(set), batch)
      return { data: pageOf(lead), batch }
    }),
    on("DELETE /api/leads/:id", (call) => {
      const lead = leadOf(call)
      const { batch } = changed(null)
      leads.splice(leads.indexOf(lead), 1)
      takesBack.set(batch, () => leads.unshift(lead))
      return { data: null, batch }
    }),
    on("GET /api/leads/:id/changes", (call) => {
      const rows = changes.get(leadOf(call).row.id) ?? []
      return { rows, next: null, total: rows.length, total_at_least: false }
    }),
    on("POST /api/leads/:id/release", async (call) => {
      const lead = leadOf(call)
      const body = await call.json()
      return answer(lead, () => {
        const pool = pools.find(({ id }) => id === body.pool)
        if (pool) lead.row.pool = { id: pool.id, name: pool.name }
        lead.cooling[MINE.id] = later(pools.find(({ id }) => id === lead.row.pool?.id)?.cool_days ?? 7)
        hand(lead, { how: "release", to: null, reason: String(body.reason) })
      })
    }),
    on("POST /api/leads/:id/drop", async (call) => {
      const lead = leadOf(call)
      const { reason } = await call.json()
      return answer(lead, () =>
        Object.assign(lead.row, { state: "dropped", reason: String(reason), returns_at: null, updated_at: now() }),
      )
    }),
    on("POST /api/leads/:id/reopen", (call) => {
      const lead = leadOf(call)
      return answer(lead, () => {
        Object.assign(lead.row, { state: "working", reason: null, worked_at: now() })
        lead.row.returns_at = returnsAt(lead.row)
      })
    }),
    on("PUT /api/leads/:id/guard", async (call) => {
      const lead = leadOf(call)
      const body = await call.json()
      return answer(lead, () => {
        lead.row.locked = body.locked === true
        lead.row.protected_until = textOf(body.protected_until)
        lead.row.returns_at = returnsAt(lead.row)
      })
    }),
    on("GET /api/leads/:id/conversion", (call) => conversionOf(leadOf(call))),
    on("POST /api/leads/:id/convert", async (call) => {
      const lead = leadOf(call)
      const wish = await call.json()
      const deal = wish.deal === undefined ? null : objectOf(wish.deal)
      if (deal && String(deal.name ?? "").trim() === "")
        throw new Refusal(422, "required", "A name is needed.", {}, [
          { field: "name", code: "required", message: "A name is needed." },
        ])
      const model = deals[0]
      const { data, batch } = answer(lead, () => {
        lead.row.state = "converted"
        lead.row.returns_at = null
        lead.row.deal = deal && model ? { id: model.row.id, name: String(deal.name) } : null
      })
      return {
        data: {
          lead: data,
          deal: deal && model ? { ...model, stages: [], steps: [], may_edit: true, may_delete: true } : null,
        },
        batch,
      }
    }),
  ]
}

/** The fields of a lead, as objects list them. */
export function leadFields() {
  const field = (key: string, editable = false) => ({
    key,
    type: "text" as const,
    custom: false,
    editable,
    sortable: true,
  })
  const option = (id: string, label = id) => ({ id, label, color: "plain" })
  return [
    field("number"),
    field("name", true),
    {
      ...field("state"),
      type: "choice" as const,
      options: ["new", "working", "converted", "dropped"].map((id) => option(id)),
    },
    { ...field("owner"), type: "user" as const },
    { ...field("pool"), type: "choice" as const, options: pools.map(({ id, name }) => option(id, name)) },
    field("company", true),
    { ...field("interest", true), type: "long_text" as const },
    field("source", true),
    field("channel"),
    { ...field("amount", true), type: "money" as const },
    field("currency", true),
    field("next_step", true),
    { ...field("next_at", true), type: "date_time" as const },
    field("reason"),
    ...["held_since", "worked_at", "returns_at", "protected_until", "created_at", "updated_at"].map((key) => ({
      ...field(key),
      type: "date_time" as const,
    })),
    {
      ...field("x_urgency", true),
      type: "choice" as const,
      label: "急不急",
      custom: true,
      options: [option("now", "这周就要"), option("soon", "一个月内"), option("later", "先看看")],
    },
  ]
}

// Selling, as the server answers for it: pipelines, deals, the board, the forecast, targets, rates.

import type {
  Changed,
  ChangeRow,
  Deal,
  DealBoard,
  DealClock,
  DealForecast,
  DealLine,
  DealLineWish,
  DealRole,
  DealRow,
  DealStep,
  DealSum,
  Named,
  Page,
  Pipeline,
  Rates,
  Stage,
  Targets,
} from "@api/contract"
import { NOW } from "./clock"
import { clockOf, deals, type FakeDeal, nextNumber, pipelines, reasons } from "./deals"
import { companies, people, STAFF } from "./people"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"

/** What the fake server lends: its filter language, its lists, its batches. */
interface Tools {
  filtered: <T extends object>(rows: T[], filter: string) => T[]
  listOf: <T extends object>(rows: T[], call: Call, words: (row: T) => string) => Page<T>
  changed: <T>(data: T) => Changed<T>
}

const ME: Named = STAFF[0]
const HOME = "CNY"
const now = () => new Date(NOW).toISOString()
const rates: Rates = {
  currency: HOME,
  rates: [
    { currency: "USD", day: dayOf(now()), rate: "7.21" },
    { currency: "USD", day: "2026-01-01", rate: "7.08" },
    { currency: "HKD", day: "2026-01-01", rate: "0.92" },
  ],
}
const targets = new Map<string, Map<string, string>>()
const changes = new Map<string, ChangeRow[]>()

const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const wordsOf = (value: unknown): string[] => (isList(value) ? value.map(String) : [])
const textOf = (value: unknown): string | null => (value === undefined || value === null ? null : String(value))

const rateOf = (currency: string): number | null =>
  currency === HOME ? 1 : Number(rates.rates.find((one) => one.currency === currency)?.rate ?? "") || null
const worth = ({ amount, currency }: DealRow) => (amount === null ? 0 : Number(amount) * (rateOf(currency) ?? 0))
const whole = (sum: number) => sum.toFixed(2)
const sumOf = (rows: DealRow[]) => whole(rows.reduce((sum, row) => sum + worth(row), 0))
const weightedOf = (rows: DealRow[]) => whole(rows.reduce((sum, row) => sum + (worth(row) * row.probability) / 100, 0))
const unratedOf = (rows: DealRow[]) => [
  ...new Set(rows.filter((row) => row.amount !== null && rateOf(row.currency) === null).map((row) => row.currency)),
]
const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(" and ")

/** A row as the filter sees it, its own fields beside the built-in ones. */
const seen = () => deals.map(({ row }) => ({ ...row, ...row.fields }))
const words = (row: DealRow) =>
  `${row.number} ${row.name} ${row.company?.name ?? ""} ${row.person?.name ?? ""} ${row.owner?.name ?? ""}`

const openOf = (pipeline: string) =>
  deals.filter(({ row }) => row.pipeline.id === pipeline && row.state === "open").length
const told = (): Pipeline[] => pipelines.map((one) => ({ ...one, open: openOf(one.id) }))

function pipelineOf(id: string | null): Pipeline {
  const all = told()
  const found = id === null || id === "" ? all[0] : all.find((one) => one.id === id)
  if (!found) throw new Refusal(404, "no_pipeline", "There is no such pipeline.")
  return found
}

function dealOf(call: Call): FakeDeal {
  const found = deals.find(({ row }) => row.id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "The deal was not found.")
  return found
}

const stagesOf = (row: DealRow): Stage[] => pipelineOf(row.pipeline.id).stages
const held = (deal: FakeDeal, key: string): unknown =>
  key === "competitors" ? deal.competitors[0] : key.startsWith("x_") ? deal.row.fields[key] : Reflect.get(deal.row, key)
const missingOf = (deal: FakeDeal, stage: Stage) => stage.needs.filter((key) => (held(deal, key) ?? "") === "")

function pageOf(deal: FakeDeal): Deal {
  const stages = stagesOf(deal.row)
  const steps = stages
    .filter((stage) => stage.id !== deal.row.stage.id)
    .map((stage): DealStep => ({ stage: stage.id, may: true, missing: missingOf(deal, stage) }))
  return { ...deal, row: { ...deal.row }, stages, steps, may_edit: true, may_delete: true }
}

function write(deal: FakeDeal, set: Record<string, unknown>, batch: string): void {
  const fields: ChangeRow["fields"] = []
  for (const [key, raw] of Object.entries(set)) {
    const before = key === "competitors" ? deal.competitors.join("、") : held(deal, key)
    if (key.startsWith("x_")) deal.row.fields = { ...deal.row.fields, [key]: raw }
    else if (key === "competitors") deal.competitors = wordsOf(raw)
    else if (key === "owner") deal.row.owner = STAFF.find((one) => one.id === raw) ?? null
    else if (key === "person" || key === "company") {
      const found = [...people, ...companies].find((one) => one.id === raw)
      deal.row[key] = found ? { id: found.id, name: found.name, initial: found.name.slice(0, 1) } : null
    } else Reflect.set(deal.row, key, raw)
    const after = key === "competitors" ? deal.competitors.join("、") : raw
    fields.push({ key, before: before instanceof Object ? Reflect.get(before, "name") : before, after })
  }
  deal.row.clock = clockOf(deal.row.next_at)
  deal.row.updated_at = now()
  note(deal, batch, fields)
}

function note(deal: FakeDeal, batch: string, fields: ChangeRow["fields"]): void {
  const change: ChangeRow = {
    batch,
    at: now(),
    by: { kind: "user", id: ME.id, name: ME.name },
    op: "update",
    object: "deal",
    row_id: deal.row.id,
    fields,
    undone: false,
    undoable: true,
  }
  changes.set(deal.row.id, [change, ...(changes.get(deal.row.id) ?? [])])
}

function move(deal: FakeDeal, to: Stage): void {
  const { row } = deal
  const last = deal.stays.at(-1)
  if (last) last.until = now()
  deal.stays.push({ stage: { id: to.id, name: to.name }, since: now(), until: null, by: ME })
  Object.assign(row, {
    stage: { id: to.id, name: to.name },
    state: to.kind,
    probability: to.probability,
    age_days: to.age_days,
    stage_since: now(),
    closed_at: to.kind === "open" ? null : now(),
  })
  if (to.kind !== "lost") row.lost_reason = null
}

const required = (fields: string[]) =>
  new Refusal(
    422,
    "invalid",
    "The stage needs more.",
    undefined,
    fields.map((field) => ({ field, code: "required", message: `${field} is required` })),
  )

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {}

/** The first and the last day of a period, and its months. */
function spanOf(period: string): { from: string; until: string; months: string[] } {
  const [year = 0, part = ""] = [Number(period.slice(0, 4)), period.slice(5)]
  const quarter = part.startsWith("Q") ? Number(part.slice(1)) : null
  const first = quarter ? quarter * 3 - 2 : part === "" ? 1 : Number(part)
  const count = quarter ? 3 : part === "" ? 12 : 1
  const month = (n: number) => new Date(Date.UTC(year, n - 1, 1)).toISOString().slice(0, 7)
  return {
    from: `${month(first)}-01`,
    until: `${month(first + count)}-01`,
    months: Array.from({ length: count }, (_, k) => month(first + k)),
  }
}

const thisQuarter = () => {
  const day = dayOf(now())
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

function targetsOf(period: string): Map<string, string> {
  const there = targets.get(period)
  if (there) return there
  const made = new Map<string, string>()
  if (period === thisQuarter()) {
    for (const [k, amount] of ["200000.00", "700000.00", "300000.00", "200000.00"].entries()) {
      const owner = STAFF[k]
      if (owner) made.set(owner.id, amount)
    }
  }
  targets.set(period, made)
  return made
}

const targetsTold = (period: string): Targets => ({
  period,
  currency: HOME,
  targets: STAFF.flatMap((owner) => {
    const amount = targetsOf(period).get(owner.id)
    return amount === undefined ? [] : [{ owner, amount }]
  }),
})

const lineOf = ({ name, quantity, price, discount }: DealLineWish): DealLine => ({
  name,
  quantity,
  price,
  discount,
  amount: whole((Number(quantity) * Number(price) * (100 - Number(discount))) / 100),
})

export function salesRoutes({ filtered, listOf, changed }: Tools): FakeRoute[] {
  const among = (call: Call, rows: DealRow[], filter: string) => {
    const q = (call.query.get("q") ?? "").toLowerCase()
    return filtered(rows, filter).filter((row) => q === "" || words(row).toLowerCase().includes(q))
  }

  function boardOf(call: Call): DealBoard {
    const pipeline = pipelineOf(call.query.get("pipeline"))
    const each = Number(call.query.get("each") ?? 30)
    const rows: DealRow[] = seen()
    const columns = pipeline.stages.map((stage) => {
      const filter = joined(`pipeline = "${pipeline.id}"`, `stage = "${stage.id}"`, call.query.get("filter"))
      const found = among(call, rows, filter)
      const clock: Record<DealClock, number> = { overdue: 0, today: 0, planned: 0, none: 0 }
      for (const row of found) clock[row.clock] += 1
      return {
        stage,
        count: found.length,
        total: sumOf(found),
        weighted: weightedOf(found),
        clock,
        rows: found.slice(0, each),
        filter,
        next: found.length > each ? String(each) : null,
      }
    })
    const all = columns.flatMap((column) => column.rows)
    return { pipeline, currency: HOME, columns, unrated: unratedOf(all) }
  }

  function forecastOf(call: Call): DealForecast {
    const period = call.query.get("period") ?? thisQuarter()
    const { from, until, months } = spanOf(period)
    const asked = call.query.get("pipeline")
    const base = joined(asked && `pipeline = "${asked}"`, call.query.get("filter"))
    const rows: DealRow[] = seen()
    const find = (filter: string) => among(call, rows, joined(filter, base))
    const closed = (state: string, start = from, end = until) =>
      `state = "${state}" and closed_at >= ${start} and closed_at < ${end}`
    const due = (start = from, end = until) => `state = "open" and expected_on >= ${start} and expected_on < ${end}`
    const sum = (filter: string): DealSum => {
      const found = find(filter)
      return { count: found.length, total: sumOf(found), filter: joined(filter, base) }
    }
    const aims = targetsOf(period)
    const won = find(closed("won"))
    const lost = find(closed("lost"))
    const total = [...aims.values()].reduce((all, one) => all + Number(one), 0)
    const days = (Date.parse(until) - Date.parse(from)) / 86_400_000
    const gone = (Date.parse(dayOf(now())) - Date.parse(from)) / 86_400_000
    return {
      period,
      from,
      until,
      passed: Math.round(Math.min(1, Math.max(0, gone / days)) * 100),
      currency: HOME,
      target: aims.size > 0 ? whole(total) : null,
      won: sum(closed("won")),
      open: sum(due()),
      weighted: weightedOf(find(due())),
      lost: sum(closed("lost")),
      win_rate: won.length + lost.length > 0 ? Math.round((won.length / (won.length + lost.length)) * 100) : null,
      cycle_days: won.length > 0 ? 34 : null,
      owners: [...STAFF, null].map((owner) => {
        const theirs = owner ? `owner = "${owner.id}"` : "owner is empty"
        return {
          owner,
          target: owner ? (aims.get(owner.id) ?? null) : null,
          won: sum(joined(closed("won"), theirs)),
          open: sum(joined(due(), theirs)),
          weighted: weightedOf(find(joined(due(), theirs))),
        }
      }),
      months: months.map((month, k) => {
        const [start, end] = [`${month}-01`, months[k + 1] ? `${months[k + 1]}-01` : until]
        return {
          month,
          won: sum(closed("won", start, end)),
          open: sum(due(start, end)),
          weighted: weightedOf(find(due(start, end))),
        }
      }),
      unrated: unratedOf([...won, ...find(due())]),
    }
  }

  return [
    on("GET /api/pipelines", told),
    on("POST /api/pipelines", async (call) => {
      const body = await call.json()
      pipelines.push({ id: `pip_${pipelines.length + 1}`, name: String(body.name), stages: stagesFrom(body.stages) })
      return told()
    }),
    on("PATCH /api/pipelines/:id", async (call) => {
      const body = await call.json()
      const at = pipelines.findIndex((one) => one.id === call.params.id)
      const one = pipelines[at]
      if (!one) throw new Refusal(404, "no_pipeline", "There is no such pipeline.")
      if (typeof body.name === "string") one.name = body.name
      if (body.stages !== undefined) {
        const next = stagesFrom(body.stages)
        const gone = one.stages.filter((stage) => !next.some(({ id }) => id === stage.id))
        if (deals.some(({ row }) => gone.some(({ id }) => id === row.stage.id)))
          throw new Refusal(409, "stage_in_use", "Deals stand in a stage that was left out.")
        one.stages = next
      }
      if (typeof body.before === "string") {
        pipelines.splice(at, 1)
        const before = pipelines.findIndex(({ id }) => id === body.before)
        pipelines.splice(before < 0 ? pipelines.length : before, 0, one)
      }
      return told()
    }),
    on("DELETE /api/pipelines/:id", (call) => {
      const at = pipelines.findIndex((one) => one.id === call.params.id)
      if (deals.some(({ row }) => row.pipeline.id === call.params.id))
        throw new Refusal(409, "stage_in_use", "Deals stand in this pipeline.")
      pipelines.splice(at, 1)
      return told()
    }),
    on("GET /api/deals/reasons", () => reasons),
    on("PUT /api/deals/reasons", async (call) => {
      reasons.lost = wordsOf((await call.json()).lost)
      return reasons
    }),
    on("GET /api/deals/board", boardOf),
    on("GET /api/deals/forecast", forecastOf),
    on("GET /api/deals", (call) => listOf(seen(), call, words)),
    on("POST /api/deals", async (call) => {
      const { name, pipeline, stage, person, company, amount, currency, owner, expected_on, ...rest } =
        await call.json()
      const of = pipelineOf(textOf(pipeline))
      const first = of.stages.find((one) => one.id === stage) ?? of.stages[0]
      if (!first) throw new Refusal(422, "unknown_stage", "There is no such stage.")
      if (String(name ?? "").trim() === "") throw required(["name"])
      const made: FakeDeal = {
        row: {
          id: `del_new${deals.length}`,
          number: nextNumber(),
          name: String(name),
          pipeline: { id: of.id, name: of.name },
          stage: { id: first.id, name: first.name },
          state: first.kind,
          person: null,
          company: null,
          owner: null,
          amount: textOf(amount),
          currency: textOf(currency) ?? HOME,
          probability: first.probability,
          expected_on: textOf(expected_on),
          next_step: null,
          next_at: null,
          clock: "none",
          stage_since: now(),
          age_days: first.age_days,
          closed_at: null,
          lost_reason: null,
          source: null,
          created_at: now(),
          updated_at: now(),
          fields: {},
        },
        stays: [{ stage: { id: first.id, name: first.name }, since: now(), until: null, by: ME }],
        people: [],
        lines: [],
        competitors: [],
      }
      const missing = first.needs.filter((key) => (held(made, key) ?? rest[key] ?? "") === "")
      if (missing.length > 0) throw required(missing)
      write(made, { person, company, owner: owner ?? ME.id, ...rest }, "bat_made")
      if (made.row.person) made.people = [{ person: made.row.person, title: null, role: null, main: true }]
      deals.unshift(made)
      return changed(pageOf(made))
    }),
    on("GET /api/deals/:id", (call) => pageOf(dealOf(call))),
    on("PATCH /api/deals/:id", async (call) => {
      const deal = dealOf(call)
      const answer = changed(null)
      write(deal, objectOf((await call.json()).set), answer.batch)
      return { ...answer, data: pageOf(deal) }
    }),
    on("DELETE /api/deals/:id", (call) => {
      deals.splice(deals.indexOf(dealOf(call)), 1)
      return changed(null)
    }),
    on("POST /api/deals/:id/move", async (call) => {
      const deal = dealOf(call)
      const body = await call.json()
      const to = stagesOf(deal.row).find((one) => one.id === body.stage)
      if (!to) throw new Refusal(422, "unknown_stage", "There is no such stage.")
      if (deal.row.stage.id !== body.was) {
        const last = deal.stays.at(-1)
        throw new Refusal(409, "moved", "It is elsewhere by now.", {
          stage: deal.row.stage,
          by: last?.by ?? null,
          at: last?.since,
        })
      }
      const set = objectOf(body.set)
      const missing = missingOf(deal, to).filter((key) => (set[key] ?? "") === "")
      if (to.kind === "lost" && (body.lost_reason ?? "") === "") missing.push("lost_reason")
      if (missing.length > 0) throw required(missing)
      const answer = changed(null)
      const from = deal.row.stage
      write(deal, set, answer.batch)
      move(deal, to)
      if (to.kind === "lost") deal.row.lost_reason = String(body.lost_reason)
      note(deal, answer.batch, [{ key: "stage", before: from.id, after: to.id }])
      return { ...answer, data: pageOf(deal) }
    }),
    on("GET /api/deals/:id/changes", (call) => {
      const rows = changes.get(dealOf(call).row.id) ?? []
      return { rows, next: null, total: rows.length, total_at_least: false }
    }),
    on("POST /api/deals/:id/people", async (call) => {
      const deal = dealOf(call)
      const body = await call.json()
      const there = deal.people.find(({ person }) => person.id === body.person)
      const role = ROLES.find((one) => one === body.role) ?? null
      const found = people.find(({ id }) => id === body.person)
      if (there) there.role = role
      else if (found) {
        const { id, name, initial } = found
        deal.people.push({ person: { id, name, initial }, title: null, role, main: false })
      }
      return changed(pageOf(deal))
    }),
    on("DELETE /api/deals/:id/people/:person", (call) => {
      const deal = dealOf(call)
      deal.people = deal.people.filter(({ person }) => person.id !== call.params.person)
      return changed(pageOf(deal))
    }),
    on("PUT /api/deals/:id/lines", async (call) => {
      const deal = dealOf(call)
      const body = await call.json()
      const wished: DealLineWish[] = isList(body.lines) ? Object.values(JSON.parse(JSON.stringify(body.lines))) : []
      deal.lines = wished.map(lineOf)
      if (deal.lines.length > 0) deal.row.amount = whole(deal.lines.reduce((sum, one) => sum + Number(one.amount), 0))
      return changed(pageOf(deal))
    }),
    on("GET /api/targets", (call) => targetsTold(call.query.get("period") ?? thisQuarter())),
    on("PUT /api/targets", async (call) => {
      const body = await call.json()
      const period = String(body.period)
      for (const one of isList(body.targets) ? body.targets.map(objectOf) : []) {
        if (one.amount === null) targetsOf(period).delete(String(one.owner))
        else targetsOf(period).set(String(one.owner), Number(one.amount).toFixed(2))
      }
      return targetsTold(period)
    }),
    on("GET /api/rates", () => rates),
    on("PUT /api/rates", async (call) => {
      const body = await call.json()
      for (const one of isList(body.rates) ? body.rates.map(objectOf) : []) {
        const [currency, day] = [String(one.currency), String(one.day)]
        rates.rates = rates.rates.filter((rate) => rate.currency !== currency || rate.day !== day)
        if (one.rate !== null) rates.rates.push({ currency, day, rate: String(one.rate) })
      }
      rates.rates.sort((a, b) => b.day.localeCompare(a.day))
      return rates
    }),
  ]
}

const ROLES: DealRole[] = ["decides", "pays", "uses", "influences", "champions", "blocks"]

function stagesFrom(value: unknown): Stage[] {
  const wished = isList(value) ? value.map(objectOf) : []
  return wished.map((one, k) => ({
    id: textOf(one.id) ?? `stg_${Date.now().toString(36)}${k}`,
    name: String(one.name),
    kind: one.kind === "won" ? "won" : one.kind === "lost" ? "lost" : "open",
    probability: Number(one.probability),
    age_days: one.age_days === null ? null : Number(one.age_days),
    needs: wordsOf(one.needs),
    roles: wordsOf(one.roles),
  }))
}

/** The fields of a deal, as objects list them. */
export function dealFields() {
  const text = (key: string, editable = true) => ({
    key,
    type: "text" as const,
    custom: false,
    editable,
    sortable: true,
  })
  const named = (one: { id: string; name: string }) => ({ id: one.id, label: one.name, color: "plain" })
  return [
    text("number", false),
    text("name"),
    { ...text("pipeline", false), type: "choice" as const, options: pipelines.map(named) },
    {
      ...text("stage", false),
      type: "choice" as const,
      options: pipelines.flatMap(({ stages }) => stages.map(named)),
    },
    {
      ...text("state", false),
      type: "choice" as const,
      options: ["open", "won", "lost"].map((id) => named({ id, name: id })),
    },
    { ...text("person"), type: "link" as const, target: "person" as const },
    { ...text("company"), type: "link" as const, target: "company" as const },
    { ...text("owner"), type: "user" as const },
    { ...text("amount"), type: "money" as const },
    text("currency"),
    { ...text("probability"), type: "percent" as const },
    { ...text("expected_on"), type: "date" as const },
    text("next_step"),
    { ...text("next_at"), type: "date_time" as const },
    { ...text("stage_since", false), type: "date_time" as const },
    { ...text("closed_at", false), type: "date_time" as const },
    text("lost_reason"),
    text("source"),
    text("competitors"),
    { ...text("created_at", false), type: "date_time" as const },
    { ...text("updated_at", false), type: "date_time" as const },
    { ...text("x_party"), label: "合同主体", custom: true },
    {
      ...text("x_invoice"),
      type: "choice" as const,
      label: "开票方式",
      custom: true,
      options: [
        { id: "special", label: "增值税专用发票", color: "jade" },
        { id: "plain", label: "普通发票", color: "plain" },
        { id: "none", label: "不开票", color: "plain" },
      ],
    },
  ]
}

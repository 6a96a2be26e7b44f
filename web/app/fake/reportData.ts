// The rows that reports of the fake company count: its people, orders and leads as they are, and a year of deals, talk
// and work with a rhythm, so that charts look as they would.

import type { FieldType, MeasureKind, ObjectKind, ReportAbout, ReportField } from "@api/contract"
import { assignLeads, SELLERS, TEAMS, teamOf } from "./assignData"
import { at, NOW } from "./clock"
import { deals, pipelines, reasons } from "./deals"
import { byId, companies, orders, people, STAFF } from "./people"
import { makeRandom } from "./random"

export type ReportRow = Record<string, unknown> & { id: string }

const SOURCES = ["老客户介绍", "展会", "官网表单", "抖音", "小红书", "微信公众号"] as const
const some = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length]

/** A day some days ago that is no Sunday. */
const workday = (days: number) => (new Date(NOW - days * 86_400_000).getUTCDay() === 0 ? days + 1 : days)

function makeDeal(n: number): ReportRow {
  const random = makeRandom(n * 7723 + 5)
  // More is won before the new year, and this year more than the last.
  const age = Math.floor(random.next() ** 1.25 * 480)
  const length = 12 + random.below(70)
  const won = random.chance(0.4 + (n % 5) * 0.03)
  const owner = some(SELLERS, random.below(11) % SELLERS.length)
  const company = some(companies, random.below(companies.length))
  const stages = pipelines[0]?.stages ?? []
  const stage = stages.find(({ kind }) => kind === (won ? "won" : "lost"))
  return {
    id: `del_h${n}`,
    number: `DL-${String(800 - n).padStart(4, "0")}`,
    name: `${company?.name ?? ""} · ${some(["年节礼盒", "客房洗护", "员工福利", "茶席布置", "联名定制"], random.below(5))}`,
    pipeline: pipelines[0] && { id: pipelines[0].id, name: pipelines[0].name },
    stage: stage && { id: stage.id, name: stage.name },
    state: won ? "won" : "lost",
    person: null,
    company: company && { id: company.id, name: company.name },
    owner,
    amount: `${(6 + random.below(90)) * 1000}.00`,
    currency: "CNY",
    probability: won ? 100 : 0,
    expected_on: at(workday(age)).slice(0, 10),
    closed_at: at(workday(age), "15:20"),
    created_at: at(age + length, "10:10"),
    lost_reason: won ? null : some(reasons.lost, Math.floor(random.next() ** 1.6 * reasons.lost.length)),
    source: some(SOURCES, Math.floor(random.next() ** 1.4 * SOURCES.length)),
    clock: "none",
  }
}

const openDeals = (): ReportRow[] => deals.map(({ row }) => ({ ...row, source: row.source ?? "展会" }))

const KINDS = ["message", "message", "page", "page", "visit", "call", "post", "purchase", "review"] as const
const WAYS: Record<string, readonly string[]> = {
  message: ["wechat", "wechat", "wecom", "webchat"],
  page: ["web"],
  visit: ["shop"],
  call: ["phone"],
  post: ["xiaohongshu", "weibo"],
  purchase: ["web", "shop"],
  review: ["web"],
}
/** How busy each hour is: lunch and the evening. */
const HOURS = [1, 0, 0, 0, 0, 0, 1, 3, 6, 9, 11, 10, 14, 10, 8, 8, 9, 10, 11, 15, 18, 16, 10, 4]

function makeTalk(n: number): ReportRow {
  const random = makeRandom(n * 389 + 41)
  let day = random.below(120)
  // Weekends are busier in shops and on the phone.
  if (random.chance(0.25)) day -= (new Date(NOW - day * 86_400_000).getUTCDay() + 7 - 6) % 7
  let draw = random.below(HOURS.reduce((sum, one) => sum + one, 0))
  const hour = HOURS.findIndex((weight) => {
    draw -= weight
    return draw < 0
  })
  const kind = some(KINDS, random.below(KINDS.length)) ?? "message"
  const person = people[Math.floor(random.next() ** 2 * 900)]
  return {
    id: `int_r${n}`,
    kind,
    channel: some(WAYS[kind] ?? ["web"], random.below(4)),
    direction: random.chance(0.3) ? "out" : "in",
    title: null,
    occurred_at: at(Math.max(0, day), `${hour}:${10 + random.below(49)}`),
    who: person && { id: person.id, name: person.name, initial: person.initial },
  }
}

function makeWork(n: number): ReportRow {
  const random = makeRandom(n * 1931 + 17)
  const kind = some(["call", "call", "visit", "meeting", "task"], random.below(5)) ?? "call"
  const day = random.below(90) - 8
  const owner = some(SELLERS, random.below(13) % SELLERS.length)
  const done = day > 0 ? random.chance(0.9) : day === 0 && random.chance(0.4)
  const person = people[random.below(400)]
  return {
    id: `act_r${n}`,
    kind,
    title: kind === "call" ? "回访电话" : kind === "visit" ? "登门拜访" : kind === "meeting" ? "方案会" : "寄样品",
    state: done ? "done" : "open",
    clock: done ? "none" : day > 0 ? "overdue" : day === 0 ? "today" : "planned",
    at: at(day, `${9 + random.below(9)}:00`),
    done_at: done ? at(Math.max(0, day), "18:00") : null,
    owner,
    priority: random.chance(0.2) ? "high" : "normal",
    person: person && { id: person.id, name: person.name, initial: person.initial },
  }
}

const held: Partial<Record<ObjectKind, ReportRow[]>> = {}
const MAKE: Record<ObjectKind, () => ReportRow[]> = {
  person: () => people.map((row) => ({ ...row })),
  company: () => companies.map((row) => ({ ...row })),
  order: () => orders.map((row) => ({ ...row })),
  deal: () => [...openDeals(), ...Array.from({ length: 460 }, (_, n) => makeDeal(n))],
  lead: () => assignLeads.map((row) => ({ ...row, converted_at: row.state === "converted" ? row.updated_at : null })),
  interaction: () => Array.from({ length: 4200 }, (_, n) => makeTalk(n)),
  activity: () => Array.from({ length: 640 }, (_, n) => makeWork(n)),
}
export function reportRows(object: ObjectKind): ReportRow[] {
  held[object] ??= MAKE[object]()
  return held[object] ?? []
}

// ── what can be asked ────────────────────────────────────────────────────
const ADDS: MeasureKind[] = ["sum", "average", "least", "most"]
const field = (object: ObjectKind | "staff", key: string, type: FieldType, path = key): ReportField => {
  const figures = ["money", "integer", "number", "percent"].includes(type)
  const time = type === "date" || type === "date_time"
  return {
    key: path,
    type,
    object,
    field: key,
    groups: type !== "money" || key === "amount",
    measures: figures ? ADDS : time ? ["least", "most", "days"] : ["distinct"],
    period: time,
  }
}
const ofPerson = (path: string) =>
  (
    [
      ["city", "text"],
      ["region", "text"],
      ["tier", "text"],
      ["lifecycle", "text"],
      ["gender", "text"],
      ["tags", "multi_choice"],
    ] as const
  ).map(([key, type]) => field("person", key, type, `${path}.${key}`))
const ofOwner = (): ReportField[] => [field("staff", "team", "text", "owner.team")]

const FIELDS: Record<ObjectKind, () => ReportField[]> = {
  person: () => [
    field("person", "tier", "text"),
    field("person", "lifecycle", "text"),
    field("person", "city", "text"),
    field("person", "region", "text"),
    field("person", "owner", "user"),
    ...ofOwner(),
    field("person", "tags", "multi_choice"),
    field("person", "worth_class", "text"),
    field("person", "order_count", "integer"),
    field("person", "interaction_count", "integer"),
    field("person", "order_total", "money"),
    field("person", "worth_next", "money"),
    field("person", "created_at", "date_time"),
    field("person", "first_seen_at", "date_time"),
    field("person", "last_seen_at", "date_time"),
  ],
  company: () => [
    field("company", "industry", "text"),
    field("company", "city", "text"),
    field("company", "region", "text"),
    field("company", "owner", "user"),
    field("company", "size", "integer"),
    field("company", "people_count", "integer"),
    field("company", "created_at", "date_time"),
  ],
  order: () => [
    field("order", "status", "text"),
    field("order", "channel", "text"),
    field("order", "person", "link"),
    ...ofPerson("person"),
    field("order", "amount", "money"),
    field("order", "quantity", "integer"),
    field("order", "placed_at", "date_time"),
  ],
  deal: () => [
    field("deal", "stage", "choice"),
    field("deal", "state", "choice"),
    field("deal", "pipeline", "choice"),
    field("deal", "owner", "user"),
    ...ofOwner(),
    field("deal", "company", "link"),
    field("company", "industry", "text", "company.industry"),
    field("company", "city", "text", "company.city"),
    field("deal", "source", "text"),
    field("deal", "lost_reason", "text"),
    field("deal", "amount", "money"),
    field("deal", "probability", "percent"),
    field("deal", "created_at", "date_time"),
    field("deal", "closed_at", "date_time"),
    field("deal", "expected_on", "date"),
    field("deal", "stage_since", "date_time"),
  ],
  lead: () => [
    field("lead", "source", "text"),
    field("lead", "channel", "text"),
    field("lead", "state", "choice"),
    field("lead", "owner", "user"),
    ...ofOwner(),
    field("lead", "pool", "link"),
    field("lead", "interest", "text"),
    ...ofPerson("person"),
    field("lead", "amount", "money"),
    field("lead", "created_at", "date_time"),
    field("lead", "worked_at", "date_time"),
  ],
  interaction: () => [
    field("interaction", "kind", "text"),
    field("interaction", "channel", "text"),
    field("interaction", "direction", "text"),
    field("interaction", "who", "link"),
    ...ofPerson("who"),
    field("interaction", "occurred_at", "date_time"),
  ],
  activity: () => [
    field("activity", "kind", "choice"),
    field("activity", "state", "choice"),
    field("activity", "owner", "user"),
    ...ofOwner(),
    field("activity", "clock", "choice"),
    field("activity", "priority", "choice"),
    ...ofPerson("person"),
    field("activity", "at", "date_time"),
    field("activity", "done_at", "date_time"),
  ],
}
export const aboutOf = (object: ObjectKind): ReportAbout => ({ object, fields: FIELDS[object]() })

/** What a row has by a path of up to one step; several where it has several. */
export function valuesAt(row: ReportRow, path: string): unknown[] {
  const [first = "", second] = path.split(".")
  const own = row[first]
  if (second === undefined) return Array.isArray(own) ? (own.length > 0 ? own : [null]) : [own ?? null]
  const id = typeof own === "object" && own !== null ? String(Reflect.get(own, "id")) : ""
  if (first === "owner") return [id === "" ? null : (TEAMS.find((team) => team.name === teamOf(id)) ?? null)]
  const target = first === "company" ? companies.find((one) => one.id === id) : byId.get(id)
  const value: unknown = target && Reflect.get(target, second)
  return Array.isArray(value) ? (value.length > 0 ? value : [null]) : [value ?? null]
}

export const staffName = (id: string) => [...SELLERS, ...STAFF].find((one) => one.id === id)?.name

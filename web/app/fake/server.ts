// The staff API answered in this process, for development with VITE_FAKE=1 and for tests.
// A feature's own routes live beside this file and are listed at the foot.

import type {
  Cell,
  CellRow,
  CellsDone,
  Changed,
  LiveEvent,
  Locale,
  ObjectInfo,
  Page,
  Person,
  Role,
  SearchHit,
  Session,
  Timeline,
  TimelineItem,
} from "@api/contract"
import { activityFields, activityRoutes, plainFilter, seenActivities } from "./activities"
import { resetActivities } from "./activityData"
import { interactionRows } from "./assignData"
import { assignmentRoutes, interactionFields, resetAssignment } from "./assignment"
import { auditRoutes } from "./audit"
import { at, NOW } from "./clock"
import { bulkCompanies, companyRoutes } from "./companies"
import { daysOf, groupsOf } from "./counted"
import { dashboardRoutes, resetDashboards } from "./dashboards"
import { deals } from "./deals"
import { disputeRoutes } from "./disputes"
import { fileRoutes, resetFiles } from "./files"
import { guestRoutes, resetGuest } from "./guest"
import { homeRoutes, resetHome } from "./home"
import { importRoutes } from "./imports"
import { leads as fakeLeads, takesBack } from "./leadData"
import { leadFields, leadRoutes, seenLeads } from "./leads"
import { mapOf } from "./mapped"
import { noticeRoutes } from "./notices"
import { orderRoutes } from "./orderRoutes"
import { byId, companies, orders, people, STAFF } from "./people"
import { performanceRoutes } from "./performance"
import { productRoutes } from "./products"
import { qualityRoutes } from "./quality"
import { quoteRoutes } from "./quotes"
import { reportRoutes, resetReports } from "./reports"
import { dayOf } from "./reviewCells"
import { resetReviews, reviewRoutes } from "./reviews"
import { resetRevisits, revisitRoutes } from "./revisits"
import { type Call, type FakeRoute, on, Refusal, respond } from "./router"
import { resetRunsOn, runsOnRoutes } from "./runsOn"
import { dealFields, salesRoutes } from "./sales"
import { needsSecondStep, resetSignIn, signInRoutes } from "./signin"
import { consentsOf, editPortrait, item, personOf, storyOf } from "./story"
import { resetStruck, struckRoutes } from "./struck"
import { resetWorth, worthRoutes } from "./worth"

const session: Session = {
  user: { id: "usr_2", login: "zhou", name: "周以宁", role: "service", role_name: null, locale: null, theme: "system" },
  workspace: { name: "山茶 Camellia", zone: "Asia/Shanghai", currency: "CNY", country: "CN" },
  looking_as: false,
  owes_factor: false,
  can: {
    "person.see": true,
    "person.edit": true,
    "person.merge": true,
    import: true,
    export: true,
    sources: true,
    ingest: true,
    leads: true,
    users: true,
    catalogue: true,
    views: true,
  },
  demo: true,
}
let signedIn = true

export function reset(): void {
  signedIn = true
  resetSignIn()
  resetWorth()
  resetFiles()
  resetReviews()
  resetAssignment()
  resetGuest()
  resetRunsOn()
  resetActivities()
  resetRevisits()
  resetHome()
  resetStruck()
  resetReports()
  resetDashboards()
}

// ── live ───────────────────────────────────────────────────────────────────
const watchers = new Set<(event: LiveEvent) => void>()
export const publish = (event: LiveEvent) => {
  for (const watcher of watchers) watcher(event)
}
export function watch(watcher: (event: LiveEvent) => void): () => void {
  watchers.add(watcher)
  watcher({ type: "ready" })
  return () => watchers.delete(watcher)
}

// ── lists ──────────────────────────────────────────────────────────────────
type Row = Record<string, unknown>

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null || a === undefined) return 1
  if (b === null || b === undefined) return -1
  const [x, y] = [Number(a), Number(b)]
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y
  return String(a).localeCompare(String(b), "zh")
}

const CONDITION =
  /^(\w+)\s*(?:(is not empty|is empty)|(in the last|in the next|before today -) (\d+) days|(=|!=|>=|<=|>|<|contains|has)\s*(?:"([^"]*)"|(\S+)))$/
const OF_PERSON = /^related person(?: where \((.*)\))?$/
const ONE_OF = /^(\w+) (not )?in \(([^)]*)\)$/
/** Whoever is signed in here, as `owner = me`. */
const ME = "usr_2"
const MY_TEAM = STAFF.slice(0, 3).map(({ id }) => id)

/** A colleague or a person stands for their id. */
const cellOf = (cell: unknown): unknown =>
  typeof cell === "object" && cell !== null && !Array.isArray(cell) ? Reflect.get(cell, "id") : cell

function filtered<T extends object>(rows: T[], text: string): T[] {
  if (text.trim() === "") return rows
  // The one relation the app asks for; a real server knows the whole language.
  if (text.startsWith("related works_at company")) return rows.slice(0, 4)
  let result = rows
  let offset = 0
  for (const part of text.split(/\s+and\s+/)) {
    const ofPerson = OF_PERSON.exec(part.trim())
    if (ofPerson) {
      const whose = new Set(filtered(people, ofPerson[1] ?? "").map((person) => person.id))
      result = result.filter((row) => whose.has(String(cellOf(Reflect.get(row, "person") ?? Reflect.get(row, "who")))))
      continue
    }
    const oneOf = ONE_OF.exec(part.trim().replace("in my_team", `in (${MY_TEAM.join(", ")})`))
    if (oneOf) {
      const [, key = "", not, list = ""] = oneOf
      const values = list.split(",").map((value) => value.trim().replaceAll('"', ""))
      result = result.filter((row) => values.includes(String(cellOf(Reflect.get(row, key)))) === (not === undefined))
      continue
    }
    const condition = CONDITION.exec(part.trim())
    const [, key = "", emptiness, window, days, operator = "=", quoted, bare] = condition ?? []
    const first: Row = Object.fromEntries(Object.entries(rows[0] ?? {}))
    if (!condition || !(key in first)) {
      const word = part.trim().split(/\s/)[0] ?? part
      throw new Refusal(400, "filter", `There is no field “${word}”.`, {
        at: text.indexOf(part.trim(), offset),
        len: word.length,
        expected: Object.keys(first).slice(0, 6),
        suggestion: "city",
      })
    }
    offset += part.length
    const wanted = quoted ?? (bare === "me" ? ME : bare === "today" ? dayOf(new Date(NOW).toISOString()) : (bare ?? ""))
    result = result.filter((row) => {
      const cell = cellOf(Reflect.get(row, key))
      if (emptiness) return (cell ?? "") === "" || cell === null ? emptiness === "is empty" : emptiness !== "is empty"
      if (window) {
        const [since, until] = [-1, 1].map((way) => new Date(NOW + way * Number(days) * 86_400_000).toISOString())
        if (window === "in the next")
          return cell !== null && String(cell) >= dayOf(new Date(NOW).toISOString()) && String(cell) <= String(until)
        return (
          cell !== null && (window === "in the last" ? String(cell) >= String(since) : String(cell) < String(since))
        )
      }
      if (operator === "has" || operator === "contains") return String(cell ?? "").includes(wanted)
      const order = compare(cell, wanted)
      const same = String(cell ?? "") === wanted
      if (operator === "=") return same
      if (operator === "!=") return !same
      if (cell === null) return false
      return operator === ">" ? order > 0 : operator === "<" ? order < 0 : operator === ">=" ? order >= 0 : order <= 0
    })
  }
  return result
}

function listOf<T extends object>(rows: T[], call: Call, words: (row: T) => string): Page<T> {
  const q = (call.query.get("q") ?? "").toLowerCase()
  const sort = call.query.get("sort")
  const limit = Number(call.query.get("limit") ?? 50)
  const from = Number(call.query.get("cursor") ?? 0)
  let found = filtered(rows, call.query.get("filter") ?? "")
  if (q !== "") found = found.filter((row) => words(row).toLowerCase().includes(q))
  if (sort) {
    const key = sort.replace(/^-/, "")
    const way = sort.startsWith("-") ? -1 : 1
    found = [...found].sort((a, b) => {
      const cell = (row: T): unknown => Reflect.get(row, key) ?? null
      const [x, y] = [cell(a), cell(b)]
      // What is not known stands last, whichever way.
      return x === null || y === null ? compare(x, y) : way * compare(x, y)
    })
  }
  const next = from + limit < found.length ? String(from + limit) : null
  return { rows: found.slice(from, from + limit), next, total: found.length, total_at_least: false }
}

const personWords = (row: {
  name: string
  phone: string | null
  email: string | null
  member_no: string | null
  city: string | null
}) => `${row.name} ${row.phone ?? ""} ${row.email ?? ""} ${row.member_no ?? ""} ${row.city ?? ""}`

function rowOf(call: Call) {
  const row = byId.get(call.params.id ?? "")
  if (!row) throw new Refusal(404, "not_found", "No such person")
  return row
}

const changed = <T>(data: T): Changed<T> => ({ data, batch: `bat_${Date.now().toString(36)}` })

// ── timeline ───────────────────────────────────────────────────────────────
const GROUPS: Record<string, string[]> = {
  talk: ["message", "call"],
  order: ["purchase", "order_update"],
  mention: ["post", "mention", "review"],
  community: ["comment", "like", "share", "follow"],
  shop: ["visit", "meeting", "attendance", "repair", "survey"],
  web: ["page", "product_view", "click", "form", "sign_in", "event"],
  note: ["note"],
  change: ["change"],
}

function timelineOf(call: Call): Timeline {
  const all = storyOf(rowOf(call).id)
  const counts: Record<string, number> = { all: all.length }
  for (const [group, kinds] of Object.entries(GROUPS))
    counts[group] = all.filter((entry) => kinds.includes(entry.kind)).length
  const kinds = GROUPS[call.query.get("group") ?? "all"]
  const q = call.query.get("q") ?? ""
  const limit = Number(call.query.get("limit") ?? 50)
  const found = all
    .filter(
      (entry) =>
        (kinds ? kinds.includes(entry.kind) : true) &&
        (q === "" || `${entry.title ?? ""}${entry.text ?? ""}${entry.order?.number ?? ""}`.includes(q)),
    )
    .reverse()
  const from = Number(call.query.get("before") ?? 0)
  return {
    items: found.slice(from, from + limit),
    next: from + limit < found.length ? String(from + limit) : null,
    counts,
  }
}

async function record(call: Call): Promise<TimelineItem> {
  const row = rowOf(call)
  const body = await call.json()
  const kind = String(body.kind)
  const props = typeof body.props === "object" && body.props !== null ? { ...body.props } : {}
  const entry = item(row.id, {
    kind,
    channel: kind === "call" ? "phone" : kind === "visit" ? "shop" : "staff",
    direction: kind === "note" ? "about" : "out",
    occurred_at: new Date().toISOString(),
    text: String(body.text ?? ""),
    props,
    by: STAFF[0],
    source: { kind: "user", id: "usr_2", name: "周以宁" },
  })
  storyOf(row.id).push(entry)
  publish({ type: "interaction", person: row.id, item: entry })
  return entry
}

async function setFields(call: Call): Promise<Changed<Person>> {
  const row = rowOf(call)
  const body = await call.json()
  const set: Row = { ...(typeof body.set === "object" ? body.set : {}) }
  const was: Row = { ...(typeof body.was === "object" ? body.was : {}) }
  const held = personOf(row).portrait
  const conflicts = Object.keys(was).flatMap((field) => {
    const value = held.find(({ key }) => key === field)
    const now = value?.value ?? null
    if (now === was[field] || now === set[field]) return []
    const { display = "", source: by = null, at = null } = value ?? {}
    return [{ field, was: was[field], now, display, by, at }]
  })
  if (conflicts.length > 0) throw new Refusal(409, "changed", "Somebody changed this since you read it.", { conflicts })
  if (set.name === "") throw new Refusal(422, "invalid", "A name cannot be empty.")
  const { owner, ...plain } = set
  Object.assign(row, plain)
  if (owner !== undefined) row.owner = STAFF.find((user) => user.id === owner) ?? null
  row.initial = row.name.slice(0, 1)
  const fields = objects.find((object) => object.object === "person")?.fields
  for (const [key, raw] of Object.entries(set)) {
    const option = fields?.find((field) => field.key === key)?.options?.find((one) => one.id === raw)?.label
    const user = key === "owner" ? STAFF.find((one) => one.id === raw)?.name : undefined
    editPortrait(row.id, key, raw, option ?? user ?? (Array.isArray(raw) ? raw.join("、") : String(raw)))
  }
  return changed(personOf(row))
}

/** Cells as the real server answers them: refused where a field is not written, a clash where another value stands. */
async function setCells(call: Call): Promise<CellsDone> {
  const body = await call.json()
  const asked: CellRow[] = Array.isArray(body.rows) ? body.rows : []
  const fields = objects.find((object) => object.object === "person")?.fields ?? []
  const cells: Cell[] = []
  const touched = new Set<string>()
  for (const [at, { id, set, seen = {} }] of asked.entries()) {
    const row = byId.get(id)
    for (const [field, after] of Object.entries(set)) {
      const held: unknown =
        row && (field === "owner" ? row.owner?.id : Reflect.get(field.startsWith("x_") ? row.fields : row, field))
      const before = held ?? null
      const cell: Cell = { row: at, field, state: "changed", before, after }
      const able = fields.find((one) => one.key === field)?.editable
      const same = (a: unknown, b: unknown) => String(a ?? "") === String(b ?? "")
      if (!row || !able) {
        cell.state = "refused"
        cell.problem = { field, code: row ? "read_only" : "not_found", message: "This cannot be changed." }
      } else if (same(before, after)) cell.state = "same"
      else if (field in seen && !same(seen[field], before)) {
        cell.state = "clash"
        cell.by = { kind: "user", id: "usr_3", name: "沈知微" }
        cell.at = new Date(NOW).toISOString()
      } else {
        touched.add(id)
        if (body.check !== true) {
          if (field === "owner") row.owner = STAFF.find((user) => user.id === after) ?? null
          else Reflect.set(field.startsWith("x_") ? row.fields : row, field, after)
        }
      }
      cells.push(cell)
    }
  }
  const written = body.check !== true && touched.size > 0
  return { cells, changed: touched.size, batch: written ? changed(null).batch : null }
}

function search(call: Call) {
  const q = (call.query.get("q") ?? "").trim().toLowerCase()
  if (q === "") return { hits: [], took_ms: 0 }
  const hits: SearchHit[] = []
  for (const row of people) {
    const where = row.name.toLowerCase().indexOf(q)
    const identity = `${row.phone ?? ""} ${row.email ?? ""} ${row.member_no ?? ""}`.toLowerCase().includes(q)
    if (where < 0 && !identity) continue
    hits.push({
      kind: "person",
      id: row.id,
      title: row.name,
      subtitle: [row.city, row.tier, row.phone].filter(Boolean).join(" · "),
      marks: where < 0 ? [] : [[where, where + q.length]],
      why: row.name.toLowerCase() === q ? "exact" : where < 0 ? "identity" : "name",
    })
  }
  for (const company of companies) {
    const where = company.name.toLowerCase().indexOf(q)
    if (where >= 0)
      hits.push({
        kind: "company",
        id: company.id,
        title: company.name,
        subtitle: company.city ?? "",
        marks: [[where, where + q.length]],
        why: "name",
      })
  }
  for (const { row } of fakeLeads) {
    const where = row.name.toLowerCase().indexOf(q)
    if (where < 0 && !row.number.toLowerCase().includes(q)) continue
    const marks: [number, number][] = where < 0 ? [] : [[where, where + q.length]]
    const subtitle = [row.number, row.company, row.interest].filter(Boolean).join(" · ")
    hits.push({ kind: "lead", id: row.id, title: row.name, subtitle, marks, why: where < 0 ? "identity" : "text" })
  }
  for (const order of orders) {
    const number = order.number.toLowerCase()
    if (q.length < 3 || !number.startsWith(q)) continue
    hits.push({
      kind: "order",
      id: order.id,
      person: order.person?.id ?? null,
      title: order.number,
      subtitle: order.person?.name ?? "",
      marks: [[0, q.length]],
      why: number === q ? "exact" : "identity",
    })
  }
  // Nothing is called so: names that have all but one of its letters.
  if (hits.length === 0 && q.length > 1)
    for (const row of people.filter(({ name }) => [...q].filter((one) => name.includes(one)).length >= q.length - 1))
      hits.push({ kind: "person", id: row.id, title: row.name, subtitle: row.city ?? "", marks: [], why: "similar" })
  const rank = { exact: 0, identity: 1, name: 2, similar: 3, text: 4 }
  return { hits: hits.sort((a, b) => rank[a.why] - rank[b.why]).slice(0, 20), took_ms: 3 }
}

const text = (key: string, editable = true) => ({ key, type: "text" as const, custom: false, editable, sortable: true })
const objects: ObjectInfo[] = [
  {
    object: "person",
    fields: [
      text("name"),
      text("city"),
      text("region"),
      text("district"),
      text("address"),
      text("tier"),
      text("lifecycle"),
      text("job_title"),
      { ...text("owner"), type: "user" },
      { ...text("birth_date"), type: "date" },
      { ...text("tags"), type: "multi_choice" },
      { ...text("email", false), type: "email" },
      { ...text("phone", false), type: "phone" },
      { ...text("order_count", false), type: "integer" },
      { ...text("order_total", false), type: "money" },
      { ...text("interaction_count", false), type: "integer" },
      { ...text("last_seen_at", false), type: "date_time" },
      { ...text("worth_next", false), type: "money" },
      { ...text("worth_active", false), type: "percent" },
      text("worth_class", false),
      { ...text("next_order_at", false), type: "date_time" },
      { ...text("need_count", false), type: "integer" },
      { ...text("reviewed_on"), type: "date" },
      { ...text("review_on"), type: "date" },
      {
        ...text("x_skin"),
        type: "choice",
        label: "肤质",
        custom: true,
        options: [
          { id: "dry", label: "干敏肌", color: "amber" },
          { id: "oily", label: "油皮", color: "jade" },
          { id: "normal", label: "中性", color: "plain" },
        ],
      },
      { ...text("x_store"), label: "首选门店", custom: true },
      { ...text("x_usual"), label: "常购", custom: true },
      { ...text("x_due"), type: "date", label: "回访", custom: true },
      { ...text("x_points"), type: "integer", label: "积分", custom: true },
      { ...text("x_gift_quantity"), type: "integer", label: "礼盒预计数量", custom: true },
      { ...text("x_remark"), type: "long_text", label: "备注", custom: true },
    ],
  },
  {
    object: "company",
    fields: [
      text("name"),
      text("domain"),
      text("industry"),
      text("region"),
      text("city"),
      { ...text("phone"), type: "phone" },
      { ...text("size"), type: "integer" },
      { ...text("owner"), type: "user" },
      { ...text("tags"), type: "multi_choice" },
      { ...text("created_at", false), type: "date_time" },
    ],
  },
  {
    object: "order",
    fields: [
      text("number"),
      text("status"),
      text("channel"),
      { ...text("amount"), type: "money" },
      { ...text("placed_at"), type: "date_time" },
      { ...text("x_invoice_title"), label: "发票抬头", custom: true },
      {
        ...text("x_wrap"),
        type: "choice",
        label: "包装",
        custom: true,
        options: [
          { id: "plain", label: "素色", color: "plain" },
          { id: "gift", label: "礼品", color: "amber" },
        ],
      },
    ],
  },
  { object: "deal", fields: dealFields() },
  { object: "lead", fields: leadFields() },
  { object: "interaction", fields: interactionFields() },
  { object: "activity", fields: activityFields() },
]

/** By what a list can be counted, as the real server says it. */
const groupable = (object: ObjectInfo["object"], { key, type, custom }: ObjectInfo["fields"][number]) =>
  object !== "deal" &&
  object !== "lead" &&
  object !== "activity" &&
  (custom
    ? !["long_text", "geo", "file"].includes(type)
    : !["name", "number", "member_no", "title", "text", "object_id"].includes(key))

const core: FakeRoute[] = [
  on("GET /api/welcome", () => ({
    workspace: "山茶 Camellia",
    demo: true,
    empty: false,
    version: "0.1.0",
    ways: { forgotten: true, passkeys: true, sso: null },
    accounts: [
      { login: "lu", password: "camellia", name: "陆观澜", role: "admin" },
      { login: "zhou", password: "camellia", name: "周以宁", role: "service" },
      { login: "shen", password: "camellia", name: "沈知微", role: "sales" },
      { login: "maya", password: "camellia", name: "Maya Chen", role: "marketing" },
    ],
  })),
  on("GET /api/session", () => {
    if (!signedIn) throw new Refusal(401, "signed_out", "Sign in first.")
    return session
  }),
  on("POST /api/session", async (call) => {
    const body = await call.json()
    if (body.password !== "camellia") throw new Refusal(401, "wrong_password", "The name or the password is wrong.")
    if (needsSecondStep()) return Response.json({ second: { code: true, passkey: false } }, { status: 202 })
    signedIn = true
    return session
  }),
  on("DELETE /api/session", () => {
    signedIn = false
  }),
  on("PATCH /api/session", async (call) => {
    const body = await call.json()
    const locales: Locale[] = ["zh-CN", "zh-TW", "en"]
    session.user.locale = locales.find((locale) => locale === body.locale) ?? session.user.locale
    return session
  }),
  on("POST /api/session/password", () => undefined),
  on("GET /api/objects", () =>
    objects.map(({ object, fields }) => ({
      object,
      fields: fields.map((field) => ({ ...field, groupable: groupable(object, field) })),
    })),
  ),
  on("GET /api/users", () => STAFF),
  on("GET /api/search", search),
  on("GET /api/people/export.csv", () => new Response("id,name\n", { headers: { "content-type": "text/csv" } })),
  on("GET /api/people", (call) => listOf(people, call, personWords)),
  on("POST /api/people", async (call) => {
    const body = await call.json()
    const identities = Array.isArray(body.identities) ? body.identities : []
    const taken = people.find((row) =>
      identities.some((identity) => identity.value === row.phone || identity.value === row.email),
    )
    if (taken)
      throw new Refusal(409, "duplicate", "Another person has this identity.", {
        person: { id: taken.id, name: taken.name, initial: taken.initial },
      })
    const first = people[1]
    if (!first) throw new Refusal(500, "internal", "empty")
    const name = String(body.name ?? "")
    const row = {
      ...first,
      id: `per_new${people.length}`,
      name,
      initial: name.slice(0, 1),
      order_count: 0,
      order_total: "0",
      interaction_count: 0,
      tags: [],
    }
    people.unshift(row)
    byId.set(row.id, row)
    publish({ type: "people" })
    return changed(personOf(row))
  }),
  on("POST /api/people/cells", setCells),
  on("GET /api/people/groups", (call) => groupsOf(call, (filter) => filtered(people, filter))),
  on("GET /api/people/days", (call) => daysOf(call, (filter) => filtered(people, filter))),
  on("GET /api/people/map", (call) => mapOf(call, (filter) => filtered(people, filter))),
  on("GET /api/companies/map", (call) => mapOf(call, (filter) => filtered(companies, filter))),
  on("GET /api/companies/days", (call) => daysOf(call, (filter) => filtered(companies, filter))),
  on("GET /api/companies/export.csv", () => new Response("id,name\n", { headers: { "content-type": "text/csv" } })),
  on(
    "POST /api/companies/bulk",
    bulkCompanies((filter) => filtered(companies, filter)),
  ),
  on("GET /api/companies/groups", (call) => groupsOf(call, (filter) => filtered(companies, filter))),
  on("GET /api/orders/groups", (call) => groupsOf(call, (filter) => filtered(orders, filter))),
  on("GET /api/orders/days", (call) => daysOf(call, (filter) => filtered(orders, filter))),
  // Nobody here has a place: the fake workspace has no field for one.
  on("GET /api/people/nearby", () => ({ people: [], fields: [], more: false })),
  on("GET /api/people/:id", (call) => personOf(rowOf(call))),
  on("PATCH /api/people/:id", setFields),
  on("DELETE /api/people/:id", (call) => {
    const row = rowOf(call)
    people.splice(people.indexOf(row), 1)
    return changed(null)
  }),
  on("GET /api/people/:id/timeline", timelineOf),
  on("POST /api/people/:id/interactions", record),
  on("POST /api/people/:id/identities", (call) => changed(personOf(rowOf(call)))),
  on("DELETE /api/people/:id/identities/:identity", (call) => changed(personOf(rowOf(call)))),
  on("PUT /api/people/:id/consents/:channel/:purpose", async (call) => {
    const row = rowOf(call)
    const body = await call.json()
    for (const consent of consentsOf(row.id)) {
      if (consent.channel !== call.params.channel || consent.purpose !== call.params.purpose) continue
      consent.state = body.state === "granted" ? "granted" : "denied"
      consent.source = { kind: "user", id: "usr_2", name: "周以宁" }
      consent.at = new Date(NOW).toISOString()
    }
    return changed(personOf(row))
  }),
  on("GET /api/companies", (call) =>
    listOf(companies, call, (row) => `${row.name} ${row.domain ?? ""} ${row.city ?? ""}`),
  ),
  ...companyRoutes,
  on("GET /api/orders", (call) => listOf(orders, call, (row) => `${row.number} ${row.person?.name ?? ""}`)),
  on("POST /api/filter/check", async (call) => {
    const body = await call.json()
    const filter = String(body.text ?? "")
    try {
      const rows: object[] =
        body.object === "deal"
          ? deals.map(({ row }) => ({ ...row, ...row.fields }))
          : body.object === "lead"
            ? seenLeads()
            : body.object === "interaction"
              ? interactionRows
              : body.object === "activity"
                ? seenActivities()
                : people
      return { ok: true, text: filter, count: filtered(rows, plainFilter(filter)).length }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return {
        ok: false,
        text: filter,
        count: null,
        error: { code: "unknown_field", message: error.message, ...error.problem.detail },
      }
    }
  }),
  on("POST /api/undo/:batch", async (call) => {
    takesBack.get(call.params.batch ?? "")?.((await call.json()).force)
    return { undone: 1, skipped: 0, conflicts: [], batch: call.params.batch }
  }),
  on("POST /api/merges", (call) => changed(call.params)),
  on("DELETE /api/merges/:id", () =>
    changed(
      personOf(
        people[0] ??
          rowOf({
            method: "",
            url: new URL("x:/"),
            query: new URLSearchParams(),
            params: {},
            json: async () => ({}),
            body: async () => new ArrayBuffer(0),
          }),
      ),
    ),
  ),
  on("GET /api/merges/preview", (call) => {
    const [a, b] = [byId.get(call.query.get("a") ?? ""), byId.get(call.query.get("b") ?? "")]
    if (!a || !b) throw new Refusal(404, "not_found", "No such person")
    const fields = (["name", "city", "tier", "phone", "email", "member_no"] as const).map((key) => ({
      key,
      a: a[key],
      b: b[key],
      result: a[key] ?? b[key],
      from: a[key] ? ("a" as const) : ("b" as const),
    }))
    const blocked =
      a.member_no && b.member_no && a.member_no !== b.member_no
        ? [{ field: "member_no", code: "different", weight: -12, a: a.member_no, b: b.member_no }]
        : []
    return {
      a: personOf(a),
      b: personOf(b),
      fields,
      evidence: [
        {
          field: "city",
          code: a.city === b.city ? "equal" : "different",
          weight: a.city === b.city ? 1.2 : -0.8,
          a: a.city,
          b: b.city,
        },
      ],
      probability: 0.31,
      blocked,
    }
  }),
  on("DELETE /api/edges/:id", () => changed(null)),
  on("POST /api/test/message/:id", (call) => {
    const row = rowOf(call)
    const entry = item(row.id, {
      kind: "message",
      channel: "wechat",
      occurred_at: new Date().toISOString(),
      text: call.query.get("text") ?? "好的，谢谢！",
    })
    storyOf(row.id).push(entry)
    publish({ type: "interaction", person: row.id, item: entry })
    return entry
  }),
  on("GET /api/demo", () => ({ on: true, people: people.length, live: false })),
]

/** What the workspace has none of here: webhooks and rules. */
const none: FakeRoute[] = [
  on("GET /api/hooks", () => []),
  on("GET /api/connectors", () => []),
  on("GET /api/rules", () => []),
  on("GET /api/roles", (): Role[] =>
    (["admin", "manager", "service", "sales"] as const).map((key) => ({
      key,
      name: key,
      grants: {
        see: "all",
        create: "all",
        edit: "all",
        delete: "none",
        export: "none",
        share: "all",
        may: key === "admin" ? ["import", "leads", "users", "catalogue"] : key === "manager" ? ["import", "leads"] : [],
        hidden: [],
        locked: [],
      },
      views: {},
      users: 1,
      house: true,
    })),
  ),
  on("GET /api/settings/watch", () => ({ reads_per_hour: 3000 })),
]

/** Routes of features: add a file beside this one and list its routes here. */
const features: FakeRoute[][] = [
  importRoutes(publish),
  signInRoutes(() => {
    signedIn = true
  }),
  worthRoutes,
  auditRoutes,
  fileRoutes,
  salesRoutes({ filtered, listOf, changed }),
  productRoutes({ filtered, listOf, changed }),
  quoteRoutes({ filtered, listOf, changed }),
  // Before the leads themselves, whose ids would else take its paths for their own.
  assignmentRoutes({ filtered }),
  leadRoutes({ listOf, changed }),
  activityRoutes({ listOf, changed, publish }),
  revisitRoutes({ filtered, changed }),
  disputeRoutes(),
  noticeRoutes,
  reviewRoutes((row, filter) => filtered([row], filter).length > 0, changed),
  guestRoutes((request) => fakeAnswer(request)),
  orderRoutes,
  runsOnRoutes,
  qualityRoutes({ filtered, listOf }),
  homeRoutes,
  reportRoutes({ filtered }),
  dashboardRoutes,
  performanceRoutes,
  struckRoutes,
]

export const fakeAnswer = (request: Request): Promise<Response> =>
  respond([...core, ...none, ...features.flat()], request)
export const fakeMoment = at

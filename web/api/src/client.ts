// The typed client of the staff API.
// In: calls of pages and forms. Out: HTTP on the same origin, contract types, or a Failure that carries the Problem.
// It must never cache, retry a mutation, or know anything about screens.

import { type Answered, type Asked, type Asking, address, type Breakable, type Endpoint, filled } from "./call"
import type {
  AssignRuleWish,
  BulkWhat,
  BulkWho,
  CellRow,
  CompanyBulkWhat,
  CompanyMerge,
  Cycles,
  DealLineWish,
  DealMove,
  DealReasons,
  DealRole,
  DealWish,
  DisputeDecision,
  FieldChange,
  Grants,
  ImportPlan,
  LeadAssign,
  LeadCapturesWish,
  LeadConvert,
  LeadGuard,
  LeadReasons,
  LeadWish,
  LiveEvent,
  Locale,
  MailServerInput,
  Matching,
  MembershipWish,
  NeedKind,
  NeedState,
  NewField,
  NoticeWish,
  ObjectKind,
  OffersAsked,
  PipelineWish,
  PoolWish,
  Problem,
  PushWish,
  RateWish,
  RegistrationWish,
  RuleWish,
  SeatWish,
  Session,
  SourceInfo,
  SsoInput,
  TargetWish,
  TerritoryWish,
  ViewBody,
  WorthSettings,
} from "./contract"

type Teller = (problem: Problem) => string | undefined
let teller: Teller = () => undefined

/** Sets how problems are told; where the app has no words of its own, the server's sentence stands. */
export function tellProblems(words: Teller): void {
  teller = words
}

type Reach = (reached: boolean) => void
let reach: Reach = () => {}

/** Sets who is told after every request whether the server answered it. */
export function watchReach(listener: Reach): void {
  reach = listener
}

let ahead = 0

/** How many milliseconds this device's clock is ahead of the server's, as of the last answer. */
export const clockAhead = (): number => ahead

export class Failure extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(teller(problem) ?? problem.message)
    this.name = "Failure"
    this.problem = problem
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const requestId = response.headers.get("x-request-id") ?? undefined
  try {
    const body: Problem = await response.json()
    if (typeof body.code === "string") return { request_id: requestId, ...body }
  } catch {
    // A proxy or a crash answered something that is not ours; the status still says enough.
  }
  return {
    status: response.status,
    code: `http_${response.status}`,
    message: response.statusText,
    request_id: requestId,
  }
}

/** A request that may be sent twice and counts once, and one that can be broken off. */
export interface Sending extends Breakable {
  once?: string
}

/** What a proxy says in place of a server that is not there. */
const fromProxy = ({ status, code }: Problem) => code === `http_${status}` && [502, 503, 504].includes(status)

/** Whether the server was not there to answer. */
export const isUnreached = (error: unknown): boolean =>
  error instanceof Failure && (error.problem.code === "offline" || fromProxy(error.problem))

export const unreached = () => new Failure({ status: 0, code: "offline", message: "The server cannot be reached." })

async function send(method: string, path: string, body?: BodyInit | null, type?: string, how: Sending = {}) {
  const { once, signal, fresh } = how
  const headers: Record<string, string> = { accept: "application/json" }
  if (method !== "GET") headers["x-guanxi"] = "1"
  if (type) headers["content-type"] = type
  if (once !== undefined) headers["idempotency-key"] = once
  if (fresh) headers["cache-control"] = "no-cache"
  let response: Response
  try {
    response = await fetch(path, { method, headers, body, signal, credentials: "same-origin" })
  } catch (cause) {
    const late = signal?.reason instanceof DOMException && signal.reason.name === "TimeoutError"
    if (signal?.aborted && !late) throw cause
    reach(false)
    throw unreached()
  }
  if (!response.ok) {
    const problem = await readProblem(response)
    reach(!fromProxy(problem))
    throw new Failure(problem)
  }
  reach(true)
  const told = Date.parse(response.headers.get("date") ?? "")
  if (!Number.isNaN(told)) ahead = Date.now() - told
  return response
}

/** Calls an endpoint, in the words of the generated types. The calls of parts of the app that load by themselves are built on it. */
export async function call<E extends Endpoint>(endpoint: E, ...[ask]: Asking<E>): Promise<Answered<E>> {
  const asked: Asked = ask ?? {}
  const { body, once, signal, fresh } = asked
  const [method, place] = filled(endpoint, asked)
  const how = { once, signal, fresh }
  const sent =
    body instanceof Blob
      ? send(method, place, body, "application/octet-stream", how)
      : send(method, place, JSON.stringify(body), body === undefined ? undefined : "application/json", how)
  const response = await sent
  return response.status === 204 ? JSON.parse("null") : response.json()
}

/** The addresses of a kind of record. */
const under = (object: "person" | "company") => (object === "company" ? "companies" : "people")

export interface ListParams {
  filter?: string
  q?: string
  sort?: string
  limit?: number
  cursor?: string | null
}

export interface GroupParams {
  filter?: string
  q?: string
  by: string
  /** Keys of fields to be added up, with commas between them. */
  sums?: string
}

export interface DayParams {
  filter?: string
  q?: string
  by: string
  from: string
  to: string
  /** Rows shown of each day; four unless said. */
  each?: number
}

export interface MapParams {
  filter?: string
  q?: string
  west?: number
  south?: number
  east?: number
  north?: number
  /** 0 to 20, as of tiles on the web. */
  zoom?: number
  /** Rows shown of those inside the box. */
  rows?: number
}

export const api = {
  welcome: () => call("GET /api/welcome"),
  session: {
    get: () => call("GET /api/session"),
    open: (login: string, password: string) => call("POST /api/session", { body: { login, password } }),
    passkeyBegin: () => call("POST /api/session/passkey/begin"),
    passkey: (credential: object) => call("POST /api/session/passkey", { body: { credential } }),
    code: (code: string) => call("POST /api/session/code", { body: { code } }),
    change: (set: { locale?: Locale; theme?: Session["user"]["theme"]; name?: string }) =>
      call("PATCH /api/session", { body: set }),
    password: (current: string, next: string) => call("POST /api/session/password", { body: { current, next } }),
    close: () => call("DELETE /api/session"),
  },
  passkeys: {
    list: () => call("GET /api/session/passkeys"),
    begin: (password: string) => call("POST /api/session/passkeys/begin", { body: { password } }),
    add: (name: string, credential: object) => call("POST /api/session/passkeys", { body: { name, credential } }),
    remove: (passkey: string) => call("DELETE /api/session/passkeys/{id}", { path: { id: passkey } }),
  },
  factor: {
    get: () => call("GET /api/session/factor"),
    begin: () => call("POST /api/session/factor"),
    confirm: (code: string) => call("POST /api/session/factor/confirm", { body: { code } }),
    renewCodes: (password: string) => call("POST /api/session/factor/recovery", { body: { password } }),
    off: (password: string) => call("POST /api/session/factor/off", { body: { password } }),
  },
  objects: () => call("GET /api/objects"),
  quality: () => call("GET /api/quality"),
  fields: {
    create: (object: ObjectKind, field: NewField) =>
      call("POST /api/objects/{object}/fields", { path: { object }, body: field }),
    change: (object: ObjectKind, key: string, set: FieldChange) =>
      call("PATCH /api/objects/{object}/fields/{key}", { path: { object, key }, body: set }),
    remove: (object: ObjectKind, key: string) =>
      call("DELETE /api/objects/{object}/fields/{key}", { path: { object, key } }),
    removed: (object: ObjectKind) => call("GET /api/objects/{object}/fields/removed", { path: { object } }),
  },
  views: {
    list: () => call("GET /api/views"),
    create: (view: { object: ObjectKind; name: string; shared: boolean; pinned: boolean; body: ViewBody }) =>
      call("POST /api/views", { body: view }),
    change: (view: string, set: { name?: string; shared?: boolean; pinned?: boolean; body?: ViewBody }) =>
      call("PATCH /api/views/{id}", { path: { id: view }, body: set }),
    remove: (view: string) => call("DELETE /api/views/{id}", { path: { id: view } }),
    restore: (view: string) => call("POST /api/views/{id}/restore", { path: { id: view } }),
  },
  staff: {
    list: () => call("GET /api/staff"),
    create: (account: { login: string; name: string; role: string; team?: string; title?: string; email?: string }) =>
      call("POST /api/staff", { body: account }),
    change: (
      user: string,
      set: { name?: string; title?: string; role?: string; team?: string; email?: string; disabled?: boolean },
    ) => call("PATCH /api/staff/{id}", { path: { id: user }, body: set }),
    invite: (user: string) => call("POST /api/staff/{id}/invite", { path: { id: user } }),
    handOver: (user: string, to: string) => call("POST /api/staff/{id}/handover", { path: { id: user }, body: { to } }),
    resetFactor: (user: string) => call("POST /api/staff/{id}/factor/reset", { path: { id: user } }),
    lookAs: (user: string) => call("POST /api/session/as", { body: { user } }),
    lookBack: () => call("DELETE /api/session/as"),
  },
  invite: {
    look: (token: string) => call("GET /api/invite", { query: { token } }),
    accept: (token: string, password: string) => call("POST /api/invite", { body: { token, password } }),
  },
  password: {
    forgotten: (login: string, locale: Locale) => call("POST /api/password/forgotten", { body: { login, locale } }),
    look: (token: string) => call("GET /api/password/reset", { query: { token } }),
    reset: (token: string, password: string) => call("POST /api/password/reset", { body: { token, password } }),
  },
  roles: {
    list: () => call("GET /api/roles"),
    create: (name: string, grants: Grants) => call("POST /api/roles", { body: { name, grants } }),
    change: (
      key: string,
      set: { name?: string; grants?: Grants; views?: Partial<Record<ObjectKind, string | null>> },
    ) => call("PATCH /api/roles/{key}", { path: { key }, body: set }),
    remove: (key: string) => call("DELETE /api/roles/{key}", { path: { key } }),
  },
  teams: {
    list: () => call("GET /api/teams"),
    create: (name: string, parent?: string) => call("POST /api/teams", { body: { name, parent } }),
    change: (team: string, set: { name?: string; parent?: string }) =>
      call("PATCH /api/teams/{id}", { path: { id: team }, body: set }),
    remove: (team: string) => call("DELETE /api/teams/{id}", { path: { id: team } }),
  },
  follows: {
    list: () => call("GET /api/follows"),
    set: (person: string, on: boolean) =>
      call(`${on ? "PUT" : "DELETE"} /api/people/{id}/follow`, { path: { id: person } }),
  },
  membership: {
    get: () => call("GET /api/membership"),
    put: (wish: MembershipWish) => call("PUT /api/membership", { body: wish }),
    join: (person: string) => call("POST /api/people/{id}/membership", { path: { id: person } }),
  },
  review: {
    get: () => call("GET /api/review"),
    put: (wish: Cycles) => call("PUT /api/review", { body: wish }),
    done: (person: string) => call("POST /api/people/{id}/review", { path: { id: person } }),
  },
  worth: {
    get: () => call("GET /api/worth"),
    put: (wish: WorthSettings) => call("PUT /api/worth", { body: wish }),
    of: (person: string) => call("GET /api/people/{id}/worth", { path: { id: person } }),
  },
  needs: {
    of: (person: string) => call("GET /api/people/{id}/needs", { path: { id: person } }),
    list: (asked: { kind?: NeedKind; owner?: string; limit?: number; cursor?: string }, signal?: AbortSignal) =>
      call("GET /api/needs", { query: asked, signal }),
    decide: (need: string, state: NeedState) => call("PUT /api/needs/{id}", { path: { id: need }, body: { state } }),
    offers: (asked: OffersAsked, signal?: AbortSignal) => call("POST /api/offers", { body: asked, signal }),
  },
  portfolio: (days: number, signal?: AbortSignal) => call("GET /api/portfolio", { query: { days }, signal }),
  territories: {
    list: () => call("GET /api/territories"),
    create: (wish: TerritoryWish) => call("POST /api/territories", { body: wish }),
    change: (territory: string, wish: TerritoryWish) =>
      call("PATCH /api/territories/{id}", { path: { id: territory }, body: wish }),
    remove: (territory: string) => call("DELETE /api/territories/{id}", { path: { id: territory } }),
  },
  sessions: {
    list: () => call("GET /api/sessions"),
    end: (session: string) => call("DELETE /api/sessions/{id}", { path: { id: session } }),
  },
  keys: {
    list: () => call("GET /api/keys"),
    create: (name: string, scopes: string[], days?: number) => call("POST /api/keys", { body: { name, scopes, days } }),
    revoke: (key: string) => call("POST /api/keys/{id}/revoke", { path: { id: key } }),
  },
  rules: {
    list: () => call("GET /api/rules"),
    put: (object: string, key: string, rule: RuleWish) =>
      call("PUT /api/rules/{object}/{key}", { path: { object, key }, body: rule }),
    scan: () => call("POST /api/rules/scan"),
    breaches: (object: string, key: string, asked: { kind: string; cursor?: string | null }) =>
      call("GET /api/rules/{object}/{key}/breaches", { path: { object, key }, query: asked }),
  },
  watch: {
    get: () => call("GET /api/settings/watch"),
    set: (reads: number | null) => call("PUT /api/settings/watch", { body: { reads_per_hour: reads } }),
  },
  notices: {
    digest: () => call("GET /api/notices/digest"),
    setDigest: (on: boolean) => call("PUT /api/notices/digest", { body: { on } }),
    list: (cursor?: string | null) => call("GET /api/notices", { query: { cursor } }),
    read: (notice?: string) => call("POST /api/notices/read", { body: { id: notice } }),
    wanted: () => call("GET /api/notices/wanted"),
    want: (wish: NoticeWish) => call("PUT /api/notices/wanted", { body: wish }),
  },
  threads: {
    list: (record: string, cursor?: string | null) => call("GET /api/threads", { query: { record, cursor } }),
    colleagues: (record: string) => call("GET /api/threads/colleagues", { query: { record } }),
    begin: (wish: { record: string; item?: string; text: string }) => call("POST /api/threads", { body: wish }),
    settle: (thread: string, resolved: boolean) =>
      call("PATCH /api/threads/{id}", { path: { id: thread }, body: { resolved } }),
    reply: (thread: string, text: string) =>
      call("POST /api/threads/{id}/comments", { path: { id: thread }, body: { text } }),
    edit: (comment: string, text: string) =>
      call("PATCH /api/comments/{id}", { path: { id: comment }, body: { text } }),
    delete: (comment: string) => call("DELETE /api/comments/{id}", { path: { id: comment } }),
    restore: (comment: string) => call("POST /api/comments/{id}/restore", { path: { id: comment } }),
    past: (comment: string) => call("GET /api/comments/{id}/past", { path: { id: comment } }),
  },
  push: {
    look: () => call("GET /api/push"),
    subscribe: (wish: PushWish) => call("POST /api/push/devices", { body: wish }),
    remove: (device: string) => call("DELETE /api/push/devices/{id}", { path: { id: device } }),
    test: (device: string) => call("POST /api/push/devices/{id}/test", { path: { id: device } }),
    here: () => call("POST /api/push/here"),
  },
  audit: {
    list: (params: { user?: string; kind?: string; from?: string; to?: string; cursor?: string | null }) =>
      call("GET /api/audit", { query: params }),
    csvPath: (params: { user?: string; kind?: string; from?: string; to?: string }) =>
      address("GET /api/audit.csv", { query: params }),
  },
  users: () => call("GET /api/users"),
  search: (q: string, signal?: AbortSignal) => call("GET /api/search", { query: { q, limit: 20 }, signal }),
  people: {
    list: (params: ListParams, signal?: AbortSignal) => call("GET /api/people", { query: params, signal }),
    exportPath: (params: ListParams, format: "csv" | "xlsx") =>
      address(`GET /api/people/export.${format}`, { query: params }),
    get: (person: string, signal?: AbortSignal) => call("GET /api/people/{id}", { path: { id: person }, signal }),
    create: (fields: Record<string, unknown>, how?: Sending) => call("POST /api/people", { body: fields, ...how }),
    /** `was` is what the author had read; the server refuses with `changed` where somebody else wrote meanwhile. */
    set: (person: string, set: Record<string, unknown>, was?: Record<string, unknown>, how?: Sending) =>
      call("PATCH /api/people/{id}", { path: { id: person }, body: { set, was }, ...how }),
    remove: (person: string) => call("DELETE /api/people/{id}", { path: { id: person } }),
    groups: (params: GroupParams, signal?: AbortSignal) => call("GET /api/people/groups", { query: params, signal }),
    days: (params: DayParams, signal?: AbortSignal) => call("GET /api/people/days", { query: params, signal }),
    map: (params: MapParams, signal?: AbortSignal) => call("GET /api/people/map", { query: params, signal }),
    cells: (rows: CellRow[], check = false) => call("POST /api/people/cells", { body: { rows, check } }),
    nearby: (lat: number, lng: number, signal?: AbortSignal) =>
      call("GET /api/people/nearby", { query: { at: `${lat},${lng}` }, signal }),
    bulk: (who: BulkWho, what: BulkWhat, how?: Sending) =>
      call("POST /api/people/bulk", { body: { who, what }, ...how }),
    why: (person: string) => call("GET /api/people/{id}/why", { path: { id: person } }),
    share: (person: string, user: string, edit: boolean) =>
      call("PUT /api/people/{id}/shares/{user}", { path: { id: person, user }, body: { edit } }),
    unshare: (person: string, user: string) =>
      call("DELETE /api/people/{id}/shares/{user}", { path: { id: person, user } }),
    addIdentity: (person: string, kind: string, value: string) =>
      call("POST /api/people/{id}/identities", { path: { id: person }, body: { kind, value } }),
    removeIdentity: (person: string, identity: string) =>
      call("DELETE /api/people/{id}/identities/{identity}", { path: { id: person, identity } }),
    record: (person: string, interaction: NewInteraction, how?: Sending) =>
      call("POST /api/people/{id}/interactions", { path: { id: person }, body: interaction, ...how }),
    consent: (person: string, channel: string, purpose: string, state: "granted" | "denied") =>
      call("PUT /api/people/{id}/consents/{channel}/{purpose}", {
        path: { id: person, channel, purpose },
        body: { state },
      }),
    timeline: (
      person: string,
      params: { group?: string; q?: string; before?: string | null; limit?: number },
      signal?: AbortSignal,
    ) => call("GET /api/people/{id}/timeline", { path: { id: person }, query: params, signal }),
    changes: (person: string, cursor?: string | null) =>
      call("GET /api/people/{id}/changes", { path: { id: person }, query: { cursor } }),
  },
  households: {
    get: (of: string, signal?: AbortSignal) => call("GET /api/people/{id}/household", { path: { id: of }, signal }),
    interactions: (of: string, cursor?: string | null) =>
      call("GET /api/people/{id}/household/interactions", { path: { id: of }, query: { cursor } }),
    add: (of: string, person: string, role = "") =>
      call("POST /api/people/{id}/household", { path: { id: of }, body: { person, role } }),
    say: (of: string, mate: string, role: string) =>
      call("PATCH /api/people/{id}/household/{mate}", { path: { id: of, mate }, body: { role } }),
    remove: (of: string, mate: string) => call("DELETE /api/people/{id}/household/{mate}", { path: { id: of, mate } }),
  },
  pipelines: {
    list: () => call("GET /api/pipelines"),
    create: (wish: PipelineWish) => call("POST /api/pipelines", { body: wish }),
    change: (pipeline: string, wish: PipelineWish) =>
      call("PATCH /api/pipelines/{id}", { path: { id: pipeline }, body: wish }),
    remove: (pipeline: string) => call("DELETE /api/pipelines/{id}", { path: { id: pipeline } }),
  },
  deals: {
    list: (params: ListParams, signal?: AbortSignal) => call("GET /api/deals", { query: params, signal }),
    get: (deal: string) => call("GET /api/deals/{id}", { path: { id: deal } }),
    create: (wish: DealWish) => call("POST /api/deals", { body: wish }),
    set: (deal: string, set: Record<string, unknown>, was?: Record<string, unknown>) =>
      call("PATCH /api/deals/{id}", { path: { id: deal }, body: { set, was } }),
    remove: (deal: string) => call("DELETE /api/deals/{id}", { path: { id: deal } }),
    move: (deal: string, move: DealMove) => call("POST /api/deals/{id}/move", { path: { id: deal }, body: move }),
    changes: (deal: string, cursor?: string | null) =>
      call("GET /api/deals/{id}/changes", { path: { id: deal }, query: { cursor } }),
    addPerson: (deal: string, person: string, role: DealRole | null) =>
      call("POST /api/deals/{id}/people", { path: { id: deal }, body: { person, role } }),
    removePerson: (deal: string, person: string) =>
      call("DELETE /api/deals/{id}/people/{person}", { path: { id: deal, person } }),
    setLines: (deal: string, lines: DealLineWish[]) =>
      call("PUT /api/deals/{id}/lines", { path: { id: deal }, body: { lines } }),
    board: (
      params: { pipeline?: string; filter?: string; q?: string; sort?: string; each?: number },
      signal?: AbortSignal,
    ) => call("GET /api/deals/board", { query: params, signal }),
    forecast: (params: { pipeline?: string; period?: string; filter?: string; q?: string }, signal?: AbortSignal) =>
      call("GET /api/deals/forecast", { query: params, signal }),
    reasons: () => call("GET /api/deals/reasons"),
    setReasons: (wish: DealReasons) => call("PUT /api/deals/reasons", { body: wish }),
  },
  leads: {
    list: (params: ListParams, signal?: AbortSignal) => call("GET /api/leads", { query: params, signal }),
    get: (lead: string) => call("GET /api/leads/{id}", { path: { id: lead } }),
    create: (wish: LeadWish) => call("POST /api/leads", { body: wish }),
    set: (lead: string, set: Record<string, unknown>, was?: Record<string, unknown>) =>
      call("PATCH /api/leads/{id}", { path: { id: lead }, body: { set, was } }),
    remove: (lead: string) => call("DELETE /api/leads/{id}", { path: { id: lead } }),
    changes: (lead: string, cursor?: string | null) =>
      call("GET /api/leads/{id}/changes", { path: { id: lead }, query: { cursor } }),
    claim: (ids: string[]) => call("POST /api/leads/claim", { body: { ids } }),
    assign: (wish: LeadAssign) => call("POST /api/leads/assign", { body: wish }),
    release: (lead: string, reason: string, pool?: string) =>
      call("POST /api/leads/{id}/release", { path: { id: lead }, body: { reason, pool } }),
    drop: (lead: string, reason: string) => call("POST /api/leads/{id}/drop", { path: { id: lead }, body: { reason } }),
    reopen: (lead: string) => call("POST /api/leads/{id}/reopen", { path: { id: lead } }),
    guard: (lead: string, guard: LeadGuard) => call("PUT /api/leads/{id}/guard", { path: { id: lead }, body: guard }),
    conversion: (lead: string) => call("GET /api/leads/{id}/conversion", { path: { id: lead } }),
    convert: (lead: string, wish: LeadConvert) =>
      call("POST /api/leads/{id}/convert", { path: { id: lead }, body: wish }),
    dispute: (lead: string, text: string, ticket?: string) =>
      call("POST /api/leads/{id}/disputes", { path: { id: lead }, body: { text, ticket } }),
    reasons: () => call("GET /api/leads/reasons"),
    setReasons: (wish: LeadReasons) => call("PUT /api/leads/reasons", { body: wish }),
    captures: () => call("GET /api/leads/captures"),
    setCaptures: (wish: LeadCapturesWish) => call("PUT /api/leads/captures", { body: wish }),
    fairness: (params: { from: string; to: string }, signal?: AbortSignal) =>
      call("GET /api/leads/fairness", { query: params, signal }),
  },
  pools: {
    list: () => call("GET /api/pools"),
    create: (wish: PoolWish) => call("POST /api/pools", { body: wish }),
    change: (pool: string, wish: PoolWish) => call("PATCH /api/pools/{id}", { path: { id: pool }, body: wish }),
    remove: (pool: string) => call("DELETE /api/pools/{id}", { path: { id: pool } }),
  },
  assignment: {
    get: () => call("GET /api/assignment"),
    put: (rules: AssignRuleWish[], fallback: string | null) =>
      call("PUT /api/assignment", { body: { rules, fallback } }),
    seats: () => call("GET /api/assignment/seats"),
    setSeats: (seats: SeatWish[]) => call("PUT /api/assignment/seats", { body: { seats } }),
    simulate: (wish: { rules?: AssignRuleWish[]; fallback?: string | null; last?: number }) =>
      call("POST /api/assignment/simulate", { body: wish }),
  },
  disputes: {
    list: (params: { state?: "open" | "decided" | "all"; limit?: number; cursor?: string | null }) =>
      call("GET /api/disputes", { query: params }),
    get: (dispute: string) => call("GET /api/disputes/{id}", { path: { id: dispute } }),
    say: (dispute: string, text: string) =>
      call("POST /api/disputes/{id}/words", { path: { id: dispute }, body: { text } }),
    decide: (dispute: string, decision: DisputeDecision) =>
      call("POST /api/disputes/{id}/decide", { path: { id: dispute }, body: decision }),
    appeal: (dispute: string, text: string) =>
      call("POST /api/disputes/{id}/appeal", { path: { id: dispute }, body: { text } }),
    withdraw: (dispute: string) => call("POST /api/disputes/{id}/withdraw", { path: { id: dispute } }),
  },
  registrations: {
    list: (params: { q?: string; limit?: number; cursor?: string | null }) =>
      call("GET /api/registrations", { query: params }),
    create: (wish: RegistrationWish) => call("POST /api/registrations", { body: wish }),
    remove: (registration: string) => call("DELETE /api/registrations/{id}", { path: { id: registration } }),
  },
  targets: {
    get: (period: string) => call("GET /api/targets", { query: { period } }),
    put: (period: string, targets: TargetWish[]) => call("PUT /api/targets", { body: { period, targets } }),
  },
  rates: {
    get: () => call("GET /api/rates"),
    put: (rates: RateWish[]) => call("PUT /api/rates", { body: { rates } }),
  },
  companies: {
    list: (params: ListParams, signal?: AbortSignal) => call("GET /api/companies", { query: params, signal }),
    get: (company: string) => call("GET /api/companies/{id}", { path: { id: company } }),
    create: (fields: { name: string; [field: string]: unknown }, anyway = false) =>
      call("POST /api/companies", { body: anyway ? { ...fields, anyway } : fields }),
    /** `was` is what the author had read; the server refuses with `changed` where somebody else wrote meanwhile. */
    set: (company: string, set: Record<string, unknown>, was?: Record<string, unknown>) =>
      call("PATCH /api/companies/{id}", { path: { id: company }, body: { set, was } }),
    remove: (company: string) => call("DELETE /api/companies/{id}", { path: { id: company } }),
    merge: (merge: CompanyMerge) => call("POST /api/companies/merge", { body: merge }),
    groups: (params: GroupParams, signal?: AbortSignal) => call("GET /api/companies/groups", { query: params, signal }),
    map: (params: MapParams, signal?: AbortSignal) => call("GET /api/companies/map", { query: params, signal }),
    days: (params: DayParams, signal?: AbortSignal) => call("GET /api/companies/days", { query: params, signal }),
    exportPath: (params: ListParams, format: "csv" | "xlsx") =>
      address(`GET /api/companies/export.${format}`, { query: params }),
    bulk: (who: BulkWho, what: CompanyBulkWhat) => call("POST /api/companies/bulk", { body: { who, what } }),
    cells: (rows: CellRow[], check = false) => call("POST /api/companies/cells", { body: { rows, check } }),
    interactions: (company: string, cursor?: string | null) =>
      call("GET /api/companies/{id}/interactions", { path: { id: company }, query: { cursor } }),
    changes: (company: string, cursor?: string | null) =>
      call("GET /api/companies/{id}/changes", { path: { id: company }, query: { cursor } }),
  },
  files: {
    limits: () => call("GET /api/files"),
    upload: (file: File) => call("POST /api/files", { query: { name: file.name }, body: file }),
    contentPath: (file: string, download = false) =>
      address("GET /api/files/{id}/content", { path: { id: file }, query: { download: download || null } }),
    of: (object: "person" | "company", row: string) =>
      call(`GET /api/${under(object)}/{id}/files`, { path: { id: row } }),
    setCategories: (categories: string[]) => call("PUT /api/files/categories", { body: { categories } }),
    add: (object: "person" | "company", row: string, file: string, category?: string | null) =>
      call(`POST /api/${under(object)}/{id}/files`, { path: { id: row }, body: { file, category } }),
    say: (object: "person" | "company", row: string, file: string, category: string | null) =>
      call(`PATCH /api/${under(object)}/{id}/files/{file}`, { path: { id: row, file }, body: { category } }),
    remove: (object: "person" | "company", row: string, file: string) =>
      call(`DELETE /api/${under(object)}/{id}/files/{file}`, { path: { id: row, file } }),
  },
  orders: {
    list: (params: ListParams, signal?: AbortSignal) => call("GET /api/orders", { query: params, signal }),
    groups: (params: GroupParams, signal?: AbortSignal) => call("GET /api/orders/groups", { query: params, signal }),
    days: (params: DayParams, signal?: AbortSignal) => call("GET /api/orders/days", { query: params, signal }),
    cells: (rows: CellRow[], check = false) => call("POST /api/orders/cells", { body: { rows, check } }),
    set: (order: string, set: Record<string, unknown>) =>
      call("PATCH /api/orders/{id}", { path: { id: order }, body: { set } }),
    bulk: (who: BulkWho, set: Record<string, unknown>) =>
      call("POST /api/orders/bulk", { body: { who, what: { set } } }),
    changes: (order: string, cursor?: string | null) =>
      call("GET /api/orders/{id}/changes", { path: { id: order }, query: { cursor } }),
    exportPath: (params: ListParams, format: "csv" | "xlsx") =>
      address(`GET /api/orders/export.${format}`, { query: params }),
  },
  interactions: {
    list: (params: ListParams, signal?: AbortSignal) => call("GET /api/interactions", { query: params, signal }),
    groups: (params: GroupParams, signal?: AbortSignal) =>
      call("GET /api/interactions/groups", { query: params, signal }),
    days: (params: DayParams, signal?: AbortSignal) => call("GET /api/interactions/days", { query: params, signal }),
    cells: (rows: CellRow[], check = false) => call("POST /api/interactions/cells", { body: { rows, check } }),
    /** Strikes out what a colleague noted by mistake. */
    strike: (interaction: string) => call("DELETE /api/interactions/{id}", { path: { id: interaction } }),
    struck: (person: string) => call("GET /api/people/{id}/struck", { path: { id: person } }),
    set: (interaction: string, set: Record<string, unknown>) =>
      call("PATCH /api/interactions/{id}", { path: { id: interaction }, body: { set } }),
    bulk: (who: BulkWho, set: Record<string, unknown>) =>
      call("POST /api/interactions/bulk", { body: { who, what: { set } } }),
    changes: (interaction: string, cursor?: string | null) =>
      call("GET /api/interactions/{id}/changes", { path: { id: interaction }, query: { cursor } }),
    exportPath: (params: ListParams, format: "csv" | "xlsx") =>
      address(`GET /api/interactions/export.${format}`, { query: params }),
    /** How many there are, up to one page; enough to know whether there are any. */
    count: async (filter: string) => (await call("GET /api/interactions", { query: { filter, limit: 1 } })).rows.length,
  },
  edges: {
    create: (kind: string, from: string, to: string, title?: string) =>
      call("POST /api/edges", { body: { kind, from, to, title } }),
    remove: (edge: string) => call("DELETE /api/edges/{id}", { path: { id: edge } }),
  },
  filter: {
    check: (object: ObjectKind, text: string, signal?: AbortSignal) =>
      call("POST /api/filter/check", { body: { object, text }, signal }),
  },
  /** A merge is no batch of changes but an edge; what takes it back is its own call. */
  undo: async (batch: string, force?: string[]): Promise<void> => {
    if (batch.startsWith("mrg_")) await call("DELETE /api/merges/{id}", { path: { id: batch } })
    else await call("POST /api/undo/{batch}", { path: { batch }, body: { force } })
  },
  merges: {
    create: (winner: string, loser: string) => call("POST /api/merges", { body: { winner, loser } }),
    undo: (merge: string) => call("DELETE /api/merges/{id}", { path: { id: merge } }),
    preview: (a: string, b: string) => call("GET /api/merges/preview", { query: { a, b } }),
  },
  duplicates: {
    list: (state: "open" | "same" | "different" | "later", cursor?: string | null, limit?: number) =>
      call("GET /api/duplicates", { query: { state, cursor, limit } }),
    decide: (proposal: string, decision: "same" | "different" | "later", winner?: string) =>
      call("POST /api/duplicates/{id}", { path: { id: proposal }, body: { decision, winner } }),
    scan: () => call("POST /api/duplicates/scan"),
    scanState: () => call("GET /api/duplicates/scan"),
  },
  settings: {
    signIn: () => call("GET /api/settings/sign-in"),
    setSignIn: (set: { demand_factor?: boolean; address?: string }) => call("PUT /api/settings/sign-in", { body: set }),
    sso: () => call("GET /api/settings/sso"),
    setSso: (provider: SsoInput) => call("PUT /api/settings/sso", { body: provider }),
    testSso: () => call("POST /api/settings/sso/test"),
    mail: () => call("GET /api/settings/mail"),
    setMail: (server: MailServerInput) => call("PUT /api/settings/mail", { body: server }),
    testMail: () => call("POST /api/settings/mail/test"),
    matching: () => call("GET /api/settings/matching"),
    setMatching: (matching: Matching) => call("PUT /api/settings/matching", { body: matching }),
  },
  imports: {
    list: () => call("GET /api/imports"),
    get: (one: string) => call("GET /api/imports/{id}", { path: { id: one } }),
    upload: (file: File) => call("POST /api/imports", { query: { name: file.name }, body: file }),
    preview: (one: string, plan: ImportPlan) =>
      call("POST /api/imports/{id}/preview", { path: { id: one }, body: plan }),
    start: (one: string, plan: ImportPlan) => call("POST /api/imports/{id}/start", { path: { id: one }, body: plan }),
    refused: (one: string, cursor?: string | null) =>
      call("GET /api/imports/{id}/refused", { path: { id: one }, query: { cursor } }),
    refusedPath: (one: string) => address("GET /api/imports/{id}/refused.csv", { path: { id: one } }),
    revert: (one: string, force?: string[]) =>
      call("POST /api/imports/{id}/revert", { path: { id: one }, body: { force } }),
    remove: (one: string) => call("DELETE /api/imports/{id}", { path: { id: one } }),
  },
  ingest: {
    health: () => call("GET /api/ingest/health"),
    refused: (cursor?: string | null) => call("GET /api/ingest/refused", { query: { cursor } }),
    refusedRawPath: (one: string) => address("GET /api/ingest/refused/{id}/raw", { path: { id: one } }),
  },
  sources: {
    list: () => call("GET /api/sources"),
    create: (name: string, kind: SourceInfo["kind"]) => call("POST /api/sources", { body: { name, kind } }),
    change: (source: string, set: { name?: string; paused?: boolean }) =>
      call("PATCH /api/sources/{id}", { path: { id: source }, body: set }),
    addKey: (source: string, name: string) =>
      call("POST /api/sources/{id}/keys", { path: { id: source }, body: { name } }),
    removeKey: (key: string) => call("DELETE /api/keys/{id}", { path: { id: key } }),
  },
  demo: {
    get: () => call("GET /api/demo"),
    live: (on: boolean) => call("POST /api/demo/live", { body: { on } }),
    remove: () => call("DELETE /api/demo"),
  },
}

export interface NewInteraction {
  kind: "note" | "call" | "visit" | "meeting" | "attendance" | "repair"
  text: string
  title?: string
  occurred_at?: string
  props?: Record<string, unknown>
  /** Ids of files to be attached, at most ten. */
  files?: string[]
}

// ── live ───────────────────────────────────────────────────────────────────
// One stream serves the whole tab, because a browser allows six connections per origin:
// subscribers name topics, the hub asks for their union, and reopens with a growing pause when the stream breaks.

type Listener = (event: LiveEvent) => void
const listeners = new Map<Listener, string[]>()
let stream: EventSource | null = null
let opened = ""
let pause = 500
let timer: ReturnType<typeof setTimeout> | undefined

function reopen() {
  const topics = [...new Set([...listeners.values()].flat())].sort().join(",")
  if (topics === opened && stream !== null && stream.readyState !== EventSource.CLOSED) return
  stream?.close()
  stream = null
  opened = topics
  if (topics === "") return
  const next = new EventSource(address("GET /api/live", { query: { topics } }))
  stream = next
  next.onmessage = (message) => {
    pause = 500
    const event: LiveEvent = JSON.parse(message.data)
    for (const listener of [...listeners.keys()]) listener(event)
  }
  next.onerror = () => {
    if (stream !== next) return
    next.close()
    schedule(pause)
    pause = Math.min(pause * 2, 30_000)
  }
}

function schedule(after: number) {
  clearTimeout(timer)
  timer = setTimeout(reopen, after)
}

/** Listens to topics until the returned function is called. `ready` arrives at every (re)connection: refetch then. */
export function live(topics: string[], listener: Listener): () => void {
  listeners.set(listener, topics)
  schedule(30)
  return () => {
    listeners.delete(listener)
    schedule(200)
  }
}

// The typed client of the staff API.
// In: calls of pages and forms. Out: HTTP on the same origin, contract types, or a Failure that carries the Problem.
// It must never cache, retry a mutation, or know anything about screens.

import type {
  Account,
  ApiKey,
  Assignment,
  AssignRuleWish,
  AuditLine,
  BulkDone,
  BulkWhat,
  BulkWho,
  CellRow,
  CellsDone,
  Changed,
  ChangeRow,
  CommentPast,
  Company,
  CompanyBulkWhat,
  CompanyItem,
  CompanyRow,
  Connector,
  ConnectorEntries,
  ConnectorLook,
  ConnectorMapped,
  ConnectorOptions,
  ConnectorPlace,
  ConnectorRun,
  ConnectorWish,
  Cycles,
  Days,
  Deal,
  DealBoard,
  DealForecast,
  DealLineWish,
  DealMove,
  DealReasons,
  DealRole,
  DealRow,
  DealWish,
  Digest,
  Dispute,
  DisputeDecision,
  Erasure,
  ErasurePlan,
  Factor,
  Fairness,
  Field,
  FieldChange,
  FieldRule,
  FileInfo,
  FileLimits,
  FilterCheck,
  Followed,
  Grants,
  Groups,
  Hook,
  HookDelivery,
  HookWish,
  HouseholdPage,
  ImportInfo,
  ImportPlan,
  ImportPreview,
  IngestHealth,
  InteractionRow,
  InviteLink,
  Joined,
  KeptFiles,
  KeyInfo,
  Lead,
  LeadAssign,
  LeadCaptures,
  LeadCapturesWish,
  LeadConversion,
  LeadConvert,
  LeadConverted,
  LeadGuard,
  LeadReasons,
  LeadRow,
  LeadsDone,
  LeadWish,
  LiveEvent,
  Locale,
  MailServerInput,
  MailSettings,
  Mapped,
  MarkKind,
  Matching,
  Membership,
  MembershipWish,
  MergePreview,
  Named,
  Nearby,
  Need,
  NeedKind,
  NeedPage,
  NeedState,
  NewFactor,
  NewField,
  NewPrivacyRequest,
  Notice,
  NoticeChoice,
  NoticeWish,
  ObjectInfo,
  ObjectKind,
  OrderRow,
  OwnSession,
  Page,
  Passkey,
  Person,
  PersonPrivacy,
  PersonRow,
  PersonWorth,
  Pipeline,
  PipelineWish,
  Pool,
  PoolWish,
  Portfolio,
  PrivacyAct,
  PrivacyClass,
  PrivacyOverview,
  PrivacyRequest,
  PrivacyRequestWhole,
  PrivacySettings,
  Problem,
  Proposal,
  Pushing,
  PushWish,
  Quality,
  Rates,
  RateWish,
  RecoveryCodes,
  RefusedInput,
  RefusedRow,
  Register,
  Registration,
  RegistrationWish,
  RemovedField,
  Retention,
  RetentionRules,
  Reviews,
  Role,
  RuleBreach,
  RuleWish,
  ScanProgress,
  SearchResult,
  Seat,
  SeatWish,
  SecondStep,
  Session,
  SignInRules,
  Simulation,
  SourceInfo,
  SsoInput,
  SsoSettings,
  TalkColleague,
  Targets,
  TargetWish,
  Team,
  Territories,
  TerritoryWish,
  Thread,
  Threads,
  Tied,
  Timeline,
  TimelineItem,
  UndoResult,
  View,
  ViewBody,
  Watching,
  Welcome,
  Why,
  Worth,
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

type Scalar = string | number | boolean | null | undefined
type Params = Record<string, Scalar>

export function queryText(params: Params): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value))
  }
  const text = search.toString()
  return text === "" ? "" : `?${text}`
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

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE"

/** A request that may be sent twice and counts once, and one that can be broken off. */
export interface Sending {
  once?: string
  signal?: AbortSignal
}

/** What a proxy says in place of a server that is not there. */
const fromProxy = ({ status, code }: Problem) => code === `http_${status}` && [502, 503, 504].includes(status)

/** Whether the server was not there to answer. */
export const isUnreached = (error: unknown): boolean =>
  error instanceof Failure && (error.problem.code === "offline" || fromProxy(error.problem))

export const unreached = () => new Failure({ status: 0, code: "offline", message: "The server cannot be reached." })

async function send(method: Method, path: string, body?: BodyInit | null, type?: string, how: Sending = {}) {
  const { once, signal } = how
  const headers: Record<string, string> = { accept: "application/json" }
  if (method !== "GET") headers["x-guanxi"] = "1"
  if (type) headers["content-type"] = type
  if (once !== undefined) headers["idempotency-key"] = once
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

/** One call that answers JSON. The calls of parts of the app that load by themselves are built on it. */
export async function json<T>(method: Method, path: string, body?: unknown, how?: Sending): Promise<T> {
  const text = body === undefined ? null : JSON.stringify(body)
  const response = await send(method, path, text, text === null ? undefined : "application/json", how)
  return response.status === 204 ? JSON.parse("null") : response.json()
}

export const get = <T>(path: string, params: Params = {}, signal?: AbortSignal) =>
  json<T>("GET", path + queryText(params), undefined, { signal })

const id = encodeURIComponent

const recordPath = (object: "person" | "company", row: string) =>
  `/api/${object === "company" ? "companies" : "people"}/${id(row)}`

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

const list = (params: ListParams): Params => ({ ...params })

export const api = {
  welcome: () => get<Welcome>("/api/welcome"),
  session: {
    get: () => get<Session>("/api/session"),
    open: (login: string, password: string) =>
      json<Session | { second: SecondStep }>("POST", "/api/session", { login, password }),
    passkeyBegin: <Options>() => json<Options>("POST", "/api/session/passkey/begin"),
    passkey: (credential: unknown) => json<null>("POST", "/api/session/passkey", { credential }),
    code: (code: string) => json<null>("POST", "/api/session/code", { code }),
    change: (set: { locale?: Locale; theme?: Session["user"]["theme"]; name?: string }) =>
      json<Session>("PATCH", "/api/session", set),
    password: (current: string, next: string) => json<null>("POST", "/api/session/password", { current, next }),
    close: () => json<null>("DELETE", "/api/session"),
  },
  passkeys: {
    list: () => get<Passkey[]>("/api/session/passkeys"),
    begin: <Options>(password: string) => json<Options>("POST", "/api/session/passkeys/begin", { password }),
    add: (name: string, credential: unknown) => json<Passkey[]>("POST", "/api/session/passkeys", { name, credential }),
    remove: (passkey: string) => json<null>("DELETE", `/api/session/passkeys/${id(passkey)}`),
  },
  factor: {
    get: () => get<Factor>("/api/session/factor"),
    begin: () => json<NewFactor>("POST", "/api/session/factor"),
    confirm: (code: string) => json<RecoveryCodes>("POST", "/api/session/factor/confirm", { code }),
    renewCodes: (password: string) => json<RecoveryCodes>("POST", "/api/session/factor/recovery", { password }),
    off: (password: string) => json<null>("POST", "/api/session/factor/off", { password }),
  },
  objects: () => get<ObjectInfo[]>("/api/objects"),
  quality: () => get<Quality>("/api/quality"),
  fields: {
    create: (object: ObjectKind, field: NewField) =>
      json<Changed<Field>>("POST", `/api/objects/${object}/fields`, field),
    change: (object: ObjectKind, key: string, set: FieldChange) =>
      json<Changed<Field>>("PATCH", `/api/objects/${object}/fields/${id(key)}`, set),
    remove: (object: ObjectKind, key: string) =>
      json<Changed<null>>("DELETE", `/api/objects/${object}/fields/${id(key)}`),
    removed: (object: ObjectKind) => get<RemovedField[]>(`/api/objects/${object}/fields/removed`),
  },
  views: {
    list: () => get<View[]>("/api/views"),
    create: (view: { object: ObjectKind; name: string; shared: boolean; pinned: boolean; body: ViewBody }) =>
      json<View>("POST", "/api/views", view),
    change: (view: string, set: { name?: string; shared?: boolean; pinned?: boolean; body?: ViewBody }) =>
      json<View>("PATCH", `/api/views/${id(view)}`, set),
    remove: (view: string) => json<unknown>("DELETE", `/api/views/${id(view)}`),
    restore: (view: string) => json<View>("POST", `/api/views/${id(view)}/restore`),
  },
  staff: {
    list: () => get<Account[]>("/api/staff"),
    create: (account: { login: string; name: string; role: string; team?: string; title?: string; email?: string }) =>
      json<{ account: Account; invite: InviteLink }>("POST", "/api/staff", account),
    change: (
      user: string,
      set: { name?: string; title?: string; role?: string; team?: string; email?: string; disabled?: boolean },
    ) => json<Account>("PATCH", `/api/staff/${id(user)}`, set),
    invite: (user: string) => json<InviteLink>("POST", `/api/staff/${id(user)}/invite`),
    handOver: (user: string, to: string) => json<BulkDone>("POST", `/api/staff/${id(user)}/handover`, { to }),
    resetFactor: (user: string) => json<null>("POST", `/api/staff/${id(user)}/factor/reset`),
    lookAs: (user: string) => json<unknown>("POST", "/api/session/as", { user }),
    lookBack: () => json<unknown>("DELETE", "/api/session/as"),
  },
  invite: {
    look: (token: string) => get<{ login: string; name: string }>("/api/invite", { token }),
    accept: (token: string, password: string) =>
      json<{ second: SecondStep } | null>("POST", "/api/invite", { token, password }),
  },
  password: {
    forgotten: (login: string, locale: Locale) => json<null>("POST", "/api/password/forgotten", { login, locale }),
    look: (token: string) => get<{ login: string; name: string }>("/api/password/reset", { token }),
    reset: (token: string, password: string) =>
      json<{ second: SecondStep } | null>("POST", "/api/password/reset", { token, password }),
  },
  roles: {
    list: () => get<Role[]>("/api/roles"),
    create: (name: string, grants: Grants) => json<Role>("POST", "/api/roles", { name, grants }),
    change: (
      key: string,
      set: { name?: string; grants?: Grants; views?: Partial<Record<ObjectKind, string | null>> },
    ) => json<Role>("PATCH", `/api/roles/${id(key)}`, set),
    remove: (key: string) => json<unknown>("DELETE", `/api/roles/${id(key)}`),
  },
  teams: {
    list: () => get<Team[]>("/api/teams"),
    create: (name: string, parent?: string) => json<Team[]>("POST", "/api/teams", { name, parent }),
    change: (team: string, set: { name?: string; parent?: string }) =>
      json<Team[]>("PATCH", `/api/teams/${id(team)}`, set),
    remove: (team: string) => json<Team[]>("DELETE", `/api/teams/${id(team)}`),
  },
  follows: {
    list: () => get<Followed>("/api/follows"),
    set: (person: string, on: boolean) => json<Followed>(on ? "PUT" : "DELETE", `/api/people/${id(person)}/follow`),
  },
  privacy: {
    get: () => get<PrivacyOverview>("/api/privacy"),
    set: (wish: PrivacySettings) => json<PrivacyOverview>("PUT", "/api/privacy", wish),
    requests: (state: string, kind: string) =>
      get<PrivacyRequest[]>(`/api/privacy/requests${queryText({ state, kind })}`),
    request: (request: string) => get<PrivacyRequestWhole>(`/api/privacy/requests/${id(request)}`),
    make: (wish: NewPrivacyRequest) => json<PrivacyRequestWhole>("POST", "/api/privacy/requests", wish),
    act: (request: string, act: PrivacyAct) =>
      json<PrivacyRequestWhole>("POST", `/api/privacy/requests/${id(request)}/steps`, act),
    person: (person: string) => get<PersonPrivacy>(`/api/privacy/people/${id(person)}`),
    mark: (person: string, kind: MarkKind, reason: string) =>
      json<PersonPrivacy>("PUT", `/api/privacy/people/${id(person)}/marks/${kind}`, { reason }),
    unmark: (person: string, kind: MarkKind) =>
      json<PersonPrivacy>("DELETE", `/api/privacy/people/${id(person)}/marks/${kind}`),
    copyUrl: (person: string, locale: string, request?: string) =>
      `/api/privacy/people/${id(person)}/copy.zip${queryText({ locale, request })}`,
    plan: (person: string) => get<ErasurePlan>(`/api/privacy/people/${id(person)}/erasure`),
    erase: (person: string, confirm: string, request?: string) =>
      json<Erasure>("POST", `/api/privacy/people/${id(person)}/erasure`, { confirm, request }),
    erasures: () => get<Erasure[]>("/api/privacy/erasures"),
    retention: () => get<Retention>("/api/privacy/retention"),
    preview: (rules: RetentionRules) => json<Retention>("POST", "/api/privacy/retention/preview", rules),
    setRetention: (rules: RetentionRules) => json<Retention>("PUT", "/api/privacy/retention", rules),
    register: () => get<Register>("/api/privacy/register"),
    setField: (object: ObjectKind, key: string, wish: { class: PrivacyClass; purpose: string }) =>
      json<Register>("PUT", `/api/privacy/fields/${object}/${id(key)}`, wish),
  },
  membership: {
    get: () => get<Membership>("/api/membership"),
    put: (wish: MembershipWish) => json<Membership>("PUT", "/api/membership", wish),
    join: (person: string) => json<Changed<Person | null>>("POST", `/api/people/${id(person)}/membership`),
  },
  review: {
    get: () => get<Reviews>("/api/review"),
    put: (wish: Cycles) => json<Reviews>("PUT", "/api/review", wish),
    done: (person: string) => json<Changed<Person | null>>("POST", `/api/people/${id(person)}/review`),
  },
  worth: {
    get: () => get<Worth>("/api/worth"),
    put: (wish: WorthSettings) => json<Worth>("PUT", "/api/worth", wish),
    of: (person: string) => get<PersonWorth>(`/api/people/${id(person)}/worth`),
  },
  needs: {
    of: (person: string) => get<Need[]>(`/api/people/${id(person)}/needs`),
    list: (asked: { kind?: NeedKind; owner?: string; limit?: number; cursor?: string }, signal?: AbortSignal) =>
      get<NeedPage>("/api/needs", asked, signal),
    decide: (need: string, state: NeedState) => json<Need>("PUT", `/api/needs/${id(need)}`, { state }),
  },
  portfolio: (days: number, signal?: AbortSignal) => get<Portfolio>("/api/portfolio", { days }, signal),
  territories: {
    list: () => get<Territories>("/api/territories"),
    create: (wish: TerritoryWish) => json<Territories>("POST", "/api/territories", wish),
    change: (territory: string, wish: TerritoryWish) =>
      json<Territories>("PATCH", `/api/territories/${id(territory)}`, wish),
    remove: (territory: string) => json<Territories>("DELETE", `/api/territories/${id(territory)}`),
  },
  sessions: {
    list: () => get<OwnSession[]>("/api/sessions"),
    end: (session: string) => json<{ ended: number }>("DELETE", `/api/sessions/${id(session)}`),
  },
  keys: {
    list: () => get<ApiKey[]>("/api/keys"),
    create: (name: string, scopes: string[], days?: number) =>
      json<ApiKey>("POST", "/api/keys", { name, scopes, days }),
    revoke: (key: string) => json<ApiKey>("POST", `/api/keys/${id(key)}/revoke`),
  },
  rules: {
    list: () => get<FieldRule[]>("/api/rules"),
    put: (object: string, key: string, rule: RuleWish) =>
      json<FieldRule[]>("PUT", `/api/rules/${id(object)}/${id(key)}`, rule),
    scan: () => json<{ started: boolean }>("POST", "/api/rules/scan"),
    breaches: (object: string, key: string, asked: { kind: string; cursor?: string | null }) =>
      get<{ rows: RuleBreach[]; next: string | null }>(`/api/rules/${id(object)}/${id(key)}/breaches`, asked),
  },
  watch: {
    get: () => get<Watching>("/api/settings/watch"),
    set: (reads: number | null) => json<Watching>("PUT", "/api/settings/watch", { reads_per_hour: reads }),
  },
  hooks: {
    list: () => get<Hook[]>("/api/hooks"),
    create: (wish: HookWish) => json<Hook>("POST", "/api/hooks", wish),
    change: (hook: string, wish: HookWish) => json<Hook>("PATCH", `/api/hooks/${id(hook)}`, wish),
    remove: (hook: string) => json<null>("DELETE", `/api/hooks/${id(hook)}`),
    newSecret: (hook: string) => json<Hook>("POST", `/api/hooks/${id(hook)}/secret`),
    test: (hook: string) => json<HookDelivery>("POST", `/api/hooks/${id(hook)}/test`),
    deliveries: (hook: string, asked: { state?: string; cursor?: string | null }) =>
      get<{ rows: HookDelivery[]; next: string | null }>(`/api/hooks/${id(hook)}/deliveries`, asked),
    delivery: (delivery: string) => get<HookDelivery>(`/api/hooks/deliveries/${id(delivery)}`),
    resend: (delivery: string) => json<HookDelivery>("POST", `/api/hooks/deliveries/${id(delivery)}/resend`),
  },
  connectors: {
    list: () => get<Connector[]>("/api/connectors"),
    get: (connector: string) => get<Connector>(`/api/connectors/${id(connector)}`),
    create: (wish: ConnectorWish) => json<Connector>("POST", "/api/connectors", wish),
    change: (connector: string, wish: ConnectorWish) =>
      json<Connector>("PATCH", `/api/connectors/${id(connector)}`, wish),
    remove: (connector: string) => json<null>("DELETE", `/api/connectors/${id(connector)}`),
    look: (wish: { place: ConnectorPlace; object?: string; secret?: string; connector?: string }) =>
      json<ConnectorLook>("POST", "/api/connectors/look", wish),
    preview: (wish: {
      object: string
      key: string
      mapping: ConnectorMapped[]
      options: ConnectorOptions
      columns: string[]
      rows: string[][]
    }) => json<ImportPreview>("POST", "/api/connectors/preview", wish),
    run: (connector: string, compare: boolean) =>
      json<ConnectorRun>("POST", `/api/connectors/${id(connector)}/run`, { compare }),
    runs: (connector: string, cursor?: string | null) =>
      get<{ rows: ConnectorRun[]; next: string | null }>(`/api/connectors/${id(connector)}/runs`, { cursor }),
    runOf: (run: string) => get<ConnectorRun>(`/api/connectors/runs/${id(run)}`),
    entries: (run: string, asked: { kind?: string; field?: string; cursor?: string | null }) =>
      get<ConnectorEntries>(`/api/connectors/runs/${id(run)}/entries`, asked),
    csv: (run: string) => `/api/connectors/runs/${id(run)}/entries.csv`,
  },
  notices: {
    digest: () => get<Digest>("/api/notices/digest"),
    setDigest: (on: boolean) => json<Digest>("PUT", "/api/notices/digest", { on }),
    list: (cursor?: string | null) =>
      get<{ rows: Notice[]; next: string | null; unread: number }>("/api/notices", { cursor }),
    read: (notice?: string) => json<{ unread: number }>("POST", "/api/notices/read", { id: notice }),
    wanted: () => get<NoticeChoice[]>("/api/notices/wanted"),
    want: (wish: NoticeWish) => json<NoticeChoice[]>("PUT", "/api/notices/wanted", wish),
  },
  threads: {
    list: (record: string, cursor?: string | null) => get<Threads>("/api/threads", { record, cursor }),
    colleagues: (record: string) => get<TalkColleague[]>("/api/threads/colleagues", { record }),
    begin: (wish: { record: string; item?: string; text: string }) => json<Thread>("POST", "/api/threads", wish),
    settle: (thread: string, resolved: boolean) => json<Thread>("PATCH", `/api/threads/${id(thread)}`, { resolved }),
    reply: (thread: string, text: string) => json<Thread>("POST", `/api/threads/${id(thread)}/comments`, { text }),
    edit: (comment: string, text: string) => json<Thread>("PATCH", `/api/comments/${id(comment)}`, { text }),
    delete: (comment: string) => json<Thread>("DELETE", `/api/comments/${id(comment)}`),
    restore: (comment: string) => json<Thread>("POST", `/api/comments/${id(comment)}/restore`, {}),
    past: (comment: string) => get<CommentPast[]>(`/api/comments/${id(comment)}/past`),
  },
  push: {
    look: () => get<Pushing>("/api/push"),
    subscribe: (wish: PushWish) => json<Pushing>("POST", "/api/push/devices", wish),
    remove: (device: string) => json<Pushing>("DELETE", `/api/push/devices/${id(device)}`),
    test: (device: string) => json<Record<string, never>>("POST", `/api/push/devices/${id(device)}/test`, {}),
    here: () => json<{ devices: boolean }>("POST", "/api/push/here", {}),
  },
  audit: {
    /** `from` and `to` are days of the workspace, both counted in, or instants. */
    list: (params: { user?: string; kind?: string; from?: string; to?: string; cursor?: string | null }) =>
      get<{ rows: AuditLine[]; next: string | null }>("/api/audit", { ...params }),
    csvPath: (params: { user?: string; kind?: string; from?: string; to?: string }) =>
      `/api/audit.csv${queryText({ ...params })}`,
  },
  users: () => get<Named[]>("/api/users"),
  search: (q: string, signal?: AbortSignal) => get<SearchResult>("/api/search", { q, limit: 20 }, signal),
  people: {
    list: (params: ListParams, signal?: AbortSignal) => get<Page<PersonRow>>("/api/people", list(params), signal),
    exportPath: (params: ListParams, format: "csv" | "xlsx") =>
      `/api/people/export.${format}${queryText(list(params))}`,
    get: (person: string, signal?: AbortSignal) => get<Person>(`/api/people/${id(person)}`, {}, signal),
    create: (fields: Record<string, unknown>, how?: Sending) =>
      json<Changed<Person>>("POST", "/api/people", fields, how),
    /** `was` is what the author had read; the server refuses with `changed` where somebody else wrote meanwhile. */
    set: (person: string, set: Record<string, unknown>, was?: Record<string, unknown>, how?: Sending) =>
      json<Changed<Person | null>>("PATCH", `/api/people/${id(person)}`, { set, was }, how),
    remove: (person: string) => json<Changed<null>>("DELETE", `/api/people/${id(person)}`),
    groups: (params: GroupParams, signal?: AbortSignal) => get<Groups>("/api/people/groups", { ...params }, signal),
    days: (params: DayParams, signal?: AbortSignal) => get<Days<PersonRow>>("/api/people/days", { ...params }, signal),
    map: (params: MapParams, signal?: AbortSignal) => get<Mapped<PersonRow>>("/api/people/map", { ...params }, signal),
    cells: (rows: CellRow[], check = false) => json<CellsDone>("POST", "/api/people/cells", { rows, check }),
    nearby: (lat: number, lng: number, signal?: AbortSignal) =>
      get<Nearby>("/api/people/nearby", { at: `${lat},${lng}` }, signal),
    bulk: (who: BulkWho, what: BulkWhat, how?: Sending) =>
      json<BulkDone>("POST", "/api/people/bulk", { who, what }, how),
    why: (person: string) => get<Why>(`/api/people/${id(person)}/why`),
    share: (person: string, user: string, edit: boolean) =>
      json<Why>("PUT", `/api/people/${id(person)}/shares/${id(user)}`, { edit }),
    unshare: (person: string, user: string) => json<Why>("DELETE", `/api/people/${id(person)}/shares/${id(user)}`),
    addIdentity: (person: string, kind: string, value: string) =>
      json<Changed<Person>>("POST", `/api/people/${id(person)}/identities`, { kind, value }),
    removeIdentity: (person: string, identity: string) =>
      json<Changed<Person>>("DELETE", `/api/people/${id(person)}/identities/${id(identity)}`),
    record: (person: string, interaction: NewInteraction, how?: Sending) =>
      json<TimelineItem & { unseen_by?: string[] }>("POST", `/api/people/${id(person)}/interactions`, interaction, how),
    consent: (person: string, channel: string, purpose: string, state: "granted" | "denied") =>
      json<Person>("PUT", `/api/people/${id(person)}/consents/${id(channel)}/${id(purpose)}`, { state }),
    timeline: (
      person: string,
      params: { group?: string; q?: string; before?: string | null; limit?: number },
      signal?: AbortSignal,
    ) => get<Timeline>(`/api/people/${id(person)}/timeline`, { ...params }, signal),
    changes: (person: string, cursor?: string | null) =>
      get<Page<ChangeRow>>(`/api/people/${id(person)}/changes`, { cursor }),
  },
  households: {
    get: (of: string, signal?: AbortSignal) => get<HouseholdPage>(`/api/people/${id(of)}/household`, {}, signal),
    interactions: (of: string, cursor?: string | null) =>
      get<{ rows: CompanyItem[]; next: string | null }>(`/api/people/${id(of)}/household/interactions`, { cursor }),
    add: (of: string, person: string, role = "") =>
      json<Changed<HouseholdPage>>("POST", `/api/people/${id(of)}/household`, { person, role }),
    say: (of: string, mate: string, role: string) =>
      json<Changed<HouseholdPage>>("PATCH", `/api/people/${id(of)}/household/${id(mate)}`, { role }),
    remove: (of: string, mate: string) =>
      json<Changed<HouseholdPage>>("DELETE", `/api/people/${id(of)}/household/${id(mate)}`),
  },
  pipelines: {
    list: () => get<Pipeline[]>("/api/pipelines"),
    create: (wish: PipelineWish) => json<Pipeline[]>("POST", "/api/pipelines", wish),
    change: (pipeline: string, wish: PipelineWish) => json<Pipeline[]>("PATCH", `/api/pipelines/${id(pipeline)}`, wish),
    remove: (pipeline: string) => json<Pipeline[]>("DELETE", `/api/pipelines/${id(pipeline)}`),
  },
  deals: {
    list: (params: ListParams, signal?: AbortSignal) => get<Page<DealRow>>("/api/deals", list(params), signal),
    get: (deal: string) => get<Deal>(`/api/deals/${id(deal)}`),
    create: (wish: DealWish) => json<Changed<Deal>>("POST", "/api/deals", wish),
    set: (deal: string, set: Record<string, unknown>, was?: Record<string, unknown>) =>
      json<Changed<Deal | null>>("PATCH", `/api/deals/${id(deal)}`, { set, was }),
    remove: (deal: string) => json<Changed<null>>("DELETE", `/api/deals/${id(deal)}`),
    move: (deal: string, move: DealMove) => json<Changed<Deal | null>>("POST", `/api/deals/${id(deal)}/move`, move),
    changes: (deal: string, cursor?: string | null) =>
      get<Page<ChangeRow>>(`/api/deals/${id(deal)}/changes`, { cursor }),
    addPerson: (deal: string, person: string, role: DealRole | null) =>
      json<Changed<Deal>>("POST", `/api/deals/${id(deal)}/people`, { person, role }),
    removePerson: (deal: string, person: string) =>
      json<Changed<Deal>>("DELETE", `/api/deals/${id(deal)}/people/${id(person)}`),
    setLines: (deal: string, lines: DealLineWish[]) =>
      json<Changed<Deal>>("PUT", `/api/deals/${id(deal)}/lines`, { lines }),
    board: (
      params: { pipeline?: string; filter?: string; q?: string; sort?: string; each?: number },
      signal?: AbortSignal,
    ) => get<DealBoard>("/api/deals/board", params, signal),
    forecast: (params: { pipeline?: string; period?: string; filter?: string; q?: string }, signal?: AbortSignal) =>
      get<DealForecast>("/api/deals/forecast", params, signal),
    reasons: () => get<DealReasons>("/api/deals/reasons"),
    setReasons: (wish: DealReasons) => json<DealReasons>("PUT", "/api/deals/reasons", wish),
  },
  leads: {
    list: (params: ListParams, signal?: AbortSignal) => get<Page<LeadRow>>("/api/leads", list(params), signal),
    get: (lead: string) => get<Lead>(`/api/leads/${id(lead)}`),
    create: (wish: LeadWish) => json<Changed<Lead | null>>("POST", "/api/leads", wish),
    set: (lead: string, set: Record<string, unknown>, was?: Record<string, unknown>) =>
      json<Changed<Lead | null>>("PATCH", `/api/leads/${id(lead)}`, { set, was }),
    remove: (lead: string) => json<Changed<null>>("DELETE", `/api/leads/${id(lead)}`),
    changes: (lead: string, cursor?: string | null) =>
      get<Page<ChangeRow>>(`/api/leads/${id(lead)}/changes`, { cursor }),
    claim: (ids: string[]) => json<LeadsDone>("POST", "/api/leads/claim", { ids }),
    assign: (wish: LeadAssign) => json<LeadsDone>("POST", "/api/leads/assign", wish),
    release: (lead: string, reason: string, pool?: string) =>
      json<Changed<Lead | null>>("POST", `/api/leads/${id(lead)}/release`, { reason, pool }),
    drop: (lead: string, reason: string) =>
      json<Changed<Lead | null>>("POST", `/api/leads/${id(lead)}/drop`, { reason }),
    reopen: (lead: string) => json<Changed<Lead | null>>("POST", `/api/leads/${id(lead)}/reopen`),
    guard: (lead: string, guard: LeadGuard) => json<Changed<Lead | null>>("PUT", `/api/leads/${id(lead)}/guard`, guard),
    conversion: (lead: string) => get<LeadConversion>(`/api/leads/${id(lead)}/conversion`),
    convert: (lead: string, wish: LeadConvert) => json<LeadConverted>("POST", `/api/leads/${id(lead)}/convert`, wish),
    dispute: (lead: string, text: string, ticket?: string) =>
      json<Dispute>("POST", `/api/leads/${id(lead)}/disputes`, { text, ticket }),
    reasons: () => get<LeadReasons>("/api/leads/reasons"),
    setReasons: (wish: LeadReasons) => json<LeadReasons>("PUT", "/api/leads/reasons", wish),
    captures: () => get<LeadCaptures>("/api/leads/captures"),
    setCaptures: (wish: LeadCapturesWish) => json<LeadCaptures>("PUT", "/api/leads/captures", wish),
    fairness: (params: { from: string; to: string }, signal?: AbortSignal) =>
      get<Fairness>("/api/leads/fairness", params, signal),
  },
  pools: {
    list: () => get<Pool[]>("/api/pools"),
    create: (wish: PoolWish) => json<Pool[]>("POST", "/api/pools", wish),
    change: (pool: string, wish: PoolWish) => json<Pool[]>("PATCH", `/api/pools/${id(pool)}`, wish),
    remove: (pool: string) => json<Pool[]>("DELETE", `/api/pools/${id(pool)}`),
  },
  assignment: {
    get: () => get<Assignment>("/api/assignment"),
    put: (rules: AssignRuleWish[], fallback: string | null) =>
      json<Assignment>("PUT", "/api/assignment", { rules, fallback }),
    seats: () => get<Seat[]>("/api/assignment/seats"),
    setSeats: (seats: SeatWish[]) => json<Seat[]>("PUT", "/api/assignment/seats", { seats }),
    simulate: (wish: { rules?: AssignRuleWish[]; fallback?: string | null; last?: number }) =>
      json<Simulation>("POST", "/api/assignment/simulate", wish),
  },
  disputes: {
    list: (params: { state?: "open" | "decided" | "all"; limit?: number; cursor?: string | null }) =>
      get<Page<Dispute>>("/api/disputes", params),
    get: (dispute: string) => get<Dispute>(`/api/disputes/${id(dispute)}`),
    say: (dispute: string, text: string) => json<Dispute>("POST", `/api/disputes/${id(dispute)}/words`, { text }),
    decide: (dispute: string, decision: DisputeDecision) =>
      json<Dispute>("POST", `/api/disputes/${id(dispute)}/decide`, decision),
    appeal: (dispute: string, text: string) => json<Dispute>("POST", `/api/disputes/${id(dispute)}/appeal`, { text }),
    withdraw: (dispute: string) => json<Dispute>("POST", `/api/disputes/${id(dispute)}/withdraw`),
  },
  registrations: {
    list: (params: { q?: string; limit?: number; cursor?: string | null }) =>
      get<Page<Registration>>("/api/registrations", params),
    create: (wish: RegistrationWish) => json<Registration>("POST", "/api/registrations", wish),
    remove: (registration: string) => json<Registration>("DELETE", `/api/registrations/${id(registration)}`),
  },
  targets: {
    get: (period: string) => get<Targets>("/api/targets", { period }),
    put: (period: string, targets: TargetWish[]) => json<Targets>("PUT", "/api/targets", { period, targets }),
  },
  rates: {
    get: () => get<Rates>("/api/rates"),
    put: (rates: RateWish[]) => json<Rates>("PUT", "/api/rates", { rates }),
  },
  companies: {
    list: (params: ListParams, signal?: AbortSignal) => get<Page<CompanyRow>>("/api/companies", list(params), signal),
    get: (company: string) => get<Company>(`/api/companies/${id(company)}`),
    create: (fields: Record<string, unknown>, anyway = false) =>
      json<Changed<Company>>("POST", "/api/companies", anyway ? { ...fields, anyway } : fields),
    /** `was` is what the author had read; the server refuses with `changed` where somebody else wrote meanwhile. */
    set: (company: string, set: Record<string, unknown>, was?: Record<string, unknown>) =>
      json<Changed<Company>>("PATCH", `/api/companies/${id(company)}`, { set, was }),
    remove: (company: string) => json<Changed<null>>("DELETE", `/api/companies/${id(company)}`),
    groups: (params: GroupParams, signal?: AbortSignal) => get<Groups>("/api/companies/groups", { ...params }, signal),
    map: (params: MapParams, signal?: AbortSignal) =>
      get<Mapped<CompanyRow>>("/api/companies/map", { ...params }, signal),
    days: (params: DayParams, signal?: AbortSignal) =>
      get<Days<CompanyRow>>("/api/companies/days", { ...params }, signal),
    exportPath: (params: ListParams, format: "csv" | "xlsx") =>
      `/api/companies/export.${format}${queryText(list(params))}`,
    bulk: (who: BulkWho, what: CompanyBulkWhat) => json<BulkDone>("POST", "/api/companies/bulk", { who, what }),
    cells: (rows: CellRow[], check = false) => json<CellsDone>("POST", "/api/companies/cells", { rows, check }),
    interactions: (company: string, cursor?: string | null) =>
      get<{ rows: CompanyItem[]; next: string | null }>(`/api/companies/${id(company)}/interactions`, { cursor }),
    changes: (company: string, cursor?: string | null) =>
      get<Page<ChangeRow>>(`/api/companies/${id(company)}/changes`, { cursor }),
  },
  files: {
    limits: () => get<FileLimits>("/api/files"),
    upload: async (file: File): Promise<FileInfo> =>
      (await send("POST", `/api/files${queryText({ name: file.name })}`, file, "application/octet-stream")).json(),
    contentPath: (file: string, download = false) =>
      `/api/files/${id(file)}/content${download ? "?download=true" : ""}`,
    of: (object: "person" | "company", row: string) => get<KeptFiles>(`${recordPath(object, row)}/files`),
    setCategories: (categories: string[]) =>
      json<{ categories: string[] }>("PUT", "/api/files/categories", { categories }),
    add: (object: "person" | "company", row: string, file: string, category?: string | null) =>
      json<Changed<KeptFiles>>("POST", `${recordPath(object, row)}/files`, { file, category }),
    say: (object: "person" | "company", row: string, file: string, category: string | null) =>
      json<Changed<KeptFiles>>("PATCH", `${recordPath(object, row)}/files/${id(file)}`, { category }),
    remove: (object: "person" | "company", row: string, file: string) =>
      json<Changed<KeptFiles>>("DELETE", `${recordPath(object, row)}/files/${id(file)}`),
  },
  orders: {
    list: (params: ListParams, signal?: AbortSignal) => get<Page<OrderRow>>("/api/orders", list(params), signal),
    groups: (params: GroupParams, signal?: AbortSignal) => get<Groups>("/api/orders/groups", { ...params }, signal),
    days: (params: DayParams, signal?: AbortSignal) => get<Days<OrderRow>>("/api/orders/days", { ...params }, signal),
    cells: (rows: CellRow[], check = false) => json<CellsDone>("POST", "/api/orders/cells", { rows, check }),
    set: (order: string, set: Record<string, unknown>) =>
      json<Changed<OrderRow>>("PATCH", `/api/orders/${id(order)}`, { set }),
    bulk: (who: BulkWho, set: Record<string, unknown>) =>
      json<BulkDone>("POST", "/api/orders/bulk", { who, what: { set } }),
    changes: (order: string, cursor?: string | null) =>
      get<Page<ChangeRow>>(`/api/orders/${id(order)}/changes`, { cursor }),
    exportPath: (params: ListParams, format: "csv" | "xlsx") =>
      `/api/orders/export.${format}${queryText(list(params))}`,
  },
  interactions: {
    list: (params: ListParams, signal?: AbortSignal) =>
      get<Page<InteractionRow>>("/api/interactions", list(params), signal),
    groups: (params: GroupParams, signal?: AbortSignal) =>
      get<Groups>("/api/interactions/groups", { ...params }, signal),
    days: (params: DayParams, signal?: AbortSignal) =>
      get<Days<InteractionRow>>("/api/interactions/days", { ...params }, signal),
    cells: (rows: CellRow[], check = false) => json<CellsDone>("POST", "/api/interactions/cells", { rows, check }),
    set: (interaction: string, set: Record<string, unknown>) =>
      json<Changed<InteractionRow>>("PATCH", `/api/interactions/${id(interaction)}`, { set }),
    bulk: (who: BulkWho, set: Record<string, unknown>) =>
      json<BulkDone>("POST", "/api/interactions/bulk", { who, what: { set } }),
    changes: (interaction: string, cursor?: string | null) =>
      get<Page<ChangeRow>>(`/api/interactions/${id(interaction)}/changes`, { cursor }),
    exportPath: (params: ListParams, format: "csv" | "xlsx") =>
      `/api/interactions/export.${format}${queryText(list(params))}`,
    /** How many there are, up to one page; enough to know whether there are any. */
    count: async (filter: string) =>
      (await get<{ rows: unknown[] }>("/api/interactions", { filter, limit: 1 })).rows.length,
  },
  edges: {
    create: (kind: string, from: string, to: string, title?: string) =>
      json<Changed<Tied>>("POST", "/api/edges", { kind, from, to, title }),
    remove: (edge: string) => json<Changed<null>>("DELETE", `/api/edges/${id(edge)}`),
  },
  filter: {
    check: (object: ObjectKind, text: string, signal?: AbortSignal) =>
      json<FilterCheck>("POST", "/api/filter/check", { object, text }, { signal }),
  },
  /** A merge is no batch of changes but an edge; what takes it back is its own call. */
  undo: async (batch: string, force?: string[]): Promise<void> => {
    if (batch.startsWith("mrg_")) await json<Changed<Person>>("DELETE", `/api/merges/${id(batch)}`)
    else await json<UndoResult>("POST", `/api/undo/${id(batch)}`, { force })
  },
  merges: {
    create: (winner: string, loser: string) => json<Changed<Person>>("POST", "/api/merges", { winner, loser }),
    undo: (merge: string) => json<Changed<Person>>("DELETE", `/api/merges/${id(merge)}`),
    preview: (a: string, b: string) => get<MergePreview>("/api/merges/preview", { a, b }),
  },
  duplicates: {
    list: (state: "open" | "same" | "different" | "later", cursor?: string | null, limit?: number) =>
      get<Page<Proposal>>("/api/duplicates", { state, cursor, limit }),
    decide: (proposal: string, decision: "same" | "different" | "later", winner?: string) =>
      json<Changed<Joined | null>>("POST", `/api/duplicates/${id(proposal)}`, { decision, winner }),
    scan: () => json<ScanProgress>("POST", "/api/duplicates/scan"),
    scanState: () => get<ScanProgress | null>("/api/duplicates/scan"),
  },
  settings: {
    signIn: () => get<SignInRules>("/api/settings/sign-in"),
    setSignIn: (set: { demand_factor?: boolean; address?: string }) =>
      json<SignInRules>("PUT", "/api/settings/sign-in", set),
    sso: () => get<SsoSettings>("/api/settings/sso"),
    setSso: (provider: SsoInput) => json<SsoSettings>("PUT", "/api/settings/sso", provider),
    testSso: () => json<{ ok: boolean }>("POST", "/api/settings/sso/test"),
    mail: () => get<MailSettings>("/api/settings/mail"),
    setMail: (server: MailServerInput) => json<MailSettings>("PUT", "/api/settings/mail", server),
    testMail: () => json<{ to: string }>("POST", "/api/settings/mail/test"),
    matching: () => get<Matching>("/api/settings/matching"),
    setMatching: (matching: Matching) => json<Matching>("PUT", "/api/settings/matching", matching),
  },
  imports: {
    list: () => get<ImportInfo[]>("/api/imports"),
    get: (one: string) => get<ImportInfo>(`/api/imports/${id(one)}`),
    upload: async (file: File): Promise<ImportInfo> =>
      (await send("POST", `/api/imports${queryText({ name: file.name })}`, file, "application/octet-stream")).json(),
    preview: (one: string, plan: ImportPlan) => json<ImportPreview>("POST", `/api/imports/${id(one)}/preview`, plan),
    start: (one: string, plan: ImportPlan) => json<ImportInfo>("POST", `/api/imports/${id(one)}/start`, plan),
    refused: (one: string, cursor?: string | null) =>
      get<Page<RefusedRow>>(`/api/imports/${id(one)}/refused`, { cursor }),
    refusedPath: (one: string) => `/api/imports/${id(one)}/refused.csv`,
    revert: (one: string, force?: string[]) => json<UndoResult>("POST", `/api/imports/${id(one)}/revert`, { force }),
    remove: (one: string) => json<null>("DELETE", `/api/imports/${id(one)}`),
  },
  ingest: {
    health: () => get<IngestHealth>("/api/ingest/health"),
    refused: (cursor?: string | null) => get<Page<RefusedInput>>("/api/ingest/refused", { cursor }),
    refusedRawPath: (one: string) => `/api/ingest/refused/${id(one)}/raw`,
  },
  sources: {
    list: () => get<SourceInfo[]>("/api/sources"),
    create: (name: string, kind: SourceInfo["kind"]) => json<SourceInfo>("POST", "/api/sources", { name, kind }),
    change: (source: string, set: { name?: string; paused?: boolean }) =>
      json<SourceInfo>("PATCH", `/api/sources/${id(source)}`, set),
    addKey: (source: string, name: string) =>
      json<{ key: KeyInfo; secret: string }>("POST", `/api/sources/${id(source)}/keys`, { name }),
    removeKey: (key: string) => json<null>("DELETE", `/api/keys/${id(key)}`),
  },
  demo: {
    get: () => get<{ on: boolean; people: number; live: boolean }>("/api/demo"),
    live: (on: boolean) => json<{ on: boolean; people: number; live: boolean }>("POST", "/api/demo/live", { on }),
    remove: () => json<null>("DELETE", "/api/demo"),
  },
}

export interface NewInteraction {
  kind: string
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
  const next = new EventSource(`/api/live${queryText({ topics })}`)
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

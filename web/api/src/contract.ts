// The wire contract of the staff API, written before both sides.
// Ids are prefixed text ("per_…"); instants are RFC 3339 UTC text; dates are "YYYY-MM-DD";
// money is a decimal string beside its currency. Every error is a Problem.

export interface Problem {
  status: number
  code: string
  message: string
  fields?: { field: string; code: string; message: string }[]
  detail?: Record<string, unknown>
  request_id?: string
}

// ── session ──────────────────────────────────────────────────────────────
// POST /api/session {login,password} → Session (sets cookie gx_session; mutations need header X-Guanxi: 1)
//   or 202 { second: SecondStep } where the account has a second factor; then POST /api/session/code {code} → 204
// GET /api/session → Session | 401     DELETE /api/session
// PATCH /api/session {locale?,theme?,name?} → Session
// POST /api/session/password {current,next} → 204
// GET /api/welcome → Welcome  (no sign-in; what the sign-in page shows)
export type Locale = "zh-CN" | "zh-TW" | "en"
export interface Welcome {
  workspace: string
  demo: boolean
  empty: boolean
  accounts: { login: string; password: string; name: string; role: string }[]
  version: string
  /** What can be done beside giving a password. */
  ways: {
    /** Whether a forgotten password can be replaced by mail. */
    forgotten: boolean
    /** Whether anybody has a passkey. */
    passkeys: boolean
    /** What the button of single sign-on says; none where there is none. */
    sso: string | null
  }
}
export interface Session {
  user: {
    id: string
    login: string
    name: string
    role: string
    /** What the workspace calls the role, where that is not what the app calls it. */
    role_name: string | null
    locale: Locale | null
    theme: "light" | "dark" | "system"
  }
  workspace: { name: string; zone: string; currency: string; country: string }
  /** Whether an administrator looks as this user. */
  looking_as: boolean
  /** Whether the workspace demands a second factor that this session has not shown: nothing but setting one up works. */
  owes_factor: boolean
  can: Record<
    string,
    boolean
  > /* "person.see" "person.edit" "person.merge" "import" "export" "sources" "ingest" "users" … */
  demo: boolean
}

/** In which ways the second step of signing in can be taken. */
export interface SecondStep {
  code: boolean
  passkey: boolean
}

// ── second factor ────────────────────────────────────────────────────────
// GET /api/session/factor → Factor ; POST → NewFactor ; POST …/confirm {code} → RecoveryCodes
// POST …/recovery {password} → RecoveryCodes ; POST …/off {password} → 204 ; POST /api/staff/{id}/factor/reset → 204
// GET,PUT /api/settings/sign-in → SignInRules
export interface Factor {
  on: boolean
  since: string | null
  recovery_codes_left: number
  /** Whether the workspace demands one of everyone. */
  demanded: boolean
}
export interface NewFactor {
  /** Base32, to be typed where no camera reads the code. */
  secret: string
  /** What the QR code holds. */
  uri: string
}
export interface RecoveryCodes {
  recovery_codes: string[]
}
export interface SignInRules {
  demand_factor: boolean
  /** The address that people reach the workspace at, such as https://crm.example.com. */
  address: string | null
}

// ── passkeys ─────────────────────────────────────────────────────────────
// GET /api/session/passkeys → Passkey[] ; POST …/begin {password} → options for navigator.credentials.create
// POST /api/session/passkeys {name,credential} → Passkey[] ; DELETE …/{id} → 204
// POST /api/session/passkey/begin → options for navigator.credentials.get ; POST /api/session/passkey {credential} → 204
export interface Passkey {
  id: string
  name: string
  created_at: string
  last_used_at: string | null
}

// ── single sign-on ───────────────────────────────────────────────────────
// GET /api/sso/start?to= → 303 to the provider ; GET /api/sso/callback → 303 into the app, or to /sign-in?problem=CODE
// GET,PUT /api/settings/sso → SsoSettings ; POST /api/settings/sso/test → { ok } | 422 sso_unreachable
export interface SsoProvider {
  label: string
  issuer: string
  client_id: string
  has_secret: boolean
  /** Whether a verified mail address leads to the account that has it. */
  link_by_email: boolean
  /** The role of accounts made for people nobody invited; none makes none. */
  new_role: string | null
  /** The domains of mail addresses that accounts are made for; empty means any. */
  domains: string[]
}
export interface SsoInput {
  /** Empty takes the provider away. */
  issuer: string
  label?: string
  client_id?: string
  /** Left out: as it was. */
  secret?: string
  link_by_email?: boolean
  new_role?: string | null
  domains?: string[]
}
export interface SsoSettings {
  provider: SsoProvider | null
  /** What the provider has to be told to send people back to; none without a public address. */
  redirect: string | null
}

// ── mail and a forgotten password ────────────────────────────────────────
// GET,PUT /api/settings/mail → MailSettings ; POST /api/settings/mail/test → { to } | 422 mail_failed (detail.reason)
// POST /api/password/forgotten {login,locale?} → 204, whether there is such an account or not
// GET /api/password/reset?token → {login,name} | 410 ; POST {token,password} → 204 or 202 { second }
export type MailEncryption = "tls" | "start_tls" | "none"
export interface MailServer {
  host: string
  port: number
  encryption: MailEncryption
  user: string
  has_password: boolean
  from_name: string
  from_address: string
}
export interface MailServerInput {
  /** Empty takes the server away. */
  host: string
  port?: number
  encryption?: MailEncryption
  user?: string
  /** Left out: as it was. */
  password?: string
  from_name?: string
  from_address?: string
}
export interface MailSettings {
  server: MailServer | null
  /** How the last mail went. */
  last: { at: string; ok: boolean; reason: string | null; status: number | null } | null
}

// ── objects and fields ───────────────────────────────────────────────────
// GET /api/objects → ObjectInfo[]
export type ObjectKind = "person" | "company" | "interaction" | "order"
export type FieldType =
  | "text"
  | "long_text"
  | "number"
  | "integer"
  | "money"
  | "bool"
  | "date"
  | "date_time"
  | "choice"
  | "multi_choice"
  | "user"
  | "link"
  | "phone"
  | "email"
  | "url"
  | "percent"
  | "rating"
  | "address"
  | "geo"
  | "file"
export type OptionColor = "plain" | "jade" | "amber" | "cinnabar" | "indigo"
export interface FieldOption {
  id: string
  label: string
  color: string
  /** Not offered any more; records that have it keep it. */
  retired?: boolean
}
export interface Field {
  key: string
  type: FieldType
  label?: string
  options?: FieldOption[]
  /** What to write in it, in the words of whoever made it. */
  help?: string
  /** Where a link leads. */
  target?: ObjectKind
  custom: boolean
  editable: boolean
  sortable: boolean
}
export interface ObjectInfo {
  object: ObjectKind
  fields: Field[]
}

// POST /api/objects/{object}/fields NewField → Changed<Field> ; PATCH,DELETE /api/objects/{object}/fields/{key}
// GET /api/objects/{object}/fields/removed → RemovedField[] ; undo of its batch brings a field back
export interface NewField {
  label: string
  type: FieldType
  options?: OptionInput[]
  help?: string
  target?: ObjectKind
}
export interface OptionInput {
  id?: string
  label: string
  color?: string
  retired?: boolean
}
export interface FieldChange {
  label?: string
  options?: OptionInput[]
  help?: string
  /** The key of the field that it shall stand before; "" puts it last. */
  before?: string
}
export interface RemovedField {
  field: Field
  batch: string | null
}

// ── files ────────────────────────────────────────────────────────────────
// GET /api/files → FileLimits ; POST /api/files?name= (the body is the bytes) → FileInfo ; GET /api/files/{id} → FileInfo
// GET /api/files/{id}/content?download=true → the bytes
// GET,POST /api/people|companies/{id}/files, DELETE …/files/{file} → KeptFiles
/** A file, as fields and notes hold it. It never changes. */
export interface FileInfo {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** Its kind, by its bytes and not by what its sender said. */
  type: string
}
export interface FileLimits {
  max_bytes: number
  /** Files of one field or one note. */
  max_files: number
}
export interface KeptFile extends FileInfo {
  place: "record" | "field" | "note"
  field?: string
  interaction?: string
  by: Named | null
  at: string
  /** Whether the caller may take it away here; fields are changed as fields, notes never. */
  removable: boolean
}
export interface KeptFiles {
  /** Newest first, at most two hundred. */
  rows: KeptFile[]
  more: boolean
}

// ── saved views ──────────────────────────────────────────────────────────
// GET /api/views → View[] ; POST /api/views ; PATCH,DELETE /api/views/{id} ; POST /api/views/{id}/restore
export interface ViewBody {
  filter?: string
  q?: string
  sort?: string
  columns?: string[]
  /** "board", "calendar" or "groups"; nothing is the plain list. */
  layout?: string
  /** The field that a board, a calendar or the groups of a table stand by. */
  group?: string
}
export interface View extends ViewBody {
  id: string
  object: ObjectKind
  name: string
  shared: boolean
  mine: boolean
  pinned: boolean
  /** Whether the list opens with it, for the role of the caller. */
  opens: boolean
  updated_at: string
}

// ── groups ───────────────────────────────────────────────────────────────
// GET /api/people|companies|orders|interactions/groups?filter=&q=&by=&sums=KEY,KEY → Groups
export interface Group {
  /** Null for those without a value. */
  value: string | number | boolean | null
  count: number
  /** What their orders come to, each currency by itself, the largest first. */
  totals: Sum[]
  /** The sums of numbers asked for by field, decimal text. */
  sums?: Record<string, string>
  /** The sums of money asked for by field, each currency by itself. */
  money?: Record<string, Sum[]>
  /** The filter that finds them. */
  filter: string
}
export interface Groups {
  by: string
  groups: Group[]
  more: boolean
}

// ── days ─────────────────────────────────────────────────────────────────
// GET /api/people|orders|interactions/days?filter=&q=&by=&from=2026-11-01&to=2026-11-30&each=4 → Days<Row> (at most 62 days)
/** A day of the workspace's time zone that has rows. */
export interface Day<T> {
  day: string
  count: number
  /** The filter that finds them. */
  filter: string
  /** The first of them. */
  rows: T[]
}
export interface Days<T> {
  by: string
  days: Day<T>[]
}

// ── maps ─────────────────────────────────────────────────────────────────
// GET /api/people|companies/map?filter=&q=&west=&south=&east=&north=&zoom=&rows= → Mapped<Row>
//   Without a box the whole world; west beyond east goes over the date line. 400 names every number out of range.
/** The words of an address, as they are kept. */
export interface AddressWords {
  country: string | null
  region: string | null
  city: string | null
}
/** Rows that stand close together at this zoom. */
export interface MapCell<T> {
  /** The middle of the rows. */
  lat: number
  lng: number
  count: number
  /** West, south, east and north of them. */
  box: [number, number, number, number]
  /** The address most of them have; null where all are placed by a field. */
  place: AddressWords | null
  /** How many places on the map those addresses are; one city may be written in many ways. */
  places: number
  /** The filter that finds them; null where they are placed by a field, or have too many addresses to name. */
  filter: string | null
  /** The row, if it is the only one. */
  row: T | null
}
export interface Mapped<T> {
  /** The squares inside the box, fullest first. */
  cells: MapCell<T>[]
  /** Whether emptier squares were left out. */
  more: boolean
  /** Rows inside the box. */
  inside: number
  /** Rows of the list. */
  total: number
  /** West, south, east and north of all rows that have a place. */
  bounds: [number, number, number, number] | null
  /** The whole list by country ("CN") and province of China ("CN.04"), whatever the box; only by address. */
  areas: { area: string; count: number }[]
  missing: {
    /** Rows that say nothing of where they are, and the filter that finds them. */
    empty: number
    filter: string
    /** Rows whose address is not known, and their addresses, the most frequent first. */
    unknown: number
    places: { place: AddressWords; count: number; filter: string }[]
  }
  /** The first rows inside the box, as many as were asked for, at most 100. */
  rows: T[]
  /** The fields that place rows. */
  fields: string[]
}

// ── data quality ─────────────────────────────────────────────────────────
// GET /api/quality → Quality
export interface Counted {
  what: string
  count: number
  filter: string
}
export interface Quality {
  at: string
  people: number
  fields: { field: Field; filled: number; missing: string }[]
  mend: Counted[]
  freshness: Counted[]
  owners: { owner: Named | null; count: number; reachable: number; fresh: number; filter: string }[]
  duplicates: number
}

// ── many at once ─────────────────────────────────────────────────────────
// POST /api/people/bulk {who, what} → BulkDone
export interface BulkWho {
  ids?: string[]
  filter?: string
  q?: string
  but?: string[]
}
export interface BulkWhat {
  set?: Record<string, unknown>
  add_tags?: string[]
  remove_tags?: string[]
  delete?: boolean
}
export interface BulkDone {
  changed: number
  same: number
  refused: number
  batch: string | null
}

// POST /api/people/batch {rows} → {rows: BatchOutcome[], refused}
export interface BatchRow {
  op?: "upsert" | "create" | "update" | "delete"
  id?: string
  identities?: { kind: string; value: string }[]
  set?: Record<string, unknown>
}
export interface BatchOutcome {
  row: number
  status: "created" | "updated" | "same" | "deleted" | "refused"
  id?: string
  batch?: string
  problem?: Problem
}

// ── cells ────────────────────────────────────────────────────────────────
// POST /api/people|companies/cells {rows, check?} → CellsDone: what can be written is one batch; check only says what would come of it
export interface CellRow {
  id: string
  /** Null clears. */
  set: Record<string, unknown>
  /** What was read in these fields; where something else stands now, the cell is a clash and stays as it is. */
  seen?: Record<string, unknown>
}
export interface Cell {
  /** The row of the call, from 0. */
  row: number
  field: string
  state: "changed" | "same" | "refused" | "clash"
  before: unknown
  after: unknown
  problem?: { field: string; code: string; message: string }
  /** Who wrote what stands there now, for a clash. */
  by?: Source
  at?: string
}
export interface CellsDone {
  cells: Cell[]
  /** Rows changed. */
  changed: number
  batch: string | null
}

// ── why, and shares ──────────────────────────────────────────────────────
// GET /api/people/{id}/why → Why ; PUT,DELETE /api/people/{id}/shares/{user} {edit} → Why
export interface Why {
  reasons: ("own" | "team" | "free" | "all" | "shared")[]
  owner: Named | null
  role: string
  hidden: string[]
  locked: string[]
  may: ("edit" | "delete" | "export" | "share")[]
  shares: { user: Named; edit: boolean; by: Named; at: string }[]
}

// ── staff ────────────────────────────────────────────────────────────────
// GET,POST /api/staff ; PATCH /api/staff/{id} ; POST /api/staff/{id}/invite → InviteLink ; POST /api/staff/{id}/handover {to} → BulkDone
// GET /api/invite?token= → {login,name} ; POST /api/invite {token,password} (signs in)
// GET,POST /api/roles ; PATCH,DELETE /api/roles/{key} ; GET,POST /api/teams ; PATCH,DELETE /api/teams/{id} → Team[]
// GET /api/sessions ; DELETE /api/sessions/{id|others} ; POST,DELETE /api/session/as {user}
// GET,POST /api/keys ; POST /api/keys/{id}/revoke ; GET /api/audit, /api/audit.csv
export interface Account {
  id: string
  login: string
  name: string
  initial: string
  title: string | null
  role: string
  team: string | null
  state: "active" | "invited" | "disabled"
  created_at: string
  last_seen_at: string | null
  owns: number
  /** Whether they have a second factor: an authenticator app or a passkey. */
  factor: boolean
  email: string | null
}
export interface InviteLink {
  token: string
  expires_at: string
  /** Where it was mailed, too. */
  mailed_to: string | null
}
export type Reach = "none" | "own" | "own_and_free" | "team" | "team_and_free" | "territory" | "all"
export interface Grants {
  see: Reach
  create: Reach
  edit: Reach
  delete: Reach
  export: Reach
  share: Reach
  may: string[]
  hidden: string[]
  locked: string[]
}
export interface Role {
  key: string
  name: string
  grants: Grants
  /** With which shared views lists open, by object. */
  views: Partial<Record<ObjectKind, string>>
  users: number
  /** Of the house, under the name the app knows it by in each language. */
  house: boolean
}
export interface Team {
  id: string
  name: string
  parent: string | null
  users: number
}
/** Whether what one has not read comes by mail each morning. */
export interface Digest {
  on: boolean
  /** Whether mail can reach one: there is a server, the workspace's address, and an address of one's own. */
  possible: boolean
}
/** Whom one follows: ids of people, those followed last first. */
export interface Followed {
  people: string[]
}
export interface Territory {
  id: string
  parent: string | null
  name: string
  /** Who lies in it, in the filter language. */
  filter: string
  /** Why nobody lies in it any more: what its filter asks for is gone. */
  fault?: string
  /** People who lie in it, those in territories below not counted. */
  people: number
  users: Named[]
  teams: Named[]
}
export interface Territories {
  territories: Territory[]
  /** How far the last change has come to the people. */
  progress?: Progress
}
/** How far a job is that goes through everybody. */
export interface Progress {
  state: string
  looked: number
  moved: number
  ended_at: string | null
}
export interface TerritoryWish {
  name?: string
  /** The territory it lies in; empty means none. */
  parent?: string
  filter?: string
  /** Which place it takes among those at its level, from 0. */
  place?: number
  users?: string[]
  teams?: string[]
}
export interface OwnSession {
  id: string
  created_at: string
  last_seen_at: string
  agent: string | null
  this: boolean
}
export interface ApiKey {
  id: string
  name: string
  hint: string
  scopes: string[]
  user: string
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  revoked_at: string | null
  /** Only in the answer to making it. */
  secret?: string
}
// GET /api/rules → FieldRule[] ; PUT /api/rules/:object/:key RuleWish → FieldRule[], one that asks for nothing takes it away
// POST /api/rules/scan ; GET /api/rules/:object/:key/breaches?kind=&cursor= → {rows, next}
export const RULE_WAYS = ["half_width", "one_space", "no_spaces", "upper", "lower"] as const
export interface RuleWish {
  required: boolean
  unique: boolean
  /** A regular expression that the whole value matches. */
  pattern: string | null
  /** What people are told who write something else. */
  says: string | null
  /** How text is brought into form before it is checked, in this order. */
  ways: (typeof RULE_WAYS)[number][]
}
export interface FieldRule extends RuleWish {
  object: ObjectKind
  key: string
  /** None until the scan has been. */
  scanned_at: string | null
  /** Records without a value, with one against the pattern, with one that others have too. */
  without: number
  bent: number
  double: number
}
export interface RuleBreach {
  id: string
  name: string
  value: string | null
}
// GET,PUT /api/settings/watch Watching: from how many records an hour reading is told of; null never
export interface Watching {
  reads_per_hour: number | null
}
// GET /api/changes?objects=&cursor=&limit= → Changes; without a cursor only the one to begin with
export interface Changes {
  rows: ChangedRecord[]
  /** For the next call. */
  cursor: string
  /** Whether there is more to fetch at once. */
  more: boolean
}
export interface ChangedRecord {
  object: "person" | "company" | "order" | "interaction"
  id: string
  /** Taken away, merged, or out of the caller's sight. */
  gone: boolean
  merged_into?: string
  /** As it is now. */
  record?: Record<string, unknown>
}
// GET /api/hooks → Hook[] ; POST /api/hooks HookWish → Hook with its secret, shown once ; PATCH, DELETE /api/hooks/:id
// POST /api/hooks/:id/secret → Hook with a new secret ; POST /api/hooks/:id/test → HookDelivery
// GET /api/hooks/:id/deliveries?state=&cursor= → {rows, next} ; GET /api/hooks/deliveries/:id ; POST …/resend
export const HOOK_EVENTS = [
  "person.created",
  "person.updated",
  "person.deleted",
  "person.restored",
  "person.merged",
  "person.split",
  "company.created",
  "company.updated",
  "company.deleted",
  "company.restored",
  "order.created",
  "order.updated",
  "order.deleted",
  "interaction.created",
  "interaction.updated",
] as const
export interface Hook {
  id: string
  name: string
  url: string
  events: string[]
  /** Under whose rights it tells. */
  user: string
  paused: boolean
  /** Why it was paused, when it was not by hand. */
  why_paused: "gone" | "failing" | "account_closed" | null
  failing_since: string | null
  created_at: string
  /** Deliveries of the last two weeks by their state. */
  counts: Record<string, number>
  /** Only in the answer to making it or its secret. */
  secret?: string
}
export interface HookWish {
  name?: string
  url?: string
  events?: string[]
  paused?: boolean
}
export interface HookDelivery {
  id: string
  event: string
  state: "waiting" | "done" | "failed"
  attempts: number
  due_at: string | null
  /** The HTTP status of the last attempt; none where there was no answer. */
  status: number | null
  /** The beginning of the last answer, or why there was none. */
  answer: string | null
  millis: number | null
  created_at: string
  ended_at: string | null
  /** What is sent; only where one delivery is asked for. */
  body?: unknown
}
// ── connectors ───────────────────────────────────────────────────────────
// GET /api/connectors → Connector[] ; POST ConnectorWish → Connector ; GET, PATCH, DELETE /api/connectors/:id
// POST /api/connectors/look {place, object?, secret?, connector?} → ConnectorLook ; POST /api/connectors/preview → ImportPreview
// POST /api/connectors/:id/run {compare?} → ConnectorRun ; GET /api/connectors/:id/runs?cursor= → {rows, next}
// GET /api/connectors/runs/:id ; GET /api/connectors/runs/:id/entries?kind=&field=&stood=&key=&cursor= ; …/entries.csv
export interface ConnectorHttp {
  kind: "http"
  url: string
  auth: { way: "none" } | { way: "bearer" } | { way: "basic"; user: string } | { way: "header"; name: string }
  /** Where the list lies in the answer, as data.items; empty takes the first list. */
  records: string
  paging:
    | { style: "none" }
    | { style: "page"; param: string; size_param: string; size: number; first: number }
    | { style: "cursor"; param: string; path: string }
    | { style: "link" }
  /** How only what changed is asked for. */
  since: { param: string; format: "rfc3339" | "seconds" | "millis" } | null
}
export interface ConnectorSftp {
  kind: "sftp"
  host: string
  port: number
  user: string
  /** Whether the secret is a private key; else it is a password. */
  by_key: boolean
  folder: string
  pattern: string
  take: "newest" | "each"
  /** The server's key as it was first seen; null forgets it. */
  fingerprint: string | null
}
export interface ConnectorSql {
  kind: "sql"
  engine: "postgres" | "mysql"
  host: string
  /** 0 takes the engine's own. */
  port: number
  database: string
  user: string
  tls: boolean
  /** For reading: one SELECT. */
  query: string
  /** A column of the answer that only grows. */
  watermark: string | null
  /** For sending: a table, or SCHEMA.TABLE. */
  table: string
}
export type ConnectorPlace = ConnectorHttp | ConnectorSftp | ConnectorSql
export interface ConnectorMapped {
  /** Their name. */
  name: string
  /** Ours, as in the plan of an import; for sending a field, a number of another system, id or gone. */
  target: string | null
}
export interface ConnectorOptions {
  country: string
  currency: string
  day_first: boolean | null
  match: "ids" | "ids_and_likeness" | null
}
export interface Connector {
  id: string
  name: string
  /** Under whose rights it runs. */
  user: string
  direction: "pull" | "push"
  object: ObjectKind
  place: ConnectorPlace
  /** Their name of what names a record. */
  key: string
  mapping: ConnectorMapped[]
  options: ConnectorOptions
  rule: "theirs" | "ours" | "fill"
  /** Minutes between runs; null runs by hand only. */
  every: number | null
  has_secret: boolean
  paused: boolean
  why_paused: "failing" | "account_closed" | null
  failures: number
  last_run: ConnectorRun | null
  last_ok_at: string | null
  next_at: string | null
  created_at: string
}
export interface ConnectorWish {
  name?: string
  direction?: "pull" | "push"
  object?: ObjectKind
  place?: ConnectorPlace
  key?: string
  mapping?: ConnectorMapped[]
  options?: ConnectorOptions
  rule?: "theirs" | "ours" | "fill"
  every?: number | null
  /** A password, token or private key; never told again. Empty takes it away. */
  secret?: string
  paused?: boolean
}
export interface ConnectorLook {
  object: ObjectKind
  columns: ImportColumn[]
  mapping: ConnectorMapped[]
  rows: string[][]
  fingerprint: string | null
}
export interface ConnectorRun {
  id: string
  connector: string
  mode: "pull" | "push" | "compare"
  state: "waiting" | "running" | "done" | "failed"
  created_at: string
  started_at: string | null
  ended_at: string | null
  /** Why it failed: a stable word and a sentence. */
  code: string | null
  error: string | null
  /** What it wrote, as an import that can be looked at and reverted. */
  import: string | null
  counts: ConnectorCounts
}
export interface ConnectorCounts {
  there: number
  here: number
  matched: number
  created: number
  /** Changed here; sent, for a run that sends. */
  updated: number
  same: number
  refused: number
  differing: number
  missing_here: number
  /** Only where all records of the other system were read. */
  missing_there: number | null
  /** Entries beyond what the ledger keeps. */
  left_off: number
}
export interface ConnectorEntry {
  seq: number
  kind: "differs" | "refused" | "missing_here" | "missing_there"
  key: string
  /** The record here, if I see it. */
  record: string | null
  field: string | null
  theirs: string | null
  ours: string | null
  /** none where nothing was to be written. */
  stood: "theirs" | "ours" | "none" | null
  reason: string | null
  /** Whether the values are kept from me. */
  masked: boolean
}
export interface ConnectorEntries {
  rows: ConnectorEntry[]
  next: string | null
  /** The fields that differ anywhere in the run, and how often; on the first page. */
  fields: [string, number][]
}
// GET /api/threads?record=&cursor= ; POST /api/threads {record, item?, text} ; GET,PATCH /api/threads/{id} {resolved}
// POST /api/threads/{id}/comments {text} ; PATCH,DELETE /api/comments/{id} {text} ; POST /api/comments/{id}/restore
// GET /api/comments/{id}/past ; GET /api/threads/colleagues?record=
/** What colleagues say to each other about a record; customers never see it. */
export interface Threads {
  rows: Thread[]
  next: string | null
  /** Those that are not settled. */
  open: number
  total: number
  /** Whether I may take part. */
  may_write: boolean
}
export interface Thread {
  id: string
  object: "person" | "company" | "order"
  record: Named
  /** The item of the person's timeline that it is about. */
  item: { id: string; kind: string; text: string | null; occurred_at: string } | null
  created_at: string
  last_at: string
  resolved_at: string | null
  resolved_by: Named | null
  comments: Comment[]
}
export interface Comment {
  id: string
  by: Named
  at: string
  /** null where it was deleted. */
  text: string | null
  /** Names of the colleagues it calls. */
  names: string[]
  edited_at: string | null
  deleted_at: string | null
  mine: boolean
}
/** What a comment said before, and until when. */
export interface CommentPast {
  until: string
  text: string
}
export interface TalkColleague extends Named {
  /** Whether they see the record; who does not cannot be named there. */
  sees: boolean
}
// GET /api/notices?cursor= → {rows, next, unread} ; POST /api/notices/read {id?} ; GET,PUT /api/notices/wanted {kind, wanted}
export interface Notice {
  id: string
  at: string
  kind: "mention" | "comment" | "owner" | "share" | "follow" | "import" | "hook" | "watch" | "connector"
  by: Named | null
  object: string | null
  /** The record, if I see it. */
  row: Named | null
  detail: Record<string, unknown> | null
  read: boolean
}
export interface NoticeChoice {
  kind: string
  /** At all: in the program. */
  wanted: boolean
  /** In the mail of the morning as well. */
  mail: boolean
  /** On my devices as well. */
  push: boolean
}
/** What is not said stays as it is. */
export interface NoticeWish {
  kind: string
  wanted?: boolean
  mail?: boolean
  push?: boolean
}
// GET /api/push ; POST /api/push/devices ; DELETE /api/push/devices/{id} ; POST /api/push/devices/{id}/test ; POST /api/push/here
/** What a browser needs to be pushed to, and which of my devices are. */
export interface Pushing {
  /** The public key to subscribe with, base64url. */
  key: string
  devices: PushDevice[]
}
export interface PushDevice {
  id: string
  /** What the browser calls itself. */
  agent: string | null
  this: boolean
  created_at: string
  /** When a push service last took a message for it. */
  sent_at: string | null
  /** Why the last one was not taken: a status, or timeout, no_connection, broken_off, not_permitted. */
  answer: string | null
}
/** A subscription as the browser writes it. */
export interface PushWish {
  endpoint: string
  keys: { p256dh: string; auth: string }
  /** The endpoint that it stands for from now on. */
  replaces?: string
}
export interface AuditLine {
  id: string
  at: string
  user: Named | null
  kind: string
  object: string | null
  row: Named | null
  detail: Record<string, unknown> | null
}

// ── lists ────────────────────────────────────────────────────────────────
// GET /api/people|companies|orders|interactions ?filter=TEXT&q=TEXT&sort=KEY|-KEY&limit=50&cursor=… → Page<Row>
//   filter is the text form of the filter language; a wrong one is 400 code "filter" detail {at,len,expected?,suggestion?}
//   total is counted up to a bound; total_at_least true when it stopped there.
export interface Page<T> {
  rows: T[]
  next: string | null
  total: number
  total_at_least: boolean
}
export interface PersonRow {
  id: string
  name: string
  initial: string
  city: string | null
  region: string | null
  tier: string | null
  lifecycle: string | null
  owner: Named | null
  /** In which territory the person lies: the id of an option of the field. */
  territory: string | null
  email: string | null
  phone: string | null
  member_no: string | null
  tags: string[]
  interaction_count: number
  order_count: number
  order_total: string
  currency: string
  last_seen_at: string | null
  first_seen_at: string | null
  created_at: string
  merged_count: number
  fields: Record<string, unknown>
  /** Names of the records that links among the fields lead to, by id. */
  linked?: Record<string, string>
}
export interface CompanyRow {
  id: string
  name: string
  domain: string | null
  industry: string | null
  city: string | null
  region: string | null
  phone: string | null
  size: number | null
  owner: Named | null
  people_count: number
  created_at: string
  fields: Record<string, unknown>
}
export interface OrderRow {
  id: string
  number: string
  person: Named | null
  status: string
  channel: string
  amount: string
  currency: string
  quantity: number | null
  placed_at: string
  updated_at: string
  lines: OrderLine[]
  /** Fields of one's own. */
  fields: Record<string, unknown>
  /** Names of the records that links among the fields lead to, by id. */
  linked?: Record<string, string>
}
export interface InteractionRow {
  id: string
  kind: string
  direction: "in" | "out" | "about"
  channel: string
  occurred_at: string
  title: string | null
  text: string | null
  amount: string | null
  currency: string | null
  object_kind: string | null
  object_id: string | null
  /** The id of the person it is told of; null where the caller may not see them. */
  person: string | null
  who: Named | null
  /** What staff noted beside it, in fields of one's own; the interaction itself never changes. */
  fields: Record<string, unknown>
  linked?: Record<string, string>
}
export interface OrderLine {
  name: string
  quantity: number
  amount: string | null
  sku?: string | null
}
export interface Named {
  id: string
  name: string
  initial?: string
}
// GET /api/people/export.csv|export.xlsx?filter=&q=&sort= → a file (permission "export")

// GET /api/people/nearby?at=31.2304,121.4737&limit=20 → Nearby
export interface Nearby {
  /** The nearest first. */
  people: { person: PersonRow; metres: number; place: string; field: string }[]
  /** The fields that hold places; none, and nobody can be near. */
  fields: string[]
  /** Whether there are more people with a place than were looked at. */
  more: boolean
}

// ── a person ─────────────────────────────────────────────────────────────
// GET /api/people/{id} → Person    (a merged id answers with the surviving person; id differs)
// POST /api/people {name?,…fields, identities?: {kind,value}[]} → Changed<Person> (409 code "duplicate" detail {person} when an identity is taken)
// PATCH /api/people/{id} {set: {key: value|null}, was?: {key: value|null}} → Changed<Person | null>: null where the change took the person out of the caller's sight
//   `was` is what the author had read: 409 code "changed" detail {conflicts: Moved[]} when a value is another by now
// DELETE /api/people/{id} → Changed<null>
// POST /api/people/{id}/identities {kind,value} → Changed<Person>   DELETE /api/people/{id}/identities/{idn} → Changed<Person>
// POST /api/people/{id}/interactions {kind:"note"|"call"|"visit"|…,text,title?,occurred_at?,props?} → TimelineItem
// PUT  /api/people/{id}/consents/{channel}/{purpose} {state:"granted"|"denied"} → Person
export interface Changed<T> {
  data: T
  batch: string /* POST /api/undo/{batch} */
}
/** A value that somebody changed since it was read. */
export interface Moved {
  field: string
  was: unknown
  now: unknown
  display: string
  by: Source | null
  at: string | null
}
export interface Person {
  id: string
  name: string
  initial: string
  merged_ids: string[]
  deleted_at: string | null
  row: PersonRow
  portrait: PortraitValue[] // every known value with its source; key order = display order
  identities: Identity[]
  consents: Consent[]
  companies: { edge: string; company: Named; title: string | null; since: string | null }[]
  household?: Household // who lives with the person, as far as the caller sees them
  relations: Relation[]
  merges: MergeInfo[] // living merges into this person, newest first
  proposals: number // open duplicate proposals that name this person
  orders: { count: number; total: string; currency: string; first_at: string | null; last_at: string | null }
}
export interface Household {
  head: Named // after whom it is called
  people: Named[] // everybody but the person; where a search found it, everybody but the head
  bought: Sum[] // the person included
  interaction_count: number
}
// GET /api/people/{id}/household → HouseholdPage; of one, where nobody lives with them
// GET /api/people/{id}/household/interactions?cursor= → {rows: CompanyItem[], next}
// POST /api/people/{id}/household {person, role?} → Changed<HouseholdPage>
// PATCH /api/people/{id}/household/{mate} {role} → Changed<HouseholdPage>; an empty role says nothing
// DELETE /api/people/{id}/household/{mate} → Changed<HouseholdPage>; the others stay together
export interface HouseholdPage {
  head: Named
  people: HouseholdMate[] // the head first
  bought: Sum[]
  order_count: number
  interaction_count: number
  homes: Home[] // the address that most of them have first
  may_edit: boolean
}
export interface HouseholdMate {
  person: PersonRow
  role: string | null
  spouse: boolean
  since: string | null
  may_edit: boolean
}
export interface Home {
  country: string | null
  region: string | null
  city: string | null
  district: string | null
  address: string
  postcode: string | null
  people: string[]
}
export interface Sum {
  currency: string
  total: string
}
export interface PortraitValue {
  key: string
  type: FieldType
  value: unknown
  display: string
  custom: boolean
  label?: string | null
  source: Source
  at: string
  others: { value: unknown; display: string; source: Source; at: string }[]
}
export interface Source {
  kind: "user" | "source" | "import" | "merge" | "rule" | "system"
  id: string | null
  name: string
}
export interface Identity {
  id: string
  kind: string
  value: string
  shared: boolean
  verified: boolean
  first_seen_at: string
  last_seen_at: string
  source: Source
  person: string /* the merged record it hangs on */
  removable: boolean
}
export interface Consent {
  channel: string
  purpose: "service" | "marketing"
  state: "granted" | "denied" | "unknown"
  source: Source | null
  at: string | null
}
export interface Relation {
  id: string
  kind: string
  direction: "from" | "to"
  person: Named
  since: string | null
  evidence: { interaction: string | null; count: number; last_at: string | null }
}
export interface MergeInfo {
  id: string
  loser: Named
  winner: Named
  at: string
  by: Source
  reason: Evidence[]
  automatic: boolean
}
export interface Evidence {
  field: string
  code: string
  weight: number
  a: string | null
  b: string | null
}
// DELETE /api/edges/{id} → Changed<null>;  POST /api/edges {kind,from,to,title?} → Changed<{id}>

// ── a company ────────────────────────────────────────────────────────────
// GET /api/companies/{id} → Company
// POST /api/companies {name, …fields, anyway?: true} → Changed<Company>
//   409 code "duplicate" detail {company: Named} when a company of this name or domain exists; `anyway` makes it all the same
// PATCH /api/companies/{id} {set: {key: value|null}} → Changed<Company>
// DELETE /api/companies/{id} → Changed<null>; undo brings it back with its people
// GET /api/companies/{id}/changes?cursor= → Page<ChangeRow>
export interface Company {
  row: CompanyRow
  portrait: PortraitValue[] // every known value with its source; `others` is always empty
  people: { edge: string; person: PersonRow; title: string | null; since: string | null }[] // at most 200, whom the caller may see
  can_edit: boolean
  group?: CompanyGroup
}
/** Where a company stands among companies that are parts of one another. */
export interface CompanyGroup {
  above: { edge: string; id: string; name: string }[] // the nearest first
  below: { edge: string; id: string; name: string; depth: number; people_count: number }[] // in the order of the tree
  more: boolean
  people_count: number
  bought: Sum[]
}

// ── members ──────────────────────────────────────────────────────────────
export interface Membership {
  numbers: { prefix: string; digits: number; check: boolean; next: number }
  /** What the next number will look like. */
  next: string
  tiers: Tiers
  progress?: Progress
}
export interface Tiers {
  /** Whether they are drawn from orders every night; otherwise they only name and colour. */
  on: boolean
  unit: "amount" | "orders"
  /** Orders of how many months count; null for all. */
  months: number | null
  currency: string
  /** The lowest first. */
  levels: TierLevel[]
}
export interface TierLevel {
  name: string
  color: string
  /** From how much on, decimal text. */
  from: string
}
export interface MembershipWish {
  numbers?: Membership["numbers"]
  tiers?: Tiers
}

// ── timeline ─────────────────────────────────────────────────────────────
// GET /api/people/{id}/timeline?group=&q=&before=CURSOR&limit=50 → Timeline (newest first in `items`)
// group: all | talk (message,call) | order | mention (post,mention,review) | community (comment,like,share,follow) | shop (visit,attendance,repair,survey) | web (page,product_view,click,form,sign_in,event) | note | change
export interface Timeline {
  items: TimelineItem[]
  next: string | null
  counts: Record<string, number>
}
/** GET /api/companies/{id}/interactions?cursor=&limit=20 → Page<CompanyItem>: what its people did and were told, newest first, browsing left out. */
export interface CompanyItem extends TimelineItem {
  who: Named
}
export interface TimelineItem {
  id: string
  kind: string /* interaction kinds, or "change" */
  direction: "in" | "out" | "about"
  channel: string
  occurred_at: string
  received_at: string
  title: string | null
  text: string | null
  object_kind: string | null
  object_id: string | null
  amount: string | null
  currency: string | null
  props: Record<string, unknown>
  /** What staff noted beside it, in fields of one's own. */
  fields?: Record<string, unknown>
  /** Names of the records that links among the fields lead to, by id. */
  linked?: Record<string, string>
  order?: OrderRow | null
  person: string /* the record it arrived for */
  other?: Named | null /* the other person, for replies, referrals … */
  by?: Named | null /* staff */
  source: Source
  late: boolean /* arrived over a day after it happened */
  /** What staff attached to it. */
  files?: FileInfo[]
  change?: {
    batch: string
    undone: boolean
    undoable: boolean
    /** By which way it came, where it was not the app: "contacts" is a phone or a mail program. */
    way?: string | null
    fields: { key: string; before: unknown; after: unknown }[]
  }
}
// GET /api/people/{id}/changes → Page<ChangeRow>
export interface ChangeRow {
  batch: string
  at: string
  by: Source
  op: string
  object: string
  row_id: string
  fields: { key: string; before: unknown; after: unknown }[]
  undone: boolean
  undoable: boolean
  /** By which way it came, where it was not the app: "contacts" is a phone or a mail program. */
  way?: string | null
}
// POST /api/undo/{batch} {force?: string[]} → UndoResult ; 409 code "undo_conflict" detail {conflicts: Conflict[]}
export interface UndoResult {
  undone: number
  skipped: number
  conflicts: Conflict[]
  batch: string
}
export interface Conflict {
  object: string
  id: string
  name: string
  field: string
  ours: unknown
  now: unknown
  by: Source
  at: string
}

// ── live ─────────────────────────────────────────────────────────────────
// GET /api/live?topics=person:per_x,talk:per_x,ingest,imports,duplicates,people → text/event-stream; each `data:` is a LiveEvent
export type LiveEvent =
  | { type: "interaction"; person: string; item: TimelineItem }
  | { type: "person"; person: string } // something about the person changed: refetch
  | { type: "people" } // the list changed (throttled)
  | { type: "import"; id: string; progress: ImportProgress }
  | { type: "scan"; progress: ScanProgress }
  | { type: "ingest"; accepted: number; refused: number; at: string }
  | { type: "talk"; record: string } // somebody said something about the record
  | { type: "notices" } // I may have notices I have not read
  | { type: "ready" }

// ── search ───────────────────────────────────────────────────────────────
// GET /api/search?q=&limit=20 → SearchResult
export interface SearchResult {
  hits: SearchHit[]
  households?: Household[] // of the people found first; not where the device answers
  took_ms: number
}
export interface SearchHit {
  kind: ObjectKind | "comment"
  id: string
  person?: string | null
  /** The company that a comment is about. */
  company?: string | null
  title: string
  subtitle: string
  marks: [number, number][] /* UTF-16 ranges of title */
  why: "exact" | "name" | "identity" | "text"
}

// ── merging and duplicates ───────────────────────────────────────────────
// POST /api/merges {winner,loser} → Changed<Person>    DELETE /api/merges/{id} → Changed<Person> (undo = unmerge)
// GET /api/merges/preview?a=&b= → MergePreview
export interface MergePreview {
  a: Person
  b: Person
  fields: { key: string; a: unknown; b: unknown; result: unknown; from: "a" | "b" }[]
  evidence: Evidence[]
  probability: number | null
  blocked: Evidence[] /* why a program would not merge: two member numbers … */
}
// GET /api/duplicates?state=open|same|different|later&cursor= → Page<Proposal>
// POST /api/duplicates/{id} {decision:"same"|"different"|"later", winner?} → Changed<Proposal|null>
// POST /api/duplicates/scan → ScanProgress   GET /api/duplicates/scan → ScanProgress | null
export interface Proposal {
  id: string
  a: PersonRow
  b: PersonRow
  portrait: { key: string; a: string | null; b: string | null }[]
  probability: number
  evidence: Evidence[]
  state: string
  origin: "scan" | "arrival" | "conflict"
  at: string
  decided_by?: Named | null
}
export interface ScanProgress {
  job: string
  state: "running" | "done" | "failed"
  phase: string
  done: number
  total: number
  merged: number
  proposed: number
  started_at: string
  ended_at: string | null
  error?: string | null
}
// POST /api/dedupe (text/csv body) ?id=COLUMN&threshold= → {pairs: {a,b,probability}[], clusters: {id,cluster}[], columns: …}

// GET /api/settings/matching → Matching ; PUT /api/settings/matching Matching → Matching (right "users")
// The probability above which the program merges by itself, 0.9 to 1; null: never, people decide.
export interface Matching {
  merge_automatically_above: number | null
}

// ── imports ──────────────────────────────────────────────────────────────
// POST /api/imports?name=FILE (raw body) → ImportInfo ; GET /api/imports → ImportInfo[] ; GET /api/imports/{id}
// POST /api/imports/{id}/preview ImportPlan → ImportPreview (first 50 rows) ; POST /api/imports/{id}/start ImportPlan → ImportInfo
// GET /api/imports/{id}/refused?cursor= → Page<RefusedRow> ; GET /api/imports/{id}/refused.csv ; POST /api/imports/{id}/revert {force?: string[]} → UndoResult | 409 undo_conflict ; DELETE /api/imports/{id} (not started)
export interface ImportInfo {
  id: string
  name: string
  bytes: number
  at: string
  by: Named
  state: "uploaded" | "running" | "done" | "failed" | "reverting" | "reverted"
  format: string
  encoding: string
  notices: { code: string; detail: string }[]
  object: ObjectKind
  columns: ImportColumn[]
  plan: ImportPlan
  progress: ImportProgress | null
  error?: string | null
}
export interface ImportColumn {
  index: number
  header: string
  samples: string[]
  because: string
  confidence: number
}
export interface ImportPlan {
  object: ObjectKind
  mapping: { column: number; target: string | null }[]
  options: {
    source: string
    country: string
    currency: string
    day_first: boolean | null
    match: "ids" | "ids_and_likeness"
    update: "fill" | "overwrite" | "replace"
    /** What happens to rows that are against a rule of quality: they are refused, or taken and flagged. */
    rules?: "refuse" | "flag"
    external_ns: string
  }
}
// targets: field keys of the object; identity targets ("email","phone","member_no","user_id","external:NS","wechat_openid",…); "new:KEY" makes a custom text field; for orders and interactions "person.email", "person.external:NS" … name the person
export interface ImportPreview {
  rows: {
    line: number
    cells: string[]
    outcome: "new" | "update" | "same" | "refused"
    person?: Named | null
    why: Evidence[]
    problems: { column: number | null; code: string; message: string }[]
    /** Which rules of quality the row is against, where the plan takes it all the same. */
    breaches?: { column: number | null; code: string; message: string }[]
    values: { key: string; display: string }[]
  }[]
  summary: Record<string, number>
}
export interface RefusedRow {
  line: number
  cells: string[]
  problems: { column: number | null; code: string; message: string }[]
}
export interface ImportProgress {
  done: number
  total: number
  bytes_done: number
  bytes_total: number
  created: number
  updated: number
  same: number
  refused: number
  /** Taken although they are against a rule of quality. */
  flagged?: number
  started_at: string
  ended_at: string | null
}

// ── ingest health, sources and keys ──────────────────────────────────────
// GET /api/ingest/health → IngestHealth ; GET /api/ingest/refused?cursor= → Page<RefusedInput> ; GET /api/ingest/refused/{id}/raw
export interface IngestHealth {
  at: string
  queue: { rows: number; bytes: number; capacity_bytes: number }
  lag_ms: { p50: number; p99: number }
  per_minute: { at: string; accepted: number; duplicate: number; refused: number }[] /* last 60 */
  steps: { step: string; passed: number; stopped: number; micros: number }[]
  reasons: { reason: string; count: number; last_at: string }[]
  by_source: { source: Named; accepted: number; refused: number; last_at: string | null }[]
  raw: { rows: number; bytes: number; keep_days: number; oldest_at: string | null }
}
export interface RefusedInput {
  id: string
  at: string
  source: Named
  door: string
  step: string
  reason: string
  message: string
  message_id: string | null
  // Empty where `withheld`: the role hides fields that the input may hold.
  sample: string
  withheld: boolean
}
// GET /api/sources → SourceInfo[] ; POST /api/sources {name,kind} → SourceInfo ; PATCH /api/sources/{id} {name?,paused?}
// POST /api/sources/{id}/keys {name} → {key: KeyInfo, secret: string} (shown once) ; DELETE /api/keys/{id}
export interface SourceInfo {
  id: string
  name: string
  kind: "web" | "server" | "file" | "staff" | "demo"
  paused: boolean
  keys: KeyInfo[]
  accepted: number
  refused: number
  last_at: string | null
  created_at: string
}
export interface KeyInfo {
  id: string
  name: string
  hint: string
  created_at: string
  last_used_at: string | null
}

// ── filter ───────────────────────────────────────────────────────────────
// POST /api/filter/check {object,text} → FilterCheck
export interface FilterCheck {
  ok: boolean
  text: string
  count: number | null
  error?: { at: number; len: number; code: string; message: string; expected: string[]; suggestion?: string | null }
}

// ── users (admin) ────────────────────────────────────────────────────────
// GET /api/users → Named[] (for owner pickers)
// GET /api/demo → {on, people, live} ; POST /api/demo/live {on} ; DELETE /api/demo (removes all demo data)

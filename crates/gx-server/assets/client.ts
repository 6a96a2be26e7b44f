// The client of the Guanxi staff API, version 0.0.0, in one file without dependencies.
// A running program gives the one that fits it at /api/client.ts. Made from its API; changes belong there.
//
//   import { guanxi } from "./guanxi.ts"
//   const { call } = guanxi({ url: "http://127.0.0.1:8686", key: "gxa_…" })
//   const list = await call("GET /api/people", { query: { limit: 20 } })

// ── activities ───────────────────────────────────────────────────────────
// GET /api/activities?filter&q&sort&limit&cursor → Page<ActivityRow> ; POST ActivityWish → Changed<Activity>
// GET /api/activities/about?record=per_…|com_…|dea_…|lea_…|ord_… → ActivitiesAbout
// GET /api/activities/today?who=usr_… → ActivitiesToday
// GET /api/activities/calendar?from&to&who=usr_…,usr_…|team&kinds=call,visit → CalendarView: at most 62 days
// GET /api/activities/busy?who=usr_…,usr_…&from&to → BusyOf[]: of every colleague, without a word of what it is
// GET /api/activities/route?day=2026-12-01&who=usr_… → DayRoute
// GET /api/activities/{id}?turn=… → Activity ; PATCH ActivityChange → Changed<Activity>
// DELETE /api/activities/{id}?turn=…&scope=… → Changed<null>
// POST /api/activities/{id}/done ActivityDone → Changed<Activity> ; /reopen {turn?} → Changed<Activity>
// POST /api/activities/{id}/check-in CheckInWish → Changed<Activity>
// POST /api/activities/{id}/answer {answer} → Changed<Activity>: of a colleague who was asked to come
// POST /api/activities/bulk ActivitiesBulk → ActivitiesBulkDone
// GET /api/activities/{id}/changes?cursor → Page<ChangeRow>
export type ActivityKind = "task" | "call" | "meeting" | "visit"
export type ActivityState = "open" | "done" | "cancelled"
export type ActivityPriority = "normal" | "high"
export interface ActivityRow {
  id: string
  kind: ActivityKind
  title: string
  state: ActivityState
  /**
   * When it begins; when a task is due. Of a series, its turn that is next to be done. Null for a task without a day.
   * Where it takes whole days, midnight where the workspace is.
   */
  at: string | null
  /** Null for tasks; the first moment after it. */
  ends_at: string | null
  all_day: boolean
  clock: DealClock
  owner: Named | null
  /** Null where there is none or the caller does not see them. */
  person: Named | null
  company: Named | null
  deal: Named | null
  lead: Named | null
  order: Named | null
  priority: ActivityPriority
  place: string | null
  /** How it repeats: RFC 5545, as FREQ=WEEKLY;BYDAY=MO. Null for once. */
  repeats: string | null
  /** Seen by its owner and who takes part alone; in the calendars of others it is "busy". */
  private: boolean
  /** What came of it. */
  outcome: string | null
  done_at: string | null
  /** The rule of revisits that made it. */
  rule: Named | null
  created_at: string
  updated_at: string
  fields: Record<string, unknown>
  linked?: Record<string, string>
}
export type GuestAnswer = "asked" | "yes" | "no" | "maybe"
export interface ActivityGuest {
  who: Named
  answer: GuestAnswer
}
/** Somebody was there. */
export interface CheckIn {
  at: string
  by: Named | null
  lat: number
  lon: number
  /** Metres, as the device says; null where it did not. */
  accuracy: number | null
  /** Metres from where it was to be; null where that is not known. */
  distance: number | null
}
/** A page of one: of a series, as one of its turns stands. */
export interface Activity {
  row: ActivityRow
  /** Which turn of the series this is: when it was to begin by the rule. Null where it does not repeat. */
  turn: string | null
  note: string
  lat: number | null
  lon: number | null
  /** Minutes before it begins that its owner is reminded; null for never. */
  remind: number | null
  guests: ActivityGuest[]
  check_ins: CheckIn[]
  /** The time zone in which it repeats and whose clock it keeps. */
  zone: string
  by: Named | null
  may_edit: boolean
  may_delete: boolean
  /** The answer of the caller, where they were asked to come. */
  answer: GuestAnswer | null
}
/** Left out stands as it is. */
export interface ActivityWish {
  kind?: ActivityKind
  title?: string
  /** RFC 3339; null for a task without a day. */
  at?: string | null
  /** For calls, meetings, visits; half an hour after the beginning where it is left out. */
  ends_at?: string | null
  all_day?: boolean
  owner?: string
  person?: string | null
  company?: string | null
  deal?: string | null
  lead?: string | null
  order?: string | null
  priority?: ActivityPriority
  place?: string | null
  lat?: number | null
  lon?: number | null
  repeats?: string | null
  private?: boolean
  note?: string
  remind?: number | null
  /** Colleagues. */
  guests?: string[]
  fields?: Record<string, unknown>
}
/** What a change of a series is of: this turn alone, this one and all after it, or all of them. */
export type ActivityScope = "this" | "following" | "all"
export interface ActivityChange {
  set: ActivityWish
  /** Values as they were read, by the names of `set`; 409 "changed" as for people where one is another by now. */
  was?: Record<string, unknown>
  turn?: string
  /** "this" unless it says otherwise; needs a turn. */
  scope?: ActivityScope
}
export interface ActivityDone {
  turn?: string
  /** What came of it; on the timeline of the person. */
  outcome?: string
  /** When it was done; now unless it says otherwise. */
  at?: string
  /** What is to be done after it: of the same owner and about the same records unless it says otherwise. */
  next?: ActivityWish
}
export interface CheckInWish {
  turn?: string
  lat: number
  lon: number
  accuracy?: number
}
export interface ActivitiesBulk {
  ids: string[]
  /** One of these. */
  done?: true
  owner?: string
  /** Later by so many days, or earlier. */
  days?: number
  delete?: true
}
export interface ActivitiesBulkDone {
  done: number
  /** What could not be done, and why. */
  refused: { id: string; code: string; message: string }[]
  batch: string | null
}
export interface ActivitiesAbout {
  /** What is due first stands first. */
  open: ActivityRow[]
  /** What was done last stands first, at most 20. */
  done: ActivityRow[]
  /** Whether the caller may plan something about it. */
  may_add: boolean
}
export interface ActivitiesToday {
  /** Not done though its time has passed; the oldest first, at most 100. */
  overdue: ActivityRow[]
  overdue_total: number
  today: ActivityRow[]
  /** The next seven days, at most 50. */
  coming: ActivityRow[]
  /** How many were done today. */
  done: number
}

// ── the calendar ─────────────────────────────────────────────────────────
export interface CalendarTurn {
  /** Null where it is somebody else's and private. */
  id: string | null
  turn: string | null
  kind: ActivityKind | null
  title: string | null
  state: ActivityState
  at: string
  ends_at: string | null
  all_day: boolean
  clock: DealClock
  owner: Named
  /** Colleagues who come too: their ids. */
  guests: string[]
  /** Whose page is behind it: person, else company, else deal, else lead. */
  about: Named | null
  place: string | null
  repeats: boolean
  priority: ActivityPriority
  /** Whether the caller may drag it. */
  may_edit: boolean
}
export interface CalendarView {
  turns: CalendarTurn[]
  /** More than could be told: fewer days or fewer colleagues show all. */
  more: boolean
  /** Those whose calendars the caller may ask for. */
  colleagues: Named[]
  zone: string
}
export interface BusyOf {
  who: Named
  busy: { from: string; to: string }[]
}

// ── a day outside ────────────────────────────────────────────────────────
export interface RouteStop {
  activity: ActivityRow
  turn: string | null
  /** Null where nobody knows where it is. */
  lat: number | null
  lon: number | null
  /** Metres in a straight line from the stop before; null for the first, and where one of both is not known. */
  metres: number | null
  checked_in: string | null
}
export interface DayRoute {
  day: string
  stops: RouteStop[]
  metres: number
  /** The ids in the order in which the way is shortest, where it is shorter by a tenth at least; else null. Times are for the reader to move. */
  shorter: { ids: string[]; metres: number } | null
}

// ── revisits ─────────────────────────────────────────────────────────────
// GET /api/revisits → Revisit[] ; POST RevisitWish → Changed<Revisit> ; PATCH, DELETE /api/revisits/{id}
// POST /api/revisits/preview RevisitWish → RevisitPreview ; changes need the right "views"
/** A rule by which customers are come back to. */
export interface Revisit {
  id: string
  name: string
  /** Whom: a filter of people. */
  filter: string
  kind: ActivityKind
  title: string
  note: string
  /** From one to the next of the same person, in days. */
  every_days: number
  /** Not while somebody dealt with them within so many days. */
  quiet_days: number
  /** How many a colleague is given a day at most. */
  daily: number
  /** Who gets those of whom nobody is the owner; null leaves them out. */
  fallback: Named | null
  live: boolean
  /** Open ones that it made, and those that are done. */
  open: number
  done: number
  last_run: string | null
}
export interface RevisitWish {
  name?: string
  filter?: string
  kind?: ActivityKind
  title?: string
  note?: string
  every_days?: number
  quiet_days?: number
  daily?: number
  fallback?: string | null
  live?: boolean
}
export interface RevisitPreview {
  /** Those whom the filter finds. */
  people: number
  /** Those of them who are due now. */
  due: number
  /** The first of them with who would get them and when. */
  first: { person: Named; owner: Named | null; at: string | null; last: string | null }[]
}

// ── in other programs ────────────────────────────────────────────────────
// GET /api/calendar-feed → CalendarFeed ; POST → CalendarFeed: a new address, the one before stops ; DELETE → CalendarFeed
export interface CalendarFeed {
  /** The address to subscribe to: whoever has it reads the caller's calendar. Null where there is none. */
  url: string | null
  /** The address of the server for CalDAV, with an API key as the password. */
  caldav: string
}
export type ActivityChanged = Changed<Activity>

export interface Problem {
  status: number
  code: string
  message: string
  fields?: { field: string; code: string; message: string }[]
  detail?: Record<string, unknown>
  request_id?: string
}

// ── a company ────────────────────────────────────────────────────────────
// GET /api/companies/{id} → Company
// POST /api/companies {name, …fields, anyway?: true} → Changed<Company>
//   409 code "duplicate" detail {company: Named} when a company of this name or domain exists; `anyway` makes it all the same
// PATCH /api/companies/{id} {set: {key: value|null}, was?: {key: value|null}} → Changed<Company>
//   `was` is what the author had read: 409 code "changed" detail {conflicts: Moved[]} when a value is another by now
// DELETE /api/companies/{id} → Changed<null>; undo brings it back with its people
// POST /api/companies/merge CompanyMerge → Changed<Company>: the one that stays; undo brings both back as they were
// GET /api/companies/{id}/changes?cursor= → Page<ChangeRow>
export interface Company {
  row: CompanyRow
  portrait: PortraitValue[] // every known value with its source; `others` is always empty
  people: { edge: string; person: PersonRow; title: string | null; since: string | null }[] // at most 200, whom the caller may see
  can_edit: boolean
  group?: CompanyGroup
  /** Companies that were merged into it, the newest merge first; undo of the batch takes one apart again. */
  merges: { id: string; name: string; by: Source; at: string; batch: string }[]
}
export interface CompanyMerge {
  /** The company that stays: people, parts, deals, quotes, agreements, things, files and talk of the other come to it. */
  keep: string
  other: string
  /** Keys of fields of which the other's value is taken; of the rest it fills what is empty, and tags are joined. */
  take?: string[]
}
/** Where a company stands among companies that are parts of one another. */
export interface CompanyGroup {
  above: { edge: string; id: string; name: string }[] // the nearest first
  below: { edge: string; id: string; name: string; depth: number; people_count: number }[] // in the order of the tree
  more: boolean
  people_count: number
  bought: Sum[]
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
// POST /api/duplicates/{id} {decision:"same"|"different"|"later", winner?} → Changed<Joined | null>
/** What a decision that two are the same made. */
export interface Joined {
  person: string
}
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

// ── objects and fields ───────────────────────────────────────────────────
// GET /api/objects → ObjectInfo[]
export type ObjectKind = "person" | "company" | "interaction" | "order" | "deal" | "lead" | "activity"
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
  /** What to write in it: in the words of the workspace, of a built-in field else in those of the program, in the caller's language. */
  help?: string
  /** Where a link leads. */
  target?: ObjectKind
  custom: boolean
  editable: boolean
  sortable: boolean
  /** Whether lists can be counted by it; told by GET /api/objects. */
  groupable?: boolean
}
export interface ObjectInfo {
  object: ObjectKind
  fields: Field[]
}

// POST /api/objects/{object}/fields NewField → Changed<Field> ; PATCH,DELETE /api/objects/{object}/fields/{key}
// Of a built-in field PATCH takes `help` alone; empty brings back the program's own words.
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
// PUT /api/files/categories {categories} → {categories}
// GET,POST /api/people|companies/{id}/files, PATCH,DELETE …/files/{file} → KeptFiles
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
  /** What files filed with a record can be; the app has words for contract, identity, offer, invoice, photo and report. */
  categories: string[]
}
export interface KeptFile extends FileInfo {
  place: "record" | "field" | "note"
  field?: string
  interaction?: string
  /** Of those filed with the record: what they are; one that is no longer a category of the workspace stays. */
  category: string | null
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

// ── news ─────────────────────────────────────────────────────────────────
// GET /api/home?whose=me|team|all → HomeToday
/** Whose rows: the caller's, those of the teams that they lead or are in with those below, all that they see. */
export type Whose = "me" | "team" | "all"
export interface HomeToday {
  whose: Whose
  /** What the caller may ask for; the widest last. */
  whoses: Whose[]
  /** The beginning of the last working day before today, where the caller is. */
  since: string
  news: HomeFigure[]
  stale: StaleFigure[]
}
export interface HomeFigure {
  of: "people_new" | "leads_new" | "deals_new" | "deals_won" | "deals_lost" | "orders_new"
  count: number
  /** What they come to in the workspace's currency; null where they have no amounts. */
  amount: Sum | null
  object: ObjectKind
  /** What finds them in the list of the object. */
  filter: string
}

// ── stale and silent ─────────────────────────────────────────────────────
// GET /api/stale?of=deals&whose=team&limit&cursor → Page<StaleRow>: the longest first
// GET /api/stale/rules → StaleRules ; PUT StaleRules → StaleRules
export type StaleOf = "deals" | "leads" | "people"
export interface StaleFigure {
  of: StaleOf
  count: number
  /** Whether there are more than were counted. */
  more: boolean
}
/**
 * Why: longer in its stage than the stage allows; nothing planned; what was planned was missed; nobody has worked on it;
 * nothing heard of who is usually heard of; an order that was to be expected did not come.
 */
export type StaleReason = "stage_age" | "no_plan" | "plan_missed" | "untouched" | "silent" | "order_missed"
export interface StaleRow {
  id: string
  object: ObjectKind
  name: string
  owner: Named | null
  person: Named | null
  company: Named | null
  reasons: StaleReason[]
  /** Since when by the first of the reasons, and how many days that is. */
  since: string
  days: number
  /** Of a deal or a lead its amount, of a person what they have bought for. */
  amount: Sum | null
  /** The stage of a deal. */
  stage: string | null
}
export interface StaleRules {
  /** Days without anything planned until a deal is stale, beside what its stage allows. 1 to 365. */
  deal_days: number
  /** Days without work on it until a lead is. */
  lead_days: number
  /** Days without anything heard until a person who has bought before is silent. */
  person_days: number
}

// ── performance ──────────────────────────────────────────────────────────
// GET /api/performance?period=2026-Q4&compare=before|year → Performance
// GET /api/performance/why?period=2026-Q4&compare=before|year&who=usr_…&team=tea_… → PerformanceWhy
/**
 * Leads taken and converted, hours until the first work on one (median), calls, meetings and visits done, deals opened, won and
 * lost, what was won, the share of won among closed (percent), days from opening to winning (average), what is open, the share of
 * the target that was won (percent), what is overdue now.
 */
export type PerformanceFigure =
  | "leads_taken"
  | "leads_converted"
  | "first_work_hours"
  | "calls"
  | "meetings"
  | "visits"
  | "deals_opened"
  | "deals_won"
  | "deals_lost"
  | "won_amount"
  | "win_rate"
  | "days_to_win"
  | "open_amount"
  | "target_share"
  | "overdue"
export interface Performance {
  period: string
  from: string
  to: string
  before: { from: string; to: string }
  currency: string
  /** Amounts that are in no sum, for want of a rate. */
  unrated: Sum[]
  /** The colleagues whose rows the caller sees, by name; the teams that they are in; all of them together. */
  people: PerformanceRow[]
  teams: PerformanceRow[]
  all: PerformanceRow
}
export interface PerformanceRow {
  who: Named | null
  /** The team of a colleague; the team above a team. */
  team: Named | null
  /** Decimal text; null where there is nothing to tell, as no share of nothing. */
  values: Record<PerformanceFigure, string | null>
  before: Record<PerformanceFigure, string | null>
  /** What finds the rows behind a figure, where it is of rows. */
  rows: Partial<Record<PerformanceFigure, { object: ObjectKind; filter: string }>>
}
/**
 * What was won is how many were closed, times the share of them that was won, times the size of one: the change parted among the
 * three without a rest (logarithmic mean Divisia index, Ang 2004), then among what the deals were about.
 */
export interface PerformanceWhy {
  who: Named | null
  team: Named | null
  from: string
  to: string
  before: { from: string; to: string }
  currency: string
  won: { value: string; before: string }
  parts: { of: "closed" | "win_rate" | "size"; value: string; before: string; effect: string }[]
  /** By source, by customer kind, by pipeline: where the change comes from, the largest first. */
  by: {
    field: "source" | "pipeline" | "person.tier" | "owner"
    keys: { value: string | null; label: string | null; won: string; before: string; change: string; filter: string }[]
  }[]
  /** Why deals were lost in this span and the one before. */
  lost: { reason: string | null; count: number; before: number; filter: string }[]
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

// ── worth ────────────────────────────────────────────────────────────────
/** How the worth of customers is reckoned. */
export interface WorthSettings {
  /** Whether everybody is reckoned every night. */
  on: boolean
  /** How many months ahead: 1–60. */
  months: number
  /** What of a sale remains, in percent: 1–100. */
  margin: number
  /** How much less money is worth a year later, in percent: 0–100. */
  discount: number
}
/** What the newest model learned from, and how it did on orders it had not seen. */
export interface WorthModel {
  made_at: string
  /** People who ordered, and the days they ordered on. */
  people: number
  orders: number
  from: string
  until: string
  /** The last third of the orders, told ahead from the first two; null while there are too few. */
  check: WorthCheck | null
}
export interface WorthCheck {
  people: number
  days: number
  /** Mean error of the number of orders a customer placed, by the model and by going on as before. */
  error: number
  error_as_before: number
  /** Orders of all, as told ahead and as placed. */
  told: number
  placed: number
}
/** GET /api/worth, PUT /api/worth WorthSettings → Worth */
export interface Worth extends WorthSettings {
  currency: string
  /** Null until enough was ordered to learn from. */
  model: WorthModel | null
  /** How many customers stand in each class: A those who together bought 80 % within a year, B the next 15 %, C the rest. */
  classes: Record<"A" | "B" | "C", number>
  progress?: Progress
}
/** GET /api/people/{id}/worth: reckoned at once. */
export interface PersonWorth {
  /** Why nothing is known: nothing was ordered, there are too few orders to learn from, it is switched off, or the person wants no profile. */
  unknown: null | "no_orders" | "few_orders" | "off" | "no_profile"
  months: number
  currency: string
  /** What is expected within so many months, margin and discount applied. Decimal text. */
  amount: string
  /** Orders expected within so many months. */
  orders: number
  /** What an order of theirs is expected to come to. Decimal text. */
  spend: string
  /** The chance that they still buy, 0–1. */
  active: number
  /** Days between two orders; null after one order. */
  rhythm: number | null
  /** When the next order is expected, maybe in the past; null after one order. */
  next_at: string | null
  class: "A" | "B" | "C" | null
  /** Days on which they ordered. */
  days: number
  last_at: string | null
}

// ── needs ────────────────────────────────────────────────────────────────
/** due: bought again and again, and it is time. asked: they asked for it and have not bought it. together: others who bought the same bought this too. */
export type NeedKind = "due" | "asked" | "together"
export type NeedState = "open" | "met" | "dismissed"
export interface Need {
  id: string
  kind: NeedKind
  /** The product or the words; a guess of the program, never a fact. */
  what: string
  /** 0–1: how sure. */
  score: number
  /** When it is due. */
  due_at: string | null
  found_at: string
  state: NeedState
  decided_at: string | null
  decided_by: Named | null
  /** What speaks for it. */
  evidence: NeedEvidence
}
export interface NeedEvidence {
  /** due: how often they bought it, every how many days, when last. */
  times?: number
  every_days?: number
  last_at?: string
  /** Whether the rhythm is their own or that of all who buy it. */
  rhythm?: "own" | "others"
  /** asked: what they said, where and when. */
  interaction?: string
  text?: string
  channel?: string
  at?: string
  /** together: which product they bought, how many others bought both, the share of its buyers, and how many times more than by chance. */
  bought?: string
  both?: number
  share?: number
  lift?: number
  /** The product by its key in baskets. */
  product?: string
}
/** GET /api/people/{id}/needs → Need[] (open ones first); PUT /api/needs/{id} {state} → Need */
/** GET /api/needs ?kind=&owner=usr_…|none&limit=&cursor= → NeedPage: open ones of all whom the caller sees, the surest first. */
export interface NeedRow extends Need {
  person: Named
  owner: Named | null
}
export interface NeedPage {
  rows: NeedRow[]
  next: string | null
  /** Open ones by kind, of the same owner. */
  counts: Record<NeedKind, number>
}

// ── offers ───────────────────────────────────────────────────────────────
// POST /api/offers OffersAsked → Offer[]: what could be offered beside what is on the table, at most six, the surest first
export interface OffersAsked {
  /** For whom; without one, for anybody. */
  person?: string | null
  currency: string
  /** What is on the table, at most 100. */
  variants?: string[]
}
/** due: it is time to buy it again. together: its buyers bought this too. larger: the next size. better: its buyers went on to this, which costs more. */
export type OfferWhy = "due" | "together" | "larger" | "better"
export interface Offer {
  why: OfferWhy
  variant: string
  product: string
  /** With what it is of each choice. */
  name: string
  code: string
  unit: string
  /** What one costs the customer. */
  price: string
  /** The list that says so; null for the catalogue's own price. */
  list: Named | null
  score: number
  /** What is on the table that it goes with, or would stand for. */
  with: string | null
  /** The need that it would meet. */
  need: string | null
  evidence: NeedEvidence & {
    /** Of those who bought both, how many bought this later. */
    later?: number
    /** larger: the size on the table. */
    instead_of?: string
  }
}

// ── portfolio ────────────────────────────────────────────────────────────
/** GET /api/portfolio ?days=90 → Portfolio: how each colleague's customers stand, as far as the caller sees them. */
export interface Portfolio {
  days: number
  /** The currency of the amounts; orders in others are counted, not added. */
  currency: string
  months: number
  rows: PortfolioRow[]
}
export interface PortfolioRow {
  /** Null: nobody looks after them. */
  owner: Named | null
  people: number
  /** Orders within so many days, their sum, and the sum of as many days before. */
  orders: number
  amount: string
  amount_before: string
  /** Messages, calls, visits, events and repairs of these customers within so many days. */
  contacts: number
  /** Customers with orders who have not been in touch for so many days. */
  silent: number
  /** What they are expected to buy, and how much of it from those who may have left (chance below one half). */
  worth: string
  at_risk: string
  at_risk_people: number
  needs: number
}

// ── leads ────────────────────────────────────────────────────────────────
// GET /api/leads?filter&q&sort&limit&cursor → Page<LeadRow> ; POST LeadWish → Changed<Lead | null>: null where it is out of the maker's sight
//   409 "known" detail {holder: Named | null, registered: Named | null, lead: string | null, ticket: string | null} where the person
//   is somebody else's: with the ticket, who was told so opens a dispute about the lead without seeing it;
//   409 "open_lead" detail {lead: string} where the person has an open lead that the caller sees
// GET /api/leads/{id} → Lead ; PATCH {set, was?} → Changed<Lead | null> ; DELETE → Changed<null>
// GET /api/leads/{id}/changes?cursor → Page<ChangeRow>
// POST /api/leads/claim {ids} → LeadsDone: what waits in a pool becomes mine
// POST /api/leads/assign LeadAssign → LeadsDone: to a colleague, to a pool, or by the rules
// POST /api/leads/{id}/release {reason, pool?} → Changed<Lead | null>: back to the pool
// POST /api/leads/{id}/drop {reason} → Changed<Lead | null> ; POST /api/leads/{id}/reopen → Changed<Lead | null>
// PUT  /api/leads/{id}/guard LeadGuard → Changed<Lead | null>: protected or locked
// GET,PUT /api/leads/reasons → LeadReasons
export type LeadState = "new" | "working" | "converted" | "dropped"
export interface LeadRow {
  id: string
  /** LE-0042. */
  number: string
  name: string
  state: LeadState
  /** Null where the caller does not see the person. */
  person: Named | null
  /** Of the person, as far as the caller sees it. */
  phone: string | null
  email: string | null
  city: string | null
  /** The company, as it was said. */
  company: string | null
  owner: Named | null
  /** The pool it is of, whether somebody has it or not. */
  pool: Named | null
  /** Nobody has it: it waits in its pool. */
  free: boolean
  /** What they want, in their words. */
  interest: string | null
  source: string | null
  /** On which channel they came first. */
  channel: string | null
  amount: string | null
  currency: string
  next_step: string | null
  next_at: string | null
  clock: DealClock
  /** Since when its owner has it. */
  held_since: string | null
  /** When somebody last did something about it. */
  worked_at: string | null
  /** When it goes back to its pool by itself if nothing is done; null for never. */
  returns_at: string | null
  protected_until: string | null
  locked: boolean
  /** Whether a dispute about it is open. */
  disputed: boolean
  reason: string | null
  /** What became of it. */
  deal: Named | null
  created_at: string
  updated_at: string
  fields: Record<string, unknown>
  linked?: Record<string, string>
}
/** Something by which they came: the first one is the first touch. */
export interface LeadTouch {
  at: string
  /** The kind of interaction; "hand", "import" or "api" where it was none. */
  kind: string
  channel: string | null
  title: string | null
  text: string | null
  url: string | null
  campaign: string | null
  /** The interaction, where there is one that the caller sees. */
  interaction: string | null
  /** Who entered it. */
  by: Named | null
}
export type LeadHow =
  | "rule" /* the rules gave it */
  | "claim"
  | "release"
  | "recycle" /* it went back by itself */
  | "hand" /* a colleague gave it */
  | "decision" /* a dispute was decided */
  | "made"
  | "handover"
/** From whom to whom it went, and why. */
export interface LeadMove {
  at: string
  how: LeadHow
  from: Named | null
  to: Named | null
  pool: Named | null
  by: Named | null
  /** The name of the rule, as it was called then. */
  rule: string | null
  reason: string | null
  why: AssignWhy[]
}
/** What a colleague has done about the person, counted by the program. */
export interface LeadWork {
  who: Named
  held_days: number
  calls: number
  visits: number
  messages: number
  notes: number
  first_at: string | null
  last_at: string | null
}
/** Whether the caller may claim it: nothing stands in the way, or what does. */
export interface LeadClaim {
  may: boolean
  code: "taken" | "not_member" | "daily_cap" | "holding_cap" | "cooling" | "locked" | "closed" | null
  /** When it stops to stand in the way. */
  until: string | null
}
export interface Lead {
  row: LeadRow
  /** Oldest first. */
  touches: LeadTouch[]
  /** Newest first. */
  moves: LeadMove[]
  work: LeadWork[]
  /** Registrations of colleagues that hold for it. */
  registrations: Registration[]
  /** The open dispute, or the last one that was decided. */
  dispute: Dispute | null
  claim: LeadClaim
  may_edit: boolean
  may_delete: boolean
  /** Whether the caller may give it to a colleague. */
  may_assign: boolean
  /** Whether the caller may protect or lock it. */
  may_guard: boolean
  /** Whether the caller may open a dispute about it. */
  may_dispute: boolean
}
export interface LeadWish {
  /** The person, where there is one already. */
  person?: string
  /** Else who it is: a person is found by these, or made. */
  name?: string
  identities?: { kind: string; value: string }[]
  company?: string
  interest?: string
  source?: string
  amount?: string
  currency?: string
  /** "me" (so it is where nothing is said), "rules", the id of a colleague or of a pool. */
  to?: string
  [field: string]: unknown
}
export interface LeadAssign {
  ids: string[]
  /** "rules", the id of a colleague, or of a pool. */
  to: string
  reason?: string
}
/** What became of each: done, or refused with its code. */
export interface LeadOutcome {
  id: string
  ok: boolean
  /** As of LeadClaim; "not_found", "out_of_reach" besides. */
  code: string | null
  until: string | null
  /** Who has it now. */
  owner: Named | null
  pool: Named | null
}
export interface LeadsDone {
  outcomes: LeadOutcome[]
  /** For undo; null where nothing was done. */
  batch: string | null
}
export interface LeadGuard {
  locked: boolean
  protected_until: string | null
}
export interface LeadReasons {
  /** Why a lead leads nowhere. */
  drop: string[]
  /** Why somebody gives one back. */
  release: string[]
}

// ── conversion ───────────────────────────────────────────────────────────
// GET /api/leads/{id}/conversion → LeadConversion ; POST /api/leads/{id}/convert LeadConvert → Changed<{lead: Lead | null; deal: Deal | null}>
/** A person that may be the same one. */
export interface LeadTwin {
  person: Named
  phone: string | null
  email: string | null
  city: string | null
  owner: Named | null
  /** How likely, in percent. */
  likeness: number
  /** What speaks for it, as on the page of duplicates. */
  reasons: string[]
  open_deals: number
}
export interface LeadConversion {
  twins: LeadTwin[]
  /** Companies that may be the one it was said to be. */
  companies: { company: Named; domain: string | null; city: string | null }[]
  deal: { name: string; pipeline: string; stage: string; amount: string | null; currency: string }
}
export interface LeadConvert {
  /** The twin with which the person is to be one. */
  merge?: string
  /** The company, or the name of a new one. */
  company?: { id: string } | { name: string }
  /** Nothing where no deal is to be made. */
  deal?: {
    name: string
    pipeline?: string
    stage?: string
    amount?: string | null
    currency?: string
    expected_on?: string | null
    [field: string]: unknown
  }
}
export type LeadConverted = Changed<{ lead: Lead | null; deal: Deal | null }>

// ── pools ────────────────────────────────────────────────────────────────
// GET /api/pools → Pool[] (those the caller is in, all to whom who sets up) ; POST PoolWish ; PATCH,DELETE /api/pools/{id} → Pool[]
export interface Pool {
  id: string
  name: string
  /** Who may claim from it; nobody named is everybody. */
  users: Named[]
  teams: Named[]
  /** Claims of one colleague a day, and leads of it that one may hold; null for no limit. */
  daily_cap: number | null
  holding_cap: number | null
  /** For so many days, who gave a lead back or let it go does not claim it again. */
  cool_days: number
  /** For so many days after a claim, it does not go back by itself. */
  protect_days: number
  /** A lead about which nothing was done for so many days goes back; null for never. */
  silent_days: number | null
  /** A lead that has brought no deal after so many days goes back; null for never. */
  deal_days: number | null
  /** Its owner is reminded so many days before. */
  remind_days: number[]
  /** Customers whom this pool watches too: let go by their owner's silence, they come into it as leads. A filter; none for nobody. */
  customers: string | null
  /** Why it watches nobody any more: what is wrong with the filter. */
  fault?: string
  /** Leads that wait in it, and those of it that the caller holds. */
  waiting: number
  mine: number
  /** What the caller has claimed from it today. */
  claimed_today: number
  member: boolean
}
export type PoolWish = Partial<
  Omit<Pool, "id" | "users" | "teams" | "fault" | "waiting" | "mine" | "claimed_today" | "member">
> & { users?: string[]; teams?: string[] }

// ── capture ──────────────────────────────────────────────────────────────
// GET,PUT /api/leads/captures → LeadCaptures
/** What makes a lead by itself when it arrives: a form, a post, a message that says what somebody needs. */
export interface LeadCapture {
  id: string
  name: string
  /** A filter over interactions. */
  filter: string
  /** The source that the lead is said to be of. */
  source: string
  on: boolean
  /** Leads it made in the last thirty days. */
  made: number
  /** Why it makes none any more: a field is gone. */
  fault?: string
}
export interface LeadCaptures {
  captures: LeadCapture[]
}
export interface LeadCapturesWish {
  captures: { id?: string; name: string; filter: string; source: string; on: boolean }[]
}

// ── assignment ───────────────────────────────────────────────────────────
// GET /api/assignment → Assignment ; PUT {rules: AssignRuleWish[]; fallback: string | null} → Assignment
// GET /api/assignment/seats → Seat[] ; PUT {seats: SeatWish[]} → Seat[]
// POST /api/assignment/simulate {rules?, last?: 500} → Simulation
export type AssignTo =
  /** One of these, or of everybody in these teams. */
  | { kind: "users"; users: string[]; teams: string[]; by: "turn" | "load" }
  /** Whoever looks after the territory in which the person lies. */
  | { kind: "territory"; by: "turn" | "load" }
  /** Whoever looks after the person already, or has registered them. */
  | { kind: "keeper" }
  | { kind: "pool"; pool: string }
export interface AssignRule {
  id: string
  name: string
  on: boolean
  /** A filter over leads; empty is all. */
  filter: string
  to: AssignTo
  /** Names of the users, teams and the pool in `to`. */
  named: Named[]
  /** Only those who speak the language of the person. */
  language: boolean
  /** Only those who work at this moment. */
  hours: boolean
  /** When the rule holds at all: days (1 Monday … 7) and times of day of the workspace; null is always. */
  when: { days: number[]; from: string; to: string } | null
  /** Leads it gave in the last thirty days. */
  given: number
  fault?: string
}
export type AssignRuleWish = Omit<AssignRule, "id" | "named" | "given" | "fault"> & { id?: string }
export interface Assignment {
  /** In their order: the first that finds somebody gives. */
  rules: AssignRule[]
  /** The pool for what no rule gives; null leaves it with nobody. */
  fallback: Named | null
}
/** What a colleague can take. */
export interface Seat {
  who: Named
  team: string | null
  /** Open leads at once, and new ones in a month; null for no limit. */
  capacity: number | null
  monthly: number | null
  languages: string[]
  hours: { days: number[]; from: string; to: string } | null
  away_until: string | null
  /** Open leads now, and those given this month. */
  open: number
  month: number
}
export interface SeatWish {
  who: string
  capacity: number | null
  monthly: number | null
  languages: string[]
  hours: { days: number[]; from: string; to: string } | null
  away_until: string | null
}
/** What one rule said of a lead. */
export interface AssignWhy {
  rule: string
  /** chosen: it gave. The rest: why not, and of whom. */
  code:
    | "chosen"
    | "off"
    | "filter"
    | "schedule"
    | "nobody"
    | "full"
    | "month_full"
    | "off_hours"
    | "away"
    | "language"
    | "fallback"
    | "none"
  /** Those who could not take it. */
  who?: Named[]
  /** What spoke for the chosen one. */
  by?: "turn" | "load" | "keeper" | "registered" | "territory" | "only"
  open?: number
}
export interface Simulated {
  lead: Named
  at: string
  source: string | null
  /** Who has it, and who would. */
  had: Named | null
  gets: Named | null
  pool: Named | null
  rule: string | null
  why: AssignWhy[]
}
export interface Simulation {
  leads: Simulated[]
  /** By colleague or pool: how many they were given, how many they would be. */
  parts: { who: Named; had: number; gets: number }[]
  /** Leads for which nobody would be found. */
  nobody: number
}

// ── fairness ─────────────────────────────────────────────────────────────
// GET /api/leads/fairness?from=2026-11-01&to=2026-11-30 → Fairness
export interface FairnessPart {
  who: Named
  team: string | null
  /** How leads came to them within the time. */
  rule: number
  claimed: number
  hand: number
  /** What those leads could be expected to bring, by what each source brought in a year. */
  expected: string
  /** Went back by themselves, given back. */
  recycled: number
  released: number
  converted: number
  /** Of those that came within the time. */
  won: number
  won_total: string
  /** Minutes until something was first done, the median; null where nothing was. */
  answer_minutes: number | null
  /** Open now. */
  open: number
  filter: string
}
export interface Fairness {
  from: string
  to: string
  currency: string
  parts: FairnessPart[]
  /** 100 where all were given as much, 0 where one was given all: by number, and by what it could bring. */
  even_count: number | null
  even_expected: number | null
  /** What each source brought in the last year: leads, converted in percent, expected a lead. */
  sources: { source: string; leads: number; converted: number; expected: string; filter: string }[]
  /** Currencies without a rate: their amounts are in no sum. */
  unrated: string[]
  disputes: { opened: number; open: number; kept: number; moved: number; shared: number }
}

// ── disputes ─────────────────────────────────────────────────────────────
// GET /api/disputes?state=open|decided|all&limit&cursor → Page<Dispute> ; POST /api/leads/{id}/disputes {text, ticket?} → Dispute
// GET /api/disputes/{id} → Dispute ; POST /api/disputes/{id}/words {text} → Dispute
// POST /api/disputes/{id}/decide DisputeDecision → Dispute ; POST /api/disputes/{id}/appeal {text} → Dispute ; POST /api/disputes/{id}/withdraw → Dispute
export type DisputeState = "open" | "decided" | "appealed" | "final" | "withdrawn"
export type DisputeOutcome = "kept" | "moved" | "shared"
/** What happened in a dispute; both sides read all of it. */
export interface DisputeWord {
  at: string
  by: Named | null
  kind: "opened" | "said" | "decided" | "appealed" | "withdrawn"
  text: string
  outcome: DisputeOutcome | null
}
/** What the program gathered for one side. */
export interface DisputeSide {
  who: Named
  /** Their first touch with the person: an interaction of theirs, a lead, a registration; whichever was first. */
  first: { at: string; what: "interaction" | "lead" | "registration" | "deal"; text: string | null } | null
  work: LeadWork
  registered_at: string | null
  open_deals: number
}
export interface Dispute {
  id: string
  lead: Named
  person: Named | null
  state: DisputeState
  claimant: DisputeSide
  holder: DisputeSide
  outcome: DisputeOutcome | null
  /** Percent of the claimant where it is shared. */
  share: number | null
  opened_at: string
  decided_at: string | null
  decided_by: Named | null
  words: DisputeWord[]
  may_say: boolean
  may_decide: boolean
  may_appeal: boolean
  may_withdraw: boolean
}
export interface DisputeDecision {
  outcome: DisputeOutcome
  /** Percent for the claimant, 1 to 99; only where it is shared. */
  share?: number
  text: string
}

// ── registration ─────────────────────────────────────────────────────────
// GET /api/registrations?q&limit&cursor → Page<Registration> ; POST RegistrationWish → Registration
//   409 "registered" detail {by: Named, until} where a colleague's holds; 409 "known" as for leads
// DELETE /api/registrations/{id} → Registration: withdrawn
/** A colleague's word that they are about to win somebody. */
export interface Registration {
  id: string
  who: Named
  name: string
  company: string | null
  /** As the caller may see it. */
  identities: { kind: string; value: string }[]
  person: Named | null
  text: string | null
  at: string
  until: string
  state: "holds" | "over" | "withdrawn" | "came"
  mine: boolean
}
export interface RegistrationWish {
  name: string
  company?: string
  identities: { kind: string; value: string }[]
  text?: string
}

// ── saved views ──────────────────────────────────────────────────────────
// GET /api/views → View[] ; POST /api/views ; PATCH,DELETE /api/views/{id} ; POST /api/views/{id}/restore
export interface ViewBody {
  filter?: string
  q?: string
  sort?: string
  columns?: string[]
  /** The key of the last column that stays while the rest scrolls sideways; "-" where none does. */
  frozen?: string
  /** Pixels of columns that are not as wide as usual, by key. */
  widths?: Record<string, number>
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
// By the values of a field: words, choices, links, up to 20 different numbers. More numbers are ranges (`range`), dates are
// months ("2026-11", the latest first; years where they are more than 240 months), birthdays months of the year (1 to 12), and of tags and choices of
// several a record counts in each, so that the groups add up to more than the list. Field.groupable says by what.
export interface Group {
  /** Null for those without a value; of a range "10–20". */
  value: string | number | boolean | null
  /** The name of the record or the colleague that the value leads to, where the caller may see it. */
  label?: string
  /** The bounds of a range of numbers, decimal text; `to` is outside. */
  range?: { from: string; to: string }
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
// GET /api/people|companies|orders|interactions/days?filter=&q=&by=&from=2026-11-01&to=2026-11-30&each=4 → Days<Row> (at most 62 days)
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
  /** Null, as everything here, to whom the role hides it; tags are none then. */
  interaction_count: number | null
  order_count: number | null
  order_total: string | null
  /** What is expected within the months of the settings, decimal text; null while nothing is known. */
  worth_next: string | null
  /** The chance that they still buy, in percent. */
  worth_active: number | null
  worth_class: string | null
  /** When the next order is expected. */
  next_order_at: string | null
  /** Needs that are open. */
  need_count: number | null
  /** When somebody last went through the file, and when that is due again: dates. */
  reviewed_on: string | null
  review_on: string | null
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
  country?: string | null
  address?: string | null
  postcode?: string | null
  phone: string | null
  size: number | null
  owner: Named | null
  tags: string[]
  people_count: number
  created_at: string
  fields: Record<string, unknown>
  /** Names of the records that links in `fields` lead to, by id. */
  linked?: Record<string, string>
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
  /** What one costs, and in what it is counted, where the order says so. */
  price?: string | null
  unit?: string
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

// ── filter ───────────────────────────────────────────────────────────────
// POST /api/filter/check {object,text} → FilterCheck
export interface FilterCheck {
  ok: boolean
  text: string
  count: number | null
  error?: { at: number; len: number; code: string; message: string; expected: string[]; suggestion?: string | null }
}

// ── live ─────────────────────────────────────────────────────────────────
// GET /api/live?topics=person:per_x,company:com_x,talk:per_x,ingest,imports,duplicates,people,companies,deals,leads,activities → text/event-stream; each `data:` is a LiveEvent
export type LiveEvent =
  | { type: "interaction"; person: string; item: TimelineItem }
  | { type: "person"; person: string } // something about the person changed: refetch
  | { type: "people" } // the list changed (throttled)
  | { type: "company"; company: string } // it, its people, files or place in a group changed, or it went: refetch
  | { type: "companies" } // many companies changed: read the list and any open company again
  | { type: "import"; id: string; progress: ImportProgress }
  | { type: "scan"; progress: ScanProgress }
  | { type: "ingest"; accepted: number; refused: number; at: string }
  | { type: "talk"; record: string } // somebody said something about the record
  | { type: "sold"; object: "deal" | "lead" | "activity" } // some deal, lead or activity changed: read the lists again
  | { type: "notices" } // I may have notices I have not read
  | { type: "ready" } // at every connection, and where this listener was too slow to be told everything: refetch

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
  /** Say that their files were gone through today. */
  review?: boolean
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

// POST /api/companies/bulk {who, what} → BulkDone: companies have no review
export interface CompanyBulkWhat {
  set?: Record<string, unknown>
  add_tags?: string[]
  remove_tags?: string[]
  delete?: boolean
}

// POST /api/people/batch {rows} → {rows: BatchOutcome[], refused}
export interface BatchRow {
  op?: "upsert" | "create" | "update" | "delete"
  id?: string
  identities?: { kind: string; value: string }[]
  set?: Record<string, unknown>
}
// POST /api/companies/batch {rows} → the same. A company without an id is known by its domain, else by its whole name
export interface CompanyBatchRow {
  op?: "upsert" | "create" | "update" | "delete"
  id?: string
  /** Make a new one also where one of this name or domain is there. */
  anyway?: boolean
  set?: Record<string, unknown>
}
// POST /api/orders/batch {rows} → the same. A new order is a purchase on the timeline of its person; of one that is there
// the status and fields of one's own change. Orders are not deleted: one that is off has the status `cancelled`.
export interface OrderBatchRow {
  op?: "upsert" | "create" | "update"
  /** Which, by id or by its number, which a new one needs. */
  id?: string
  number?: string
  /** Whose a new one is: an id, or what somebody who is there is known by. */
  person?: string
  identities?: { kind: string; value: string }[]
  status?: string
  /** What a new one comes to, decimal text. */
  amount?: string
  currency?: string
  channel?: string
  at?: string
  lines?: Record<string, unknown>[]
  /** Fields of one's own. */
  set?: Record<string, unknown>
}
// Interactions, and with them orders, also come by the thousand through POST /api/interactions, which answers for each.
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
// ── reviews ──────────────────────────────────────────────────────────────
// GET,PUT /api/review → Reviews; POST /api/people/{id}/review; POST /api/people/bulk {what: {review: true}}
/** How often customers' files are gone through. */
export interface Cycles {
  /** Whether due dates are set every night. */
  on: boolean
  /** The first whose filter finds a person holds; an empty filter finds everybody. */
  cycles: { filter: string; months: number }[]
}
export interface Reviews extends Cycles {
  progress?: Progress
}
export interface MembershipWish {
  numbers?: Membership["numbers"]
  tiers?: Tiers
}

// GET /api/notices?cursor= → {rows, next, unread} ; POST /api/notices/read {id?} ; GET,PUT /api/notices/wanted {kind, wanted}
export interface Notice {
  id: string
  at: string
  kind:
    | "mention"
    | "comment"
    | "owner"
    | "share"
    | "follow"
    | "import"
    | "hook"
    | "watch"
    | "connector"
    | "privacy"
    | "lead" /* detail {did: "given" | "returns" | "returned" | "taken"; n?: of how many, where there are several and no row; at?: when it returns} */
    | "dispute" /* detail {did: "opened" | "said" | "decided" | "appealed" | "withdrawn"; dispute: its id} */
    | "quote" /* detail {did: "submitted" | "approved" | "refused" | "asked" | "declined" | "accepted" | "accepted_open"; text} */
    | "agreement" /* detail {did: "ends" | "renews"; until: a day; agreement: its id} */
    | "activity" /* detail {did: "due" | "asked" | "given"; title; at; activity: its id; turn?: which, of a series} */
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

// ── a person ─────────────────────────────────────────────────────────────
// GET /api/people/{id} → Person    (a merged id answers with the surviving person; id differs)
// POST /api/people {name?,…fields, identities?: {kind,value}[]} → Changed<Person> (409 code "duplicate" detail {person} when an identity is taken)
// PATCH /api/people/{id} {set: {key: value|null}, was?: {key: value|null}} → Changed<Person | null>: null where the change took the person out of the caller's sight
//   `was` is what the author had read: 409 code "changed" detail {conflicts: Moved[]} when a value is another by now
// DELETE /api/people/{id} → Changed<null>
// POST /api/people/{id}/identities {kind,value} → Changed<Person>   DELETE /api/people/{id}/identities/{idn} → Changed<Person>
// POST /api/people/{id}/interactions {kind:"note"|"call"|"visit"|…,text,title?,occurred_at?,props?} → TimelineItem
// POST /api/people/{id}/review → Changed<Person | null>: somebody went through the file today
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
  // count and total are null to whom the role hides them
  orders: {
    count: number | null
    total: string | null
    currency: string
    first_at: string | null
    last_at: string | null
  }
  marks: PersonMark[] // what the law asks of whoever works with the record
  erased_before?: string // when somebody with an address of this person asked to be erased
}
export interface Household {
  head: Named // after whom it is called
  people: Named[] // everybody but the person; where a search found it, everybody but the head
  bought: Sum[] // the person included; nothing to whom the role hides sums
  interaction_count: number | null
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
  order_count: number | null
  interaction_count: number | null
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
// DELETE /api/edges/{id} → Changed<null>;  POST /api/edges {kind,from,to,title?} → Changed<Tied>
/** A tie that was made. */
export interface Tied {
  id: string
}

// ── marks, on the person ─────────────────────────────────────────────────
export type MarkKind = "restricted" | "no_profiling" | "hold"
/** What the law asks of whoever works with the record. The reason is told to those who look after requests. */
export interface PersonMark {
  kind: MarkKind
  at: string
  by: Named | null
  reason: string | null
}

// ── requests ─────────────────────────────────────────────────────────────
export type RequestKind = "access" | "correction" | "restriction" | "objection" | "erasure"
export type RequestWay = "email" | "phone" | "letter" | "web" | "in_person" | "other"
export interface PrivacyRequest {
  id: string
  /** The person it turned out to be, if I see them; none once they were erased. */
  person: Named | null
  /** What they called themselves; empty once they were erased. */
  who: string
  kind: RequestKind
  came_by: RequestWay
  came_at: string
  /** How it was made sure that it is them. */
  verified: string | null
  due_at: string
  overdue: boolean
  /** Why it takes longer. */
  extended: string | null
  state: "open" | "done" | "refused"
  reason: string | null
  by: Named | null
  created_at: string
  closed_at: string | null
  erased: boolean
}
export interface PrivacyStep {
  id: string
  at: string
  by: Named | null
  /** made, person, verified, note, extended, done, refused, reopened, exported, erased, marked, unmarked */
  kind: string
  text: string | null
}
export interface PrivacyRequestWhole extends PrivacyRequest {
  steps: PrivacyStep[]
}
export interface NewPrivacyRequest {
  person?: string
  who?: string
  kind: RequestKind
  came_by: RequestWay
  came_at?: string
  verified?: string
  note?: string
}
export interface PrivacyAct {
  kind: "person" | "verified" | "note" | "extended" | "done" | "refused" | "reopened"
  text?: string
  person?: string
}
export interface PrivacySettings {
  /** Days within which a request is answered. */
  days: number
  /** Days that one extension adds. */
  extension: number
  /** Whether orders of an erased person stay for bookkeeping, with nobody's name. */
  keep_orders: boolean
  order_years: number
  /** What becomes of an erased person who comes again by a door or a file. */
  on_return: "flag" | "refuse"
  /** Who answers: in the register and in the copy. */
  contact: string
}
export interface PrivacyOverview {
  settings: PrivacySettings
  open: number
  overdue: number
}

// ── a person ─────────────────────────────────────────────────────────────
// GET /api/privacy/people/{id}/copy.zip?locale=&request= is everything that is held, as a ZIP.
export interface PersonPrivacy {
  id: string
  name: string
  marks: PersonMark[]
  /** When somebody with an address of this person asked to be erased. */
  erased_before: string | null
  requests: PrivacyRequest[]
}
/** What an erasure would do; nothing is done by asking. */
export interface ErasurePlan {
  /** records, values, identities, consents, interactions, orders, files, comments, relations, changes, … */
  erased: { what: string; n: number }[]
  /** orders, files, audit, records, ledger, views: each with a reason of its own. */
  stays: { what: string; n: number; names?: string[] }[]
  /** Names of webhooks and connectors that are told. */
  told: string[]
  order_years: number | null
  /** What forbids it. */
  hold: PersonMark | null
  /** What has to be typed. */
  confirm: string
}
export interface Erasure {
  id: string
  at: string
  by: Named | null
  cause: "request" | "retention" | "restored"
  /** sweeping: bodies and logs of many people are still looked through. */
  state: "sweeping" | "done"
  counts: Record<string, number>
  request: string | null
}

// ── retention ────────────────────────────────────────────────────────────
/** How long what is kept; null is for ever. Bodies as they arrived are always kept for a while only. */
export interface RetentionRules {
  raw_days: number | null
  refused_days: number | null
  import_days: number | null
  interaction_months: number | null
  interaction_kinds: string[]
  silent_months: number | null
  audit_months: number | null
  request_months: number | null
}
export interface Retention {
  rules: RetentionRules
  /** How many each rule that is on would remove now. */
  would: Record<string, number>
  last: Record<string, { at: string; removed: number }>
}

// ── the register of processing ───────────────────────────────────────────
export type PrivacyClass = "none" | "personal" | "sensitive"
export interface RegisterField {
  key: string
  label: string | null
  custom: boolean
  class: PrivacyClass
  purpose: string | null
  hidden_from: string[]
}
export interface RegisterParty {
  kind: "source" | "connector" | "import" | "staff" | "role" | "hook" | "key"
  name: string
  detail: {
    of?: string
    from?: string
    to?: string
    object?: ObjectKind
    events?: string[]
    scopes?: string[]
    by?: string
    paused?: boolean
    count?: number
    see?: Reach
    export?: Reach
    people?: number
    hidden?: number
    privacy?: boolean
    expires_at?: string | null
    last_used_at?: string | null
    last_at?: string | null
  } | null
}
export interface Register {
  made_at: string
  workspace: string
  contact: string
  objects: { object: ObjectKind; rows: number; fields: RegisterField[] }[]
  sources: RegisterParty[]
  roles: RegisterParty[]
  recipients: RegisterParty[]
  rules: RetentionRules
  order_years: number | null
  marks: Record<MarkKind, number>
  requests: number
  erasures: number
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
  /** By where most of what is known of people comes from, most people first; null where nothing was said. */
  sources: {
    source: Source | null
    count: number
    reachable: number
    named: number
    fresh: number
    /** What lists them; null where the role may not ask for it. */
    filter: string | null
  }[]
  duplicates: number
  /** The same of companies: each figure beside the filter of the list of companies. */
  companies: {
    companies: number
    fields: { field: Field; filled: number; missing: string }[]
    mend: Counted[]
    owners: { owner: Named | null; count: number; filter: string }[]
  }
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

// ── questions ────────────────────────────────────────────────────────────
// GET /api/reports/about?object=deal → ReportAbout
// POST /api/reports/run Question → Answer ; POST /api/reports/rows RowsWish → ReportRows
// POST /api/reports/export ReportExport → the file
export type MeasureKind = "count" | "sum" | "average" | "least" | "most" | "distinct" | "share" | "days"
export type DateUnit =
  | "hour"
  | "day"
  | "week"
  | "month"
  | "quarter"
  | "year"
  | "weekday"
  | "hour_of_day"
  | "month_of_year"
/** What is added up. A field may lie one step away: "person.tier". */
export interface Measure {
  of: MeasureKind
  /** Which field; none for "count" and "share". Of "days" where they begin. */
  field?: string
  /** Of "days": where they end. The average of the days between the two. */
  until?: string
  /** Only rows that pass this; of "share" those whose share of the others is asked for. */
  filter?: string
  /** What it is called instead of its kind and field. */
  name?: string
}
/** What rows are parted by: a field, of this object or one step away ("person.city", "owner.team"). */
export interface Dimension {
  field: string
  /** Of days and instants; month where none is said. Weeks begin on Monday. */
  unit?: DateUnit
}
/**
 * Spans of days: "today", "yesterday", "this_week", "last_week", "next_week", and the same of "month", "quarter", "year";
 * "last_7_days", "last_30_days", "last_90_days", "last_365_days" (today is the last of them), "next_30_days"; or two days,
 * "2026-01-01..2026-03-31", both of them within.
 */
export interface Question {
  object: ObjectKind
  filter?: string
  /** Which rows by when; none is all of them. */
  period?: { field: string; range: string }
  /** 1 to 6. */
  measures: Measure[]
  /** None to three; the last one may stand across (`across`). */
  by?: Dimension[]
  /** Whether the last of `by` makes columns. */
  across?: boolean
  /** The same span before, or a year before; with a period only. */
  compare?: "before" | "year"
  /** What amounts are reckoned in, by the rate of their day; none is the workspace's own currency. */
  currency?: string
  /**
   * Instead of `by`: people by when they first are among the rows, and how many units later they are again. `field` is
   * what they are there by, `unit` day, week, month, quarter or year.
   */
  cohort?: Dimension
  /** The zone in which days begin, by its IANA name; none is the workspace's. */
  zone?: string
}

export interface AnswerMeasure extends Measure {
  /** How its values read; "percent" is 0 to 100: "number", "money" (of `Answer.currency`), "percent", "days", "instant", "date". */
  type: "number" | "money" | "percent" | "days" | "instant" | "date"
}
export interface AxisKey {
  /**
   * Null for rows without one. A day is "2026-11-20", a month "2026-11", a quarter "2026-Q4", a week "2026-W48" (ISO 8601),
   * a year "2026", an hour "2026-11-20T13"; a weekday 1 (Monday) to 7, an hour 0 to 23, a month of the year 1 to 12.
   */
  value: string | number | boolean | null
  /** What a record, a colleague, a choice is called. Words of the program are phrased by the app. */
  label?: string
  /** The colour of a choice. */
  color?: string
  /** Between which numbers, where it is a range; `to` is outside. */
  range?: { from: string; to: string }
}
export interface Axis {
  field: string
  unit?: DateUnit
  /** "cohort" for the first moment of people, "since" for how many units after it. */
  of: "values" | "dates" | "cycle" | "ranges" | "cohort" | "since"
  /** The type of the field, and the object that it is of. */
  type: FieldType
  object: ObjectKind
  keys: AxisKey[]
  /** How many there are beyond the keys; those count in what is added up over all. */
  more: number
}
export interface AnswerCell {
  /** By axis which key, null over all of them: every answer holds what its parts come to, too. */
  at: (number | null)[]
  /** By measure: decimal text, an instant, a day; null where there is nothing to tell. */
  values: (string | null)[]
  /** The same of the span that it is compared with. */
  before?: (string | null)[]
}
export interface Answer {
  axes: Axis[]
  measures: AnswerMeasure[]
  /** Those that hold anything, the coarser ones too; the first is over everything. */
  cells: AnswerCell[]
  /** The days that it is about, and those that it is compared with; both ends within. */
  span: { from: string; to: string } | null
  before: { from: string; to: string } | null
  /** Where days begin: the zone of the caller. */
  zone: string
  currency: string
  /** Amounts that are in no sum, for want of a rate. */
  unrated: Sum[]
  at: string
}
export interface ReportAbout {
  object: ObjectKind
  fields: ReportField[]
}
export interface ReportField {
  /** "city", "person.city", "owner.team" */
  key: string
  type: FieldType
  /** The object that the field is of; the key of the field there. "staff" has "team" alone, "line" is what was bought. */
  object: ObjectKind | "staff" | "line"
  field: string
  /** Of fields of one's own. */
  label?: string
  options?: { id: string; label: string; color: string }[]
  /** What it does for. */
  groups: boolean
  measures: MeasureKind[]
  period: boolean
}
export interface RowsWish {
  question: Question
  /** By axis the value of the key; null over all of them, {"value": null} for rows without one. */
  cell: ({ value: string | number | boolean | null } | null)[]
  /** The measure that was opened, whose filter counts too. */
  measure?: number
  /** Those of the span that it is compared with. */
  before?: boolean
  cursor?: string
}
export interface ReportRows {
  rows: ReportHit[]
  next: string | null
  total: number | null
  /** What finds them in the list of the object, where a filter can say it. */
  filter: string | null
}
export interface ReportHit {
  id: string
  object: ObjectKind
  name: string
  /** A state, a kind, a stage: the value of `state_field`. */
  state: string | null
  state_label?: string
  person: Named | null
  owner: Named | null
  amount: Sum | null
  /** When it was, in the sense of the question. */
  at: string | null
}
export interface ReportExport {
  name: string
  question: Question
  format: "csv" | "xlsx" | "pdf"
  /** The language of heads and words. */
  language: "zh-CN" | "zh-TW" | "en"
}

// ── saved ────────────────────────────────────────────────────────────────
// GET /api/reports → Report[] ; POST ReportWish → Report
// GET,PATCH,DELETE /api/reports/{id} ; POST /api/reports/{id}/restore → Report
export type ReportLookAs =
  | "table"
  | "pivot"
  | "bar"
  | "column"
  | "line"
  | "area"
  | "pie"
  | "funnel"
  | "cohort"
  | "heat"
  | "map"
  | "gauge"
  | "number"
export interface ReportLook {
  as: ReportLookAs
  stacked?: boolean
  /** Of a map: the provinces of China, or countries. */
  map?: "china" | "world"
  /** Of a gauge: what would be full. Decimal text. */
  full?: string
  /** Measure by which the keys stand, the largest first; none is the order of the values. */
  sort?: number
}
export interface ReportWish {
  name: string
  note?: string
  question: Question
  look: ReportLook
  shared?: boolean
}
export interface Report {
  id: string
  name: string
  note: string
  question: Question
  look: ReportLook
  shared: boolean
  owner: Named
  mine: boolean
  /** Whether the caller may change it. */
  editable: boolean
  updated_at: string
}

// ── dashboards ───────────────────────────────────────────────────────────
// GET /api/dashboards → DashboardRow[] ; POST DashboardWish → Dashboard
// GET,PATCH,DELETE /api/dashboards/{id} ; POST /api/dashboards/{id}/restore → Dashboard
export interface DashboardRow {
  id: string
  name: string
  note: string
  shared: boolean
  owner: Named
  mine: boolean
  editable: boolean
  /** Keys of roles that it opens for. */
  roles: string[]
  /** Whether it is the one that opens for the caller. */
  opens: boolean
  tiles: number
  updated_at: string
}
/** A part of a dashboard: a saved report, or a question of its own. */
export interface DashboardTile {
  /** Made by whoever puts it there; no two of a dashboard have the same. */
  id: string
  report?: string
  title?: string
  question?: Question
  look?: ReportLook
  /** Twelfths of the width: 3, 4, 6, 8 or 12; heights of 1 to 3. */
  width: 3 | 4 | 6 | 8 | 12
  height: 1 | 2 | 3
}
export interface DashboardWish {
  name: string
  note?: string
  shared?: boolean
  roles?: string[]
  tiles?: DashboardTile[]
}
export interface Dashboard extends Omit<DashboardRow, "tiles"> {
  /** With the question and the look of saved reports; without either where that is gone or not open to the caller. */
  tiles: DashboardTile[]
}

// ── mails ────────────────────────────────────────────────────────────────
// GET /api/report-mails → ReportMail[] ; POST ReportMailWish → ReportMail ; PATCH,DELETE /api/report-mails/{id}
// POST /api/report-mails/{id}/send → {to: number}: once now ; POST …/decline: to me no more
// Everybody is sent what they themselves may see.
export interface ReportMailWish {
  /** rep_… or das_… */
  what: string
  every: "day" | "week" | "month"
  /** Of a week 1 (Monday) to 7; of a month 1 to 28. */
  on?: number
  /** 0 to 23, where the workspace is. */
  hour: number
  /** usr_…, at most 50. */
  to: string[]
  format: "none" | "csv" | "xlsx"
}
export interface ReportMail extends Omit<ReportMailWish, "to"> {
  id: string
  name: string
  to: Named[]
  next_at: string
  sent_at: string | null
  /** Why it was not sent the last time. */
  problem: string | null
  /** Whether the caller may change it; who is only sent it may decline it. */
  editable: boolean
}

// ── goals ────────────────────────────────────────────────────────────────
// GET /api/goals → Goal[] ; POST GoalWish → Goal ; PATCH GoalChange → Goal ; DELETE /api/goals/{id} ; POST /api/goals/{id}/restore → Goal
export interface GoalWish {
  name: string
  object: ObjectKind
  filter?: string
  measure: Measure
  /** The day or instant by which rows count. */
  field: string
  every: "week" | "month" | "quarter" | "year"
  /** Decimal text. */
  target: string
  /** Whose rows: of one colleague, of a team with those below it, of everybody where neither is said. */
  user?: string
  team?: string
}
/** Null takes it from a colleague or a team. */
export interface GoalChange extends Partial<Omit<GoalWish, "user" | "team">> {
  user?: string | null
  team?: string | null
}
export interface Goal extends Omit<GoalWish, "user" | "team"> {
  id: string
  user: Named | null
  team: Named | null
  type: AnswerMeasure["type"]
  currency: string
  mine: boolean
  editable: boolean
  /** The period at hand; its days, both within. */
  from: string
  to: string
  value: string
  /** What it would be today if it grew evenly. */
  even: string
  /** The six periods before, the oldest first. */
  past: { from: string; to: string; value: string }[]
}

// ── pipelines ────────────────────────────────────────────────────────────
// GET /api/pipelines → Pipeline[] ; POST PipelineWish → Pipeline[] ; PATCH,DELETE /api/pipelines/{id} → Pipeline[]
export type DealState = "open" | "won" | "lost"
export interface Stage {
  id: string
  name: string
  kind: DealState
  /** The chance that a deal in it is won, in percent; 100 where it is won, 0 where it is lost. */
  probability: number
  /** After so many days in it a deal is stale; null for never. */
  age_days: number | null
  /** Keys of the fields that must be filled before a deal enters it. */
  needs: string[]
  /** Keys of the roles that may move a deal into it; none for all. */
  roles: string[]
}
export interface Pipeline {
  id: string
  name: string
  /** In their order: those that are open first, then won, then lost. */
  stages: Stage[]
  /** Open deals that the caller sees. */
  open: number
}
/** A stage as it is wished; without an id it is new. One that is left out goes, if no deal stands in it. */
export type StageWish = Omit<Stage, "id"> & { id?: string }
export interface PipelineWish {
  name?: string
  stages?: StageWish[]
  /** The pipeline that it shall stand before; empty puts it last. */
  before?: string
}

// ── reasons ──────────────────────────────────────────────────────────────
// GET,PUT /api/deals/reasons → DealReasons
/** Why deals are lost, as the workspace words it. */
export interface DealReasons {
  lost: string[]
}

// ── deals ────────────────────────────────────────────────────────────────
// GET /api/deals?filter&q&sort&limit&cursor → Page<DealRow> ; POST DealWish → Changed<Deal>
// GET /api/deals/{id} → Deal ; PATCH {set, was?} → Changed<Deal | null> ; DELETE → Changed<null>
// POST /api/deals/{id}/move DealMove → Changed<Deal | null>
//   422 fields [{field, code:"required"}] where the stage needs more; 409 "moved" detail {stage: Named, by: Named | null, at} where it is elsewhere by now
// GET /api/deals/{id}/changes?cursor → Page<ChangeRow>
// POST /api/deals/{id}/people {person, role} → Changed<Deal> ; DELETE /api/deals/{id}/people/{person} → Changed<Deal>
// PUT /api/deals/{id}/lines {lines: DealLineWish[]} → Changed<Deal>; the amount follows from them
/** What stands next to be done. */
export type DealClock = "overdue" | "today" | "planned" | "none"
export interface DealRow {
  id: string
  /** DL-0946. */
  number: string
  name: string
  pipeline: Named
  stage: Named
  state: DealState
  person: Named | null
  company: Named | null
  owner: Named | null
  /** Decimal text. */
  amount: string | null
  currency: string
  /** In percent: its own, or that of its stage. */
  probability: number
  /** When it is expected to close: a date. */
  expected_on: string | null
  next_step: string | null
  next_at: string | null
  clock: DealClock
  /** Since when it stands in its stage, and after how many days there it is stale. */
  stage_since: string
  age_days: number | null
  closed_at: string | null
  lost_reason: string | null
  source: string | null
  created_at: string
  updated_at: string
  fields: Record<string, unknown>
  linked?: Record<string, string>
}
/** What somebody is in a deal. */
export type DealRole = "decides" | "pays" | "uses" | "influences" | "champions" | "blocks"
export interface DealPerson {
  person: Named
  title: string | null
  role: DealRole | null
  /** Whether the deal is theirs; the others have a part in it. */
  main: boolean
}
export interface DealLineWish {
  name: string
  /** Decimal text, more than zero. */
  quantity: string
  /** Decimal text. */
  price: string
  /** In percent. */
  discount: string
}
export interface DealLine extends DealLineWish {
  amount: string
}
/** A stage that a deal stood or stands in. */
export interface DealStay {
  stage: Named
  since: string
  until: string | null
  by: Named | null
}
export interface DealStep {
  stage: string
  /** Whether the caller's role may. */
  may: boolean
  /** Keys of the fields that are still empty. */
  missing: string[]
}
export interface Deal {
  row: DealRow
  /** The stages of its pipeline, in order. */
  stages: Stage[]
  /** Where it stood, oldest first. */
  stays: DealStay[]
  /** Where it may go from here. */
  steps: DealStep[]
  people: DealPerson[]
  lines: DealLine[]
  /** Competitors, as they were named. */
  competitors: string[]
  may_edit: boolean
  may_delete: boolean
}
export interface DealWish {
  name: string
  pipeline?: string
  stage?: string
  person?: string | null
  company?: string | null
  amount?: string | null
  currency?: string
  [field: string]: unknown
}
export interface DealMove {
  stage: string
  /** The stage in which the caller saw it. */
  was: string
  /** Values that the stage needs, written with the move. */
  set?: Record<string, unknown>
  lost_reason?: string
  note?: string
}
export type DealChanged = Changed<Deal | null>

// ── board ────────────────────────────────────────────────────────────────
// GET /api/deals/board?pipeline=&filter=&q=&sort=&each=30 → DealBoard; more cards of a column by /api/deals with its filter and next
export interface DealColumn {
  stage: Stage
  count: number
  /** In the workspace's currency, by the rates of the day. */
  total: string
  weighted: string
  /** How many stand how. */
  clock: Record<DealClock, number>
  rows: DealRow[]
  /** The filter that finds the column, and the cursor of its next page. */
  filter: string
  next: string | null
}
export interface DealBoard {
  pipeline: Pipeline
  currency: string
  columns: DealColumn[]
  /** Currencies without a rate: their amounts are in no total. */
  unrated: string[]
}

// ── forecast ─────────────────────────────────────────────────────────────
// GET /api/deals/forecast?pipeline=&period=2026-Q4&filter= → DealForecast
/** How many deals, what they come to, and the filter that finds them. */
export interface DealSum {
  count: number
  total: string
  filter: string
}
export interface DealForecastPart {
  /** A colleague, or nobody. */
  owner: Named | null
  target: string | null
  won: DealSum
  open: DealSum
  /** Open, weighted by the chance. */
  weighted: string
}
export interface DealForecastMonth {
  /** 2026-11. */
  month: string
  won: DealSum
  open: DealSum
  weighted: string
}
export interface DealForecast {
  /** 2026-Q4, 2026-11 or 2026. */
  period: string
  from: string
  until: string
  /** How much of the period has passed, in percent. */
  passed: number
  currency: string
  target: string | null
  won: DealSum
  open: DealSum
  weighted: string
  lost: DealSum
  /** Won of all that closed within the period, in percent; null where none did. */
  win_rate: number | null
  /** Days from making to winning, the median. */
  cycle_days: number | null
  owners: DealForecastPart[]
  months: DealForecastMonth[]
  unrated: string[]
}

// ── targets ──────────────────────────────────────────────────────────────
// GET /api/targets?period=2026-Q4 → Targets ; PUT {period, targets: TargetWish[]} → Targets
export interface Target {
  owner: Named
  amount: string
}
export interface Targets {
  period: string
  currency: string
  targets: Target[]
}
export interface TargetWish {
  owner: string
  /** Decimal text; null takes it away. */
  amount: string | null
}

// ── rates ────────────────────────────────────────────────────────────────
// GET /api/rates → Rates ; PUT {rates: RateWish[]} → Rates
/** From a day on, one of the currency is worth so much in the workspace's. */
export interface Rate {
  currency: string
  day: string
  rate: string
}
export interface Rates {
  currency: string
  /** Newest day first. */
  rates: Rate[]
}
export interface RateWish {
  currency: string
  day: string
  /** Null takes it away. */
  rate: string | null
}

// ── search ───────────────────────────────────────────────────────────────
// GET /api/search?q=&limit=20 → SearchResult
export interface SearchResult {
  hits: SearchHit[]
  households?: Household[] // of the people found first; not where the device answers
  took_ms: number
}
/** Of an order: `title` is its number, `person` whose it is; `exact` is the whole number, `identity` how it begins (from three characters on). */
export interface SearchHit {
  kind: ObjectKind | "comment"
  id: string
  person?: string | null
  /** The company that a comment is about. */
  company?: string | null
  title: string
  subtitle: string
  marks: [number, number][] /* UTF-16 ranges of title */
  /** `similar`: nothing is called exactly so; the name is nearly what was typed. */
  why: "exact" | "name" | "identity" | "similar" | "text"
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
  > /* "person.see" "person.edit" "person.merge" "import" "export" "sources" "ingest" "leads" "users" … */
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

/** What `navigator.credentials.create` needs, as WebAuthn writes it in JSON. */
export interface PasskeyMaking {
  rp: { id?: string; name: string }
  user: { id: string; name: string; displayName: string }
  challenge: string
  pubKeyCredParams: { type: "public-key"; alg: number }[]
  [more: string]: unknown
}

/** What `navigator.credentials.get` needs. */
export interface PasskeyAsking {
  challenge: string
  [more: string]: unknown
}

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

// GET,PUT /api/settings/watch Watching: from how many records an hour reading is told of; null never
export interface Watching {
  reads_per_hour: number | null
}

// ── users (admin) ────────────────────────────────────────────────────────
// GET /api/users → Named[] (for owner pickers)
// GET /api/demo → {on, people, live} ; POST /api/demo/live {on} ; DELETE /api/demo (removes all demo data)

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

// ── timeline ─────────────────────────────────────────────────────────────
// GET /api/people/{id}/timeline?group=&q=&before=CURSOR&limit=50 → Timeline (newest first in `items`)
// group: all | talk (message,call) | order | mention (post,mention,review) | community (comment,like,share,follow) | shop (visit,meeting,attendance,repair,survey) | web (page,product_view,click,form,sign_in,event) | note | change
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
    /** By which way it came, where it was not the app: "contacts" and "calendar" are a phone or a mail program. */
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
  /** Null for a file filed with the record. */
  row_id: string | null
  fields: { key: string; before: unknown; after: unknown }[]
  undone: boolean
  undoable: boolean
  /** By which way it came, where it was not the app: "contacts" and "calendar" are a phone or a mail program. */
  way?: string | null
}
// DELETE /api/interactions/{id} → Changed<null>: what a colleague noted by mistake is struck out; 409 "not_by_hand" for
// what happened. GET /api/people/{id}/struck → Struck[] ; undo of the batch brings one back
export interface Struck {
  id: string
  kind: string
  occurred_at: string
  title: string | null
  text: string | null
  author: Named | null
  by: Named | null
  at: string
  batch: string
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

// ── products ─────────────────────────────────────────────────────────────
// GET /api/products?q&category&kind&live&limit&cursor → Page<ProductRow> ; POST ProductWish → Changed<Product>
// GET /api/products/{id} → Product ; PATCH ProductWish → Changed<Product> ; DELETE → Changed<null>
//   Changes need the right "catalogue"; everybody reads. 409 "code_taken" detail {product: Named}
// GET /api/products/categories → ProductCategory[] ; POST {name, parent?} ; PATCH {name?, parent?, before?} and
// DELETE /api/products/categories/{id} → ProductCategory[]: what was below goes up with its products
export type ProductKind = "goods" | "service" | "subscription"
export interface ProductCategory {
  id: string
  name: string
  /** The one it is below. */
  parent: string | null
  /** Living products in it and below. */
  products: number
}
/** A way to be of a product: red, 50 ml. A product without choices has one variant. */
export interface ProductVariant {
  id: string
  /** The number it is ordered by, once in the catalogue. */
  code: string
  /** By the name of the choice: {"Size": "50 ml"}. */
  choice: Record<string, string>
  /** Decimal text, in the product's currency; null where it is on request. */
  price: string | null
  /** What it costs the company; null where it was not said or the caller may not change the catalogue. */
  cost: string | null
  /** Whether it is sold still. */
  live: boolean
}
export interface ProductChoice {
  name: string
  values: string[]
}
export interface ProductRow {
  id: string
  /** The code of its first variant. */
  code: string
  name: string
  kind: ProductKind
  category: Named | null
  /** Piece, hour, box; empty for none. */
  unit: string
  currency: string
  /** The lowest and the highest price of its living variants; null where all are on request. */
  price_from: string | null
  price_to: string | null
  variants: number
  live: boolean
  updated_at: string
}
export interface Product {
  row: ProductRow
  /** What it is called in other languages, where it is called something else. */
  names: Partial<Record<Locale, string>>
  description: string
  /** Tax in percent, as decimal text; null for the workspace's. */
  tax: string | null
  /** A subscription runs so many months at a time; null for what is bought once. */
  months: number | null
  choices: ProductChoice[]
  variants: ProductVariant[]
  may_edit: boolean
}
export type ProductVariantWish = Omit<ProductVariant, "id" | "cost"> & { id?: string; cost?: string | null }
/** Left out stands as it is; a new one needs a name and a variant. A variant that is left out of the list goes. */
export interface ProductWish {
  name?: string
  names?: Partial<Record<Locale, string>>
  kind?: ProductKind
  category?: string | null
  unit?: string
  currency?: string
  description?: string
  tax?: string | null
  months?: number | null
  live?: boolean
  choices?: ProductChoice[]
  variants?: ProductVariantWish[]
}

// ── price lists ──────────────────────────────────────────────────────────
// GET /api/price-lists → PriceList[] ; POST PriceListWish → PriceList[] ; PATCH,DELETE /api/price-lists/{id} → PriceList[]
// GET /api/price-lists/{id}/prices?q&limit&cursor → Page<ListPrice>
// PUT /api/price-lists/{id}/prices {prices: ListPriceWish[]} → PriceList[]: at most 1,000, each writes or takes one away
// POST /api/prices PricesAsked → PriceFound[]: what a customer pays
/** The first list in order that is in force, of the currency, meets the customer and has the product, says the price. */
export interface PriceList {
  id: string
  name: string
  currency: string
  /** Who it is for: a filter over people; empty for everybody. */
  filter: string
  /** Days; null for no bound. Both ends count. */
  starts: string | null
  ends: string | null
  live: boolean
  /** Whether it is in force today. */
  standing: "now" | "later" | "over" | "off"
  prices: number
}
export interface PriceListWish {
  name?: string
  currency?: string
  filter?: string
  starts?: string | null
  ends?: string | null
  live?: boolean
  /** The list that it shall stand before; empty puts it last. */
  before?: string
}
export interface ListPrice {
  variant: string
  code: string
  /** The product with its choice. */
  name: string
  unit: string
  /** From this quantity on: decimal text, "1" for any. */
  from: string
  price: string
  /** The catalogue's own price, where it has one in this currency. */
  base: string | null
}
export interface ListPriceWish {
  variant: string
  from: string
  /** Null takes it away. */
  price: string | null
}
export interface PricesAsked {
  person?: string | null
  currency: string
  lines: { variant: string; quantity: string }[]
}
export interface PriceFound {
  variant: string
  /** Null where there is none in this currency. */
  price: string | null
  /** The list that says so; null for the catalogue's own price. */
  list: Named | null
  /** The quantity from which it holds. */
  from: string | null
}

// ── rules of selling ─────────────────────────────────────────────────────
// GET /api/quotes/rules → QuoteRules ; PUT needs the right "catalogue"
export interface QuoteRules {
  /** How much a role may give off the list price by itself, in percent; roles that are not named may give anything. */
  limits: { role: string; percent: string }[]
  /** A new quote holds so many days. */
  valid_days: number
  /** Whether prices contain the tax. */
  tax_included: boolean
  /** The tax of products that name none, in percent. */
  tax: string
  /** Who sells, as it stands on what is printed: one line each. */
  seller: string[]
  /** What stands below every quote, by language. */
  terms: Partial<Record<Locale, string>>
  /** Whether an accepted quote wins its deal. */
  wins: boolean
}

// ── quotes ───────────────────────────────────────────────────────────────
// GET /api/quotes?state&deal&person&q&mine&asked&limit&cursor → Page<QuoteRow>
// POST /api/deals/{id}/quotes → Changed<Quote>: a draft with the lines of the deal
// GET /api/quotes/{id} → Quote ; PATCH QuoteWish → Changed<Quote> ; DELETE → Changed<null> (drafts)
//   409 "changed" where it changed since `was`; 409 "not_a_draft" where it was sent: revise it
// POST /api/quotes/{id}/submit {note?} → Changed<Quote>: asks for approval
// POST /api/quotes/{id}/decide {approve, note?} → Changed<Quote>
// POST /api/quotes/{id}/send {mail, language?} → Changed<Quote>; 409 "needs_approval" detail {limit, discount}; 422 at person, lines, valid_until
// POST /api/quotes/{id}/withdraw {reason?} → Changed<Quote> ; POST /api/quotes/{id}/revise → Changed<Quote>: the next version, a draft
// POST /api/quotes/{id}/answer {text} → Changed<Quote>: the customer reads it on the page of the quote
// POST /api/quotes/{id}/accept {name, note?} → Changed<Quote>: accepted on paper or by telephone
// GET /api/quotes/{id}/pdf?language → a PDF
export type QuoteState =
  | "draft"
  /** Waits for an approval. */
  | "waiting"
  | "sent"
  | "accepted"
  | "declined"
  /** Its day has passed. */
  | "expired"
  /** A later version was sent. */
  | "replaced"
  | "withdrawn"
export interface QuoteRow {
  id: string
  /** QT-0012. */
  number: string
  version: number
  deal: Named
  /** Null where the caller does not see them. */
  person: Named | null
  company: Named | null
  owner: Named | null
  state: QuoteState
  currency: string
  total: string
  /** A day. */
  valid_until: string | null
  sent_at: string | null
  /** When the customer first opened it. */
  seen_at: string | null
  /** When it was accepted, declined, withdrawn. */
  closed_at: string | null
  /** Whether the customer asked something that nobody has answered. */
  asked: boolean
  updated_at: string
}
export interface QuoteLineWish {
  variant?: string | null
  name: string
  description?: string
  unit?: string
  quantity: string
  /** Left out or null: the price that is found for the customer. */
  price?: string | null
  /** In percent. */
  discount?: string
  /** In percent; left out or null: the product's. */
  tax?: string | null
}
export interface QuoteLine {
  variant: string | null
  code: string | null
  name: string
  description: string
  unit: string
  quantity: string
  /** What the lists say; null where nothing does. */
  list_price: string | null
  /** The list that says so. */
  list: Named | null
  price: string
  discount: string
  tax: string
  /** After the discount of the line. */
  amount: string
}
export interface QuoteTotals {
  /** The lines added up. */
  lines: string
  /** What the discount on the whole takes off. */
  off: string
  /** By rate; contained in or added to the rest as the rules say. */
  taxes: { rate: string; amount: string }[]
  tax_included: boolean
  total: string
  /** What is given off the list prices in all, in percent; null where no line has one. */
  discount: string | null
}
export interface QuoteApproval {
  /** What the author may give, in percent. */
  limit: string
  state: "needed" | "waiting" | "approved" | "refused"
  asked_at: string | null
  note: string | null
  by: Named | null
  at: string | null
  answer: string | null
}
/** What happened to a quote, oldest first. */
export interface QuoteEvent {
  kind:
    | "made"
    | "submitted"
    | "approved"
    | "refused"
    | "sent"
    | "seen"
    | "asked"
    | "answered"
    | "accepted"
    | "declined"
    | "withdrawn"
    | "revised"
  at: string
  /** Null for the customer. */
  by: Named | null
  /** The customer's name as they wrote it. */
  who: string | null
  text: string | null
}
export interface Quote {
  row: QuoteRow
  language: Locale
  lines: QuoteLine[]
  /** On the whole, in percent. */
  discount: string
  totals: QuoteTotals
  terms: string
  /** For colleagues only. */
  note: string
  /** Null where nothing has to be approved. */
  approval: QuoteApproval | null
  /** All versions, newest first. */
  versions: { id: string; version: number; state: QuoteState; total: string; at: string }[]
  log: QuoteEvent[]
  /** The path of the customer's page, once it was sent. */
  link: string | null
  order: Named | null
  may_edit: boolean
  may_decide: boolean
}
export interface QuoteWish {
  lines?: QuoteLineWish[]
  discount?: string
  language?: Locale
  currency?: string
  valid_until?: string | null
  terms?: string
  note?: string
  person?: string | null
  company?: string | null
  /** `row.updated_at` as the author read it. */
  was?: string
}

// ── the customer's pages ─────────────────────────────────────────────────
// Without a session; the token is the right. 404 where there is none, 429 where too many are tried.
// GET /api/guest/quotes/{token} → GuestQuote
// POST /api/guest/quotes/{token}/accept {name, version} → GuestQuote: again gives the same; 409 "replaced" {version} | "closed" {state} | "expired"
// POST /api/guest/quotes/{token}/decline {reason?, name?} → GuestQuote
// POST /api/guest/quotes/{token}/ask {text, name?} → GuestQuote
// GET /api/guest/quotes/{token}/pdf → a PDF
// GET /api/guest/orders/{token} → GuestOrder
export interface GuestQuote {
  /** The workspace's name, and its lines of address. */
  seller: string
  seller_lines: string[]
  number: string
  version: number
  state: QuoteState
  /** "陈女士", or the company: whom it is for. */
  customer: string
  company: string | null
  language: Locale
  currency: string
  lines: Omit<QuoteLine, "variant" | "list" | "list_price">[]
  discount: string
  totals: Omit<QuoteTotals, "discount">
  terms: string
  valid_until: string | null
  sent_at: string
  /** Who answers for it. */
  contact: { name: string; email: string | null; phone: string | null }
  accepted: { name: string; at: string } | null
  /** Questions and answers, oldest first. */
  talk: { from: "customer" | "seller"; name: string; text: string; at: string }[]
  /** The path of the order that came of it. */
  order: string | null
}
export interface GuestOrder {
  seller: string
  seller_lines: string[]
  language: Locale
  number: string
  standing: OrderStanding
  placed_at: string
  currency: string
  amount: string
  lines: OrderHandled[]
  deliveries: Omit<OrderDelivery, "by" | "note">[]
  paid: string
  due: string
  returns: Omit<OrderReturn, "by" | "note">[]
  contact: { name: string; email: string | null; phone: string | null } | null
}

// ── orders in hand ───────────────────────────────────────────────────────
// POST /api/orders OrderWish → Changed<OrderPage>: taken by telephone or at the counter
// GET /api/orders/{id}/handling → OrderPage
// POST /api/orders/{id}/deliveries DeliveryWish → Changed<OrderPage> ; POST …/deliveries/{delivery}/arrived {at?} → Changed<OrderPage> ; DELETE …/deliveries/{delivery} → Changed<OrderPage>
//   422 at lines.N.quantity "too_many" where more is sent than is left
// POST /api/orders/{id}/payments PaymentWish → Changed<OrderPage> ; DELETE …/payments/{payment} → Changed<OrderPage>
// POST /api/orders/{id}/returns ReturnWish → Changed<OrderPage> ; DELETE …/returns/{return} → Changed<OrderPage>
// POST /api/orders/{id}/cancel {reason, rest} → Changed<OrderPage>
//   409 "part_delivered" detail {sent, of} where part is on its way or there, unless `rest`: then what is left is cancelled
export type OrderStanding = "open" | "part_sent" | "sent" | "part_delivered" | "delivered" | "cancelled" | "returned"
export interface OrderHandled {
  /** Its place among the lines of the order, from 0. */
  line: number
  name: string
  code: string | null
  unit: string
  price: string | null
  amount: string | null
  quantity: string
  sent: string
  arrived: string
  returned: string
  cancelled: string
  /** What is to be sent still. */
  left: string
}
export interface OrderDelivery {
  id: string
  lines: { line: number; quantity: string }[]
  carrier: string
  tracking: string
  sent_at: string
  arrived_at: string | null
  note: string
  by: Named | null
}
export interface OrderPayment {
  id: string
  /** Decimal text; below zero is paid back. */
  amount: string
  method: string
  reference: string
  /** A day. */
  day: string
  note: string
  by: Named | null
}
export interface OrderReturn {
  id: string
  /** Came back, or is not to be sent any more. */
  kind: "returned" | "cancelled"
  lines: { line: number; quantity: string }[]
  reason: string
  at: string
  note: string
  by: Named | null
}
export interface OrderPage {
  row: OrderRow
  standing: OrderStanding
  lines: OrderHandled[]
  deliveries: OrderDelivery[]
  payments: OrderPayment[]
  returns: OrderReturn[]
  /** What the customer owes in all, after what was cancelled and came back. */
  worth: string
  paid: string
  due: string
  quote: Named | null
  deal: Named | null
  /** The path of the customer's page. */
  link: string
  may_edit: boolean
}
export interface OrderWish {
  person: string
  deal?: string | null
  currency?: string
  lines: QuoteLineWish[]
  note?: string
}
export interface DeliveryWish {
  lines: { line: number; quantity: string }[]
  carrier?: string
  tracking?: string
  sent_at?: string
  note?: string
  /** It is there already. */
  arrived?: boolean
}
export interface PaymentWish {
  amount: string
  method?: string
  reference?: string
  day?: string
  note?: string
}
export interface ReturnWish {
  lines: { line: number; quantity: string }[]
  reason: string
  note?: string
}
export type OrderChanged = Changed<OrderPage>

// ── what runs on ─────────────────────────────────────────────────────────
// GET /api/agreements?person&company&state&due&q&limit&cursor → Page<Agreement>; `due` in days: those that end within them
// POST AgreementWish → Changed<Agreement> ; PATCH,DELETE /api/agreements/{id} → Changed<Agreement | null>
// POST /api/agreements/{id}/renew {until?} → Changed<Agreement> ; POST /api/agreements/{id}/end {on?, reason} → Changed<Agreement>
/** A subscription or a service contract. */
export interface Agreement {
  id: string
  /** AG-0003. */
  number: string
  kind: "subscription" | "service"
  name: string
  /** Null where the caller does not see them. */
  person: Named | null
  company: Named | null
  owner: Named | null
  variant: Named | null
  order: Named | null
  /** Decimal text each period. */
  amount: string | null
  currency: string
  /** How many months a period lasts. */
  months: number
  starts: string
  /** The last day of the period that runs. */
  until: string
  /** Whether it goes on by itself. */
  renews: boolean
  /** Its owner is told so many days before its end. */
  notice_days: number
  state: "running" | "due" | "over" | "ended"
  ended_on: string | null
  reason: string | null
  note: string
  renewals: { at: string; until: string; by: Named | null }[]
  may_edit: boolean
  updated_at: string
}
export interface AgreementWish {
  kind?: "subscription" | "service"
  name?: string
  person?: string
  company?: string | null
  owner?: string | null
  variant?: string | null
  amount?: string | null
  currency?: string
  months?: number
  starts?: string
  until?: string
  renews?: boolean
  notice_days?: number
  note?: string
}

// ── what a customer owns ─────────────────────────────────────────────────
// GET /api/assets?person&company&q&limit&cursor → Page<Asset> ; POST AssetWish → Changed<Asset>
// GET /api/assets/{id} → AssetPage ; PATCH,DELETE /api/assets/{id} → Changed<AssetPage | null>
// POST /api/assets/{id}/records AssetRecordWish → Changed<AssetPage>: on the timeline of its owner too
/** A car, a flat, a device: a thing that a customer owns and the company looks after. */
export interface Asset {
  id: string
  name: string
  serial: string
  person: Named | null
  company: Named | null
  variant: Named | null
  order: Named | null
  bought_on: string | null
  warranty_until: string | null
  state: "in_use" | "in_repair" | "gone"
  note: string
  /** The last record, and when the next is due. */
  served_at: string | null
  due_on: string | null
  records: number
  updated_at: string
}
export type AssetRecordKind = "repair" | "maintenance" | "inspection" | "installation"
export interface AssetRecord {
  id: string
  kind: AssetRecordKind
  at: string
  text: string
  cost: string | null
  currency: string
  by: Named | null
}
export interface AssetPage {
  asset: Asset
  records: AssetRecord[]
  may_edit: boolean
}
export interface AssetWish {
  name?: string
  serial?: string
  person?: string
  company?: string | null
  variant?: string | null
  order?: string | null
  bought_on?: string | null
  warranty_until?: string | null
  state?: Asset["state"]
  due_on?: string | null
  note?: string
}
export interface AssetRecordWish {
  kind: AssetRecordKind
  text: string
  at?: string
  cost?: string | null
  /** When the next is due. */
  due_on?: string | null
}

export interface Endpoints {
  /** What the sign-in page shows. */
  "GET /api/welcome": {
    ask: object
    answer: Welcome
    refused: 429 | 503 | 507
  }
  /** Who is signed in, and what they may do. */
  "GET /api/session": {
    ask: object
    answer: Session
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Sign in; 202 where a second step is owed. */
  "POST /api/session": {
    ask: {
      body: { login: string; password: string }
    }
    answer: Session | { second: SecondStep } | { second: SecondStep }
    refused: 400 | 401 | 403 | 413 | 422 | 429 | 503 | 507
  }
  /** Take the second step by a code. */
  "POST /api/session/code": {
    ask: {
      body: { code: string }
    }
    answer: null
    refused: 400 | 401 | 403 | 413 | 422 | 429 | 503 | 507
  }
  /** Change one's name, language or theme. */
  "PATCH /api/session": {
    ask: {
      body: { locale?: Locale; theme?: "light" | "dark" | "system"; name?: string }
    }
    answer: Session
    refused: 400 | 401 | 403 | 413 | 422 | 429 | 503 | 507
  }
  /** Sign out. */
  "DELETE /api/session": {
    ask: object
    answer: null
    refused: 403 | 429 | 503 | 507
  }
  /** Change one's password. */
  "POST /api/session/password": {
    ask: {
      body: { current: string; next: string }
    }
    answer: null
    refused: 400 | 401 | 403 | 413 | 422 | 429 | 503 | 507
  }
  /** One's own second factor. */
  "GET /api/session/factor": {
    ask: object
    answer: Factor
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Begin to set an authenticator app up. */
  "POST /api/session/factor": {
    ask: object
    answer: NewFactor
    refused: 401 | 403 | 409 | 429 | 503 | 507
  }
  /** Turn it on with a first code; the recovery codes, this once. */
  "POST /api/session/factor/confirm": {
    ask: {
      body: { code: string }
    }
    answer: RecoveryCodes
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** New recovery codes. */
  "POST /api/session/factor/recovery": {
    ask: {
      body: { password: string }
    }
    answer: RecoveryCodes
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Turn the second factor off. */
  "POST /api/session/factor/off": {
    ask: {
      body: { password: string }
    }
    answer: null
    refused: 400 | 401 | 403 | 413 | 422 | 429 | 503 | 507
  }
  /** One's own passkeys. */
  "GET /api/session/passkeys": {
    ask: object
    answer: Passkey[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** What the browser needs to make a passkey. */
  "POST /api/session/passkeys/begin": {
    ask: {
      body: { password: string }
    }
    answer: PasskeyMaking
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Keep a passkey that the browser made. */
  "POST /api/session/passkeys": {
    ask: {
      body: { name: string; credential: object }
    }
    answer: Passkey[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a passkey off. */
  "DELETE /api/session/passkeys/{id}": {
    ask: {
      path: { id: string }
    }
    answer: null
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** What the browser needs to ask for a passkey. */
  "POST /api/session/passkey/begin": {
    ask: object
    answer: PasskeyAsking
    refused: 403 | 409 | 429 | 503 | 507
  }
  /** Sign in with a passkey; it counts as both factors. */
  "POST /api/session/passkey": {
    ask: {
      body: { credential: object }
    }
    answer: null
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** To the provider of single sign-on. */
  "GET /api/sso/start": {
    ask: {
      query?: { to?: string | null }
    }
    answer: null
    refused: 400 | 429 | 503 | 507
  }
  /** Back from it: into the app, or to the sign-in page with a code of what went wrong. */
  "GET /api/sso/callback": {
    ask: {
      query?: { code?: string | null; state?: string | null; error?: string | null }
    }
    answer: null
    refused: 400 | 429 | 503 | 507
  }
  /** One's own sessions. */
  "GET /api/sessions": {
    ask: object
    answer: OwnSession[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** End one of one's own sessions, or all `others`. */
  "DELETE /api/sessions/{id}": {
    ask: {
      path: { id: string }
    }
    answer: { ended: number }
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Look as a colleague, changing nothing. */
  "POST /api/session/as": {
    ask: {
      body: { user: string }
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 413 | 422 | 429 | 503 | 507
  }
  /** Look with one's own eyes again. */
  "DELETE /api/session/as": {
    ask: object
    answer: Record<string, never>
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** A list of people. */
  "GET /api/people": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<PersonRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Make a person. */
  "POST /api/people": {
    ask: {
      body: { identities?: { kind: string; value: string }[]; [field: string]: unknown }
      once?: string
    }
    answer: Changed<Person>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The list in full as CSV. */
  "GET /api/people/export.csv": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The list in full as a workbook. */
  "GET /api/people/export.xlsx": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The people of a list counted by a field. */
  "GET /api/people/groups": {
    ask: {
      query: { by: string; sums?: string | null; filter?: string | null; q?: string | null }
    }
    answer: Groups
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The people of a list by the days of a date, at most 62 days. */
  "GET /api/people/days": {
    ask: {
      query: { by: string; from: string; to: string; each?: number | null; filter?: string | null; q?: string | null }
    }
    answer: Days<PersonRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Different values for different people, with one undo; `check` only says what would come of it. */
  "POST /api/people/cells": {
    ask: {
      body: { rows: CellRow[]; check?: boolean }
      once?: string
    }
    answer: CellsDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The people of a list by where they are: squares of a box, areas, and who has no place. */
  "GET /api/people/map": {
    ask: {
      query?: { filter?: string | null; q?: string | null; west?: number | null; south?: number | null; east?: number | null; north?: number | null; zoom?: number | null; rows?: number | null }
    }
    answer: Mapped<PersonRow>
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** The people nearest to a place, by their fields of the kind place. */
  "GET /api/people/nearby": {
    ask: {
      query: { at: string; limit?: number | null }
    }
    answer: Nearby
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** One change to many people, with one undo. */
  "POST /api/people/bulk": {
    ask: {
      body: { who: BulkWho; what: BulkWhat }
      once?: string
    }
    answer: BulkDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Up to 1,000 rows, each with its own answer. */
  "POST /api/people/batch": {
    ask: {
      body: { rows: BatchRow[] }
      once?: string
    }
    answer: { rows: BatchOutcome[]; refused: number }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Everything about a person. */
  "GET /api/people/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Person
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change values; with `was`, only over what was read; `data` is null where the change took the person out of sight. */
  "PATCH /api/people/{id}": {
    ask: {
      path: { id: string }
      body: { set: Record<string, unknown>; was?: Record<string, unknown> }
      once?: string
    }
    answer: Changed<Person | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Give a person the next member number. */
  "POST /api/people/{id}/membership": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<Person | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say that somebody went through the file today. */
  "POST /api/people/{id}/review": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<Person | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What a person is expected to buy. */
  "GET /api/people/{id}/worth": {
    ask: {
      path: { id: string }
    }
    answer: PersonWorth
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** What a person may need. */
  "GET /api/people/{id}/needs": {
    ask: {
      path: { id: string }
    }
    answer: Need[]
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Take a person away. */
  "DELETE /api/people/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Add an identity. */
  "POST /api/people/{id}/identities": {
    ask: {
      path: { id: string }
      body: { kind: string; value: string }
      once?: string
    }
    answer: Changed<Person | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take an identity away. */
  "DELETE /api/people/{id}/identities/{identity}": {
    ask: {
      path: { id: string; identity: string }
      once?: string
    }
    answer: Changed<Person | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** State a consent. */
  "PUT /api/people/{id}/consents/{channel}/{purpose}": {
    ask: {
      path: { id: string; channel: string; purpose: string }
      body: { state: "granted" | "denied" }
      once?: string
    }
    answer: Changed<Person | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What happened, newest first. */
  "GET /api/people/{id}/timeline": {
    ask: {
      path: { id: string }
      query?: { group?: string | null; q?: string | null; before?: string | null; limit?: number | null }
    }
    answer: Timeline
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** Write a note, call, visit, meeting, attendance or repair. */
  "POST /api/people/{id}/interactions": {
    ask: {
      path: { id: string }
      body: { kind: "note" | "call" | "visit" | "meeting" | "attendance" | "repair"; text?: string; title?: string; occurred_at?: string; props?: Record<string, unknown>; files?: string[] }
      once?: string
    }
    answer: TimelineItem & { unseen_by?: string[] }
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What was struck out of a timeline, the newest first. */
  "GET /api/people/{id}/struck": {
    ask: {
      path: { id: string }
    }
    answer: Struck[]
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Who lives with a person, and what they are to us together. */
  "GET /api/people/{id}/household": {
    ask: {
      path: { id: string }
    }
    answer: HouseholdPage
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** What the household did and was told lately, newest first; browsing is left out. */
  "GET /api/people/{id}/household/interactions": {
    ask: {
      path: { id: string }
      query?: { limit?: number | null; cursor?: string | null }
    }
    answer: { rows: CompanyItem[]; next: string | null }
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Take somebody into the household; who lives with others brings them along. */
  "POST /api/people/{id}/household": {
    ask: {
      path: { id: string }
      body: { person: string; role?: string }
      once?: string
    }
    answer: Changed<HouseholdPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say what somebody is in the household. */
  "PATCH /api/people/{id}/household/{mate}": {
    ask: {
      path: { id: string; mate: string }
      body: { role: string }
      once?: string
    }
    answer: Changed<HouseholdPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take somebody out of the household; the others stay together. */
  "DELETE /api/people/{id}/household/{mate}": {
    ask: {
      path: { id: string; mate: string }
      once?: string
    }
    answer: Changed<HouseholdPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The change log of a person. */
  "GET /api/people/{id}/changes": {
    ask: {
      path: { id: string }
      query?: { cursor?: string | null }
    }
    answer: Page<ChangeRow>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Everything kept with a person. */
  "GET /api/people/{id}/files": {
    ask: {
      path: { id: string }
    }
    answer: KeptFiles
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** File something with a person. */
  "POST /api/people/{id}/files": {
    ask: {
      path: { id: string }
      body: { file: string; category?: string | null }
      once?: string
    }
    answer: Changed<KeptFiles>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say what a file of a person is. */
  "PATCH /api/people/{id}/files/{file}": {
    ask: {
      path: { id: string; file: string }
      body: { category: string | null }
      once?: string
    }
    answer: Changed<KeptFiles>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a file of a person away. */
  "DELETE /api/people/{id}/files/{file}": {
    ask: {
      path: { id: string; file: string }
      once?: string
    }
    answer: Changed<KeptFiles>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Why the caller sees the person, and who else does. */
  "GET /api/people/{id}/why": {
    ask: {
      path: { id: string }
    }
    answer: Why
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Share with a colleague. */
  "PUT /api/people/{id}/shares/{user}": {
    ask: {
      path: { id: string; user: string }
      body: { edit?: boolean }
      once?: string
    }
    answer: Why
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Stop sharing. */
  "DELETE /api/people/{id}/shares/{user}": {
    ask: {
      path: { id: string; user: string }
      once?: string
    }
    answer: Why
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** How good the customer file is. */
  "GET /api/quality": {
    ask: object
    answer: Quality
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** The catalogue. */
  "GET /api/products": {
    ask: {
      query?: { q?: string | null; category?: string | null; kind?: string | null; live?: boolean | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<ProductRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Make a product. */
  "POST /api/products": {
    ask: {
      body: ProductWish
      once?: string
    }
    answer: Changed<Product>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The categories of the catalogue. */
  "GET /api/products/categories": {
    ask: object
    answer: ProductCategory[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a category. */
  "POST /api/products/categories": {
    ask: {
      body: { name: string; parent?: string | null }
      once?: string
    }
    answer: ProductCategory[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Rename or move a category. */
  "PATCH /api/products/categories/{id}": {
    ask: {
      path: { id: string }
      body: { name?: string; parent?: string | null; before?: string }
      once?: string
    }
    answer: ProductCategory[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Remove a category. */
  "DELETE /api/products/categories/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: ProductCategory[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A product. */
  "GET /api/products/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Product
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change a product. */
  "PATCH /api/products/{id}": {
    ask: {
      path: { id: string }
      body: ProductWish
      once?: string
    }
    answer: Changed<Product>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete a product. */
  "DELETE /api/products/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Price lists in the order in which they are asked. */
  "GET /api/price-lists": {
    ask: object
    answer: PriceList[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a price list. */
  "POST /api/price-lists": {
    ask: {
      body: PriceListWish
      once?: string
    }
    answer: PriceList[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change a price list. */
  "PATCH /api/price-lists/{id}": {
    ask: {
      path: { id: string }
      body: PriceListWish
      once?: string
    }
    answer: PriceList[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Remove a price list. */
  "DELETE /api/price-lists/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: PriceList[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The prices of a list. */
  "GET /api/price-lists/{id}/prices": {
    ask: {
      path: { id: string }
      query?: { q?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<ListPrice>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Set some of them, at most 1,000. */
  "PUT /api/price-lists/{id}/prices": {
    ask: {
      path: { id: string }
      body: { prices: ListPriceWish[] }
      once?: string
    }
    answer: PriceList[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What a customer pays for what. */
  "POST /api/prices": {
    ask: {
      body: PricesAsked
      once?: string
    }
    answer: PriceFound[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Quotes of the deals that the caller sees. */
  "GET /api/quotes": {
    ask: {
      query?: { state?: string | null; deal?: string | null; person?: string | null; q?: string | null; mine?: boolean | null; asked?: boolean | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<QuoteRow>
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** The rules of quotes. */
  "GET /api/quotes/rules": {
    ask: object
    answer: QuoteRules
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set them. */
  "PUT /api/quotes/rules": {
    ask: {
      body: QuoteRules
      once?: string
    }
    answer: QuoteRules
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Write a quote for a deal. */
  "POST /api/deals/{id}/quotes": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A quote. */
  "GET /api/quotes/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Quote
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change a draft. */
  "PATCH /api/quotes/{id}": {
    ask: {
      path: { id: string }
      body: QuoteWish
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete a draft. */
  "DELETE /api/quotes/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Ask for its approval. */
  "POST /api/quotes/{id}/submit": {
    ask: {
      path: { id: string }
      body: { note?: string }
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Approve or refuse it. */
  "POST /api/quotes/{id}/decide": {
    ask: {
      path: { id: string }
      body: { approve: boolean; note?: string }
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Send it to the customer. */
  "POST /api/quotes/{id}/send": {
    ask: {
      path: { id: string }
      body: { mail: boolean }
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Withdraw it. */
  "POST /api/quotes/{id}/withdraw": {
    ask: {
      path: { id: string }
      body: { reason?: string }
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Write its next version. */
  "POST /api/quotes/{id}/revise": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Answer the customer on its page. */
  "POST /api/quotes/{id}/answer": {
    ask: {
      path: { id: string }
      body: { text: string }
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Note that the customer accepted it on paper or by telephone. */
  "POST /api/quotes/{id}/accept": {
    ask: {
      path: { id: string }
      body: { name: string; note?: string }
      once?: string
    }
    answer: Changed<Quote>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The quote as a PDF. */
  "GET /api/quotes/{id}/pdf": {
    ask: {
      path: { id: string }
      query?: { language?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Subscriptions and service contracts, those that end first come first. */
  "GET /api/agreements": {
    ask: {
      query?: { person?: string | null; company?: string | null; state?: string | null; due?: number | null; q?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<Agreement>
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** Make an agreement. */
  "POST /api/agreements": {
    ask: {
      body: AgreementWish
      once?: string
    }
    answer: Changed<Agreement>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change an agreement. */
  "PATCH /api/agreements/{id}": {
    ask: {
      path: { id: string }
      body: AgreementWish
      once?: string
    }
    answer: Changed<Agreement>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete an agreement. */
  "DELETE /api/agreements/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Add a period. */
  "POST /api/agreements/{id}/renew": {
    ask: {
      path: { id: string }
      body: { until?: string }
      once?: string
    }
    answer: Changed<Agreement>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** End it. */
  "POST /api/agreements/{id}/end": {
    ask: {
      path: { id: string }
      body: { reason: string; on?: string }
      once?: string
    }
    answer: Changed<Agreement>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Things that customers own. */
  "GET /api/assets": {
    ask: {
      query?: { person?: string | null; company?: string | null; q?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<Asset>
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** Note a thing that a customer owns. */
  "POST /api/assets": {
    ask: {
      body: AssetWish
      once?: string
    }
    answer: Changed<Asset>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A thing and what was done to it. */
  "GET /api/assets/{id}": {
    ask: {
      path: { id: string }
    }
    answer: AssetPage
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change it. */
  "PATCH /api/assets/{id}": {
    ask: {
      path: { id: string }
      body: AssetWish
      once?: string
    }
    answer: Changed<AssetPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete it. */
  "DELETE /api/assets/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Note what was done to it. */
  "POST /api/assets/{id}/records": {
    ask: {
      path: { id: string }
      body: AssetRecordWish
      once?: string
    }
    answer: Changed<AssetPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A quote, for its customer. */
  "GET /api/guest/quotes/{token}": {
    ask: {
      path: { token: string }
    }
    answer: GuestQuote
    refused: 400 | 404 | 429 | 503 | 507
  }
  /** Accept it. */
  "POST /api/guest/quotes/{token}/accept": {
    ask: {
      path: { token: string }
      body: { name: string; version: number }
      once?: string
    }
    answer: GuestQuote
    refused: 400 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Decline it. */
  "POST /api/guest/quotes/{token}/decline": {
    ask: {
      path: { token: string }
      body: { reason?: string; name?: string }
      once?: string
    }
    answer: GuestQuote
    refused: 400 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Ask about it. */
  "POST /api/guest/quotes/{token}/ask": {
    ask: {
      path: { token: string }
      body: { text: string; name?: string }
      once?: string
    }
    answer: GuestQuote
    refused: 400 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The quote as a PDF. */
  "GET /api/guest/quotes/{token}/pdf": {
    ask: {
      path: { token: string }
    }
    answer: Response
    refused: 400 | 404 | 429 | 503 | 507
  }
  /** An order, for its customer. */
  "GET /api/guest/orders/{token}": {
    ask: {
      path: { token: string }
    }
    answer: GuestOrder
    refused: 400 | 404 | 429 | 503 | 507
  }
  /** A list of leads. */
  "GET /api/leads": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<LeadRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Make a lead. */
  "POST /api/leads": {
    ask: {
      body: LeadWish
      once?: string
    }
    answer: Changed<Lead | null>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take leads that wait in a pool. */
  "POST /api/leads/claim": {
    ask: {
      body: { ids: string[] }
      once?: string
    }
    answer: LeadsDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Give leads to a colleague, to a pool, or to whom the rules name. */
  "POST /api/leads/assign": {
    ask: {
      body: LeadAssign
      once?: string
    }
    answer: LeadsDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Why leads lead nowhere or are given back. */
  "GET /api/leads/reasons": {
    ask: object
    answer: LeadReasons
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/leads/reasons": {
    ask: {
      body: LeadReasons
      once?: string
    }
    answer: LeadReasons
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What makes a lead by itself. */
  "GET /api/leads/captures": {
    ask: object
    answer: LeadCaptures
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/leads/captures": {
    ask: {
      body: LeadCapturesWish
      once?: string
    }
    answer: LeadCaptures
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Who was given how many leads, and what came of them. */
  "GET /api/leads/fairness": {
    ask: {
      query: { from: string; to: string }
    }
    answer: Fairness
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** A lead. */
  "GET /api/leads/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Lead
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change a lead. */
  "PATCH /api/leads/{id}": {
    ask: {
      path: { id: string }
      body: { set: Record<string, unknown>; was?: Record<string, unknown> }
      once?: string
    }
    answer: Changed<Lead | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete a lead. */
  "DELETE /api/leads/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The history of a lead. */
  "GET /api/leads/{id}/changes": {
    ask: {
      path: { id: string }
      query?: { limit?: number | null; cursor?: string | null }
    }
    answer: Page<ChangeRow>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Give a lead back to its pool. */
  "POST /api/leads/{id}/release": {
    ask: {
      path: { id: string }
      body: { reason: string; pool?: string }
      once?: string
    }
    answer: Changed<Lead | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say that a lead leads nowhere. */
  "POST /api/leads/{id}/drop": {
    ask: {
      path: { id: string }
      body: { reason: string }
      once?: string
    }
    answer: Changed<Lead | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a lead up again. */
  "POST /api/leads/{id}/reopen": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<Lead | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Protect or lock a lead. */
  "PUT /api/leads/{id}/guard": {
    ask: {
      path: { id: string }
      body: LeadGuard
      once?: string
    }
    answer: Changed<Lead | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What a lead could become. */
  "GET /api/leads/{id}/conversion": {
    ask: {
      path: { id: string }
    }
    answer: LeadConversion
    refused: 400 | 401 | 403 | 404 | 409 | 429 | 503 | 507
  }
  /** Make a lead a person, a company, a deal. */
  "POST /api/leads/{id}/convert": {
    ask: {
      path: { id: string }
      body: LeadConvert
      once?: string
    }
    answer: LeadConverted
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say that a lead is one's own. */
  "POST /api/leads/{id}/disputes": {
    ask: {
      path: { id: string }
      body: { text: string; ticket?: string }
      once?: string
    }
    answer: Dispute
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Pools that leads wait in. */
  "GET /api/pools": {
    ask: object
    answer: Pool[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a pool. */
  "POST /api/pools": {
    ask: {
      body: PoolWish
      once?: string
    }
    answer: Pool[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change a pool. */
  "PATCH /api/pools/{id}": {
    ask: {
      path: { id: string }
      body: PoolWish
      once?: string
    }
    answer: Pool[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Remove a pool of which no lead is. */
  "DELETE /api/pools/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Pool[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Who gets which leads. */
  "GET /api/assignment": {
    ask: object
    answer: Assignment
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/assignment": {
    ask: {
      body: { rules: AssignRuleWish[]; fallback: string | null }
      once?: string
    }
    answer: Assignment
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What colleagues can take. */
  "GET /api/assignment/seats": {
    ask: object
    answer: Seat[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set some of that. */
  "PUT /api/assignment/seats": {
    ask: {
      body: { seats: SeatWish[] }
      once?: string
    }
    answer: Seat[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Who would get the last leads, and why. */
  "POST /api/assignment/simulate": {
    ask: {
      body: { rules?: AssignRuleWish[]; fallback?: string | null; last?: number }
      once?: string
    }
    answer: Simulation
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Disputes about leads. */
  "GET /api/disputes": {
    ask: {
      query?: { state?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<Dispute>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** A dispute. */
  "GET /api/disputes/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Dispute
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Say something in a dispute. */
  "POST /api/disputes/{id}/words": {
    ask: {
      path: { id: string }
      body: { text: string }
      once?: string
    }
    answer: Dispute
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Decide a dispute. */
  "POST /api/disputes/{id}/decide": {
    ask: {
      path: { id: string }
      body: DisputeDecision
      once?: string
    }
    answer: Dispute
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Appeal against a decision. */
  "POST /api/disputes/{id}/appeal": {
    ask: {
      path: { id: string }
      body: { text: string }
      once?: string
    }
    answer: Dispute
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Withdraw a dispute. */
  "POST /api/disputes/{id}/withdraw": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Dispute
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Whom colleagues are about to win. */
  "GET /api/registrations": {
    ask: {
      query?: { q?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<Registration>
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** Register somebody. */
  "POST /api/registrations": {
    ask: {
      body: RegistrationWish
      once?: string
    }
    answer: Registration
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Withdraw a registration. */
  "DELETE /api/registrations/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Registration
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Pipelines with their stages. */
  "GET /api/pipelines": {
    ask: object
    answer: Pipeline[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a pipeline. */
  "POST /api/pipelines": {
    ask: {
      body: PipelineWish
      once?: string
    }
    answer: Pipeline[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change a pipeline and its stages. */
  "PATCH /api/pipelines/{id}": {
    ask: {
      path: { id: string }
      body: PipelineWish
      once?: string
    }
    answer: Pipeline[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Remove a pipeline in which no deal stands. */
  "DELETE /api/pipelines/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Pipeline[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A list of deals. */
  "GET /api/deals": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<DealRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Make a deal. */
  "POST /api/deals": {
    ask: {
      body: DealWish
      once?: string
    }
    answer: Changed<Deal | null>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The columns of a pipeline with their first cards. */
  "GET /api/deals/board": {
    ask: {
      query?: { pipeline?: string | null; filter?: string | null; q?: string | null; sort?: string | null; each?: number | null }
    }
    answer: DealBoard
    refused: 400 | 401 | 403 | 409 | 422 | 429 | 503 | 507
  }
  /** What a period brings, against its targets. */
  "GET /api/deals/forecast": {
    ask: {
      query?: { pipeline?: string | null; period?: string | null; filter?: string | null; q?: string | null }
    }
    answer: DealForecast
    refused: 400 | 401 | 403 | 409 | 422 | 429 | 503 | 507
  }
  /** Why deals are lost. */
  "GET /api/deals/reasons": {
    ask: object
    answer: DealReasons
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/deals/reasons": {
    ask: {
      body: DealReasons
      once?: string
    }
    answer: DealReasons
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A deal. */
  "GET /api/deals/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Deal
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change a deal. */
  "PATCH /api/deals/{id}": {
    ask: {
      path: { id: string }
      body: { set: Record<string, unknown>; was?: Record<string, unknown> }
      once?: string
    }
    answer: Changed<Deal | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete a deal. */
  "DELETE /api/deals/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Move a deal to another stage. */
  "POST /api/deals/{id}/move": {
    ask: {
      path: { id: string }
      body: DealMove
      once?: string
    }
    answer: Changed<Deal | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The history of a deal. */
  "GET /api/deals/{id}/changes": {
    ask: {
      path: { id: string }
      query?: { limit?: number | null; cursor?: string | null }
    }
    answer: Page<ChangeRow>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Say what somebody is in a deal. */
  "POST /api/deals/{id}/people": {
    ask: {
      path: { id: string }
      body: { person: string; role: DealRole | null }
      once?: string
    }
    answer: Changed<Deal | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take somebody out of a deal. */
  "DELETE /api/deals/{id}/people/{person}": {
    ask: {
      path: { id: string; person: string }
      once?: string
    }
    answer: Changed<Deal | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say what a deal is about. */
  "PUT /api/deals/{id}/lines": {
    ask: {
      path: { id: string }
      body: { lines: DealLineWish[] }
      once?: string
    }
    answer: Changed<Deal | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The targets of a period. */
  "GET /api/targets": {
    ask: {
      query?: { period?: string | null }
    }
    answer: Targets
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Set some of them. */
  "PUT /api/targets": {
    ask: {
      body: { period: string; targets: TargetWish[] }
      once?: string
    }
    answer: Targets
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What other currencies are worth, by day. */
  "GET /api/rates": {
    ask: object
    answer: Rates
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set some of that. */
  "PUT /api/rates": {
    ask: {
      body: { rates: RateWish[] }
      once?: string
    }
    answer: Rates
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Saved reports. */
  "GET /api/reports": {
    ask: object
    answer: Report[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Keep one. */
  "POST /api/reports": {
    ask: {
      body: ReportWish
      once?: string
    }
    answer: Report
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What can be asked of an object. */
  "GET /api/reports/about": {
    ask: {
      query: { object: string }
    }
    answer: ReportAbout
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Answer a question. */
  "POST /api/reports/run": {
    ask: {
      body: Question
      once?: string
    }
    answer: Answer
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The rows behind a figure. */
  "POST /api/reports/rows": {
    ask: {
      body: RowsWish
      once?: string
    }
    answer: ReportRows
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** An answer as a file. */
  "POST /api/reports/export": {
    ask: {
      body: ReportExport
      once?: string
    }
    answer: Response
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** One of them. */
  "GET /api/reports/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Report
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change it. */
  "PATCH /api/reports/{id}": {
    ask: {
      path: { id: string }
      body: Partial<ReportWish>
      once?: string
    }
    answer: Report
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take it away. */
  "DELETE /api/reports/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Bring it back. */
  "POST /api/reports/{id}/restore": {
    ask: {
      path: { id: string }
      body: Record<string, never>
      once?: string
    }
    answer: Report
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Dashboards. */
  "GET /api/dashboards": {
    ask: object
    answer: DashboardRow[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make one. */
  "POST /api/dashboards": {
    ask: {
      body: DashboardWish
      once?: string
    }
    answer: Dashboard
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** One of them. */
  "GET /api/dashboards/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Dashboard
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change it. */
  "PATCH /api/dashboards/{id}": {
    ask: {
      path: { id: string }
      body: Partial<DashboardWish>
      once?: string
    }
    answer: Dashboard
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take it away. */
  "DELETE /api/dashboards/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Bring it back. */
  "POST /api/dashboards/{id}/restore": {
    ask: {
      path: { id: string }
      body: Record<string, never>
      once?: string
    }
    answer: Dashboard
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Reports that are sent by mail. */
  "GET /api/report-mails": {
    ask: object
    answer: ReportMail[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Send one by mail from now on. */
  "POST /api/report-mails": {
    ask: {
      body: ReportMailWish
      once?: string
    }
    answer: ReportMail
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change it. */
  "PATCH /api/report-mails/{id}": {
    ask: {
      path: { id: string }
      body: Partial<ReportMailWish>
      once?: string
    }
    answer: ReportMail
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Send it no more. */
  "DELETE /api/report-mails/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Send it once now. */
  "POST /api/report-mails/{id}/send": {
    ask: {
      path: { id: string }
      body: Record<string, never>
      once?: string
    }
    answer: { to: number }
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Send it to me no more. */
  "POST /api/report-mails/{id}/decline": {
    ask: {
      path: { id: string }
      body: Record<string, never>
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Goals and how far they are. */
  "GET /api/goals": {
    ask: object
    answer: Goal[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set one. */
  "POST /api/goals": {
    ask: {
      body: GoalWish
      once?: string
    }
    answer: Goal
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change it. */
  "PATCH /api/goals/{id}": {
    ask: {
      path: { id: string }
      body: GoalChange
      once?: string
    }
    answer: Goal
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take it away. */
  "DELETE /api/goals/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Bring it back. */
  "POST /api/goals/{id}/restore": {
    ask: {
      path: { id: string }
      body: Record<string, never>
      once?: string
    }
    answer: Goal
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What is new and what is stale. */
  "GET /api/home": {
    ask: {
      query?: { whose?: Whose | null }
    }
    answer: HomeToday
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** What has gone stale or silent. */
  "GET /api/stale": {
    ask: {
      query: { of: StaleOf; whose?: Whose | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<StaleRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** From when on it is. */
  "GET /api/stale/rules": {
    ask: object
    answer: StaleRules
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/stale/rules": {
    ask: {
      body: StaleRules
      once?: string
    }
    answer: StaleRules
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** How colleagues and teams do. */
  "GET /api/performance": {
    ask: {
      query?: { period?: string | null; compare?: string | null }
    }
    answer: Performance
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Why more or less was won than before. */
  "GET /api/performance/why": {
    ask: {
      query?: { period?: string | null; compare?: string | null; who?: string | null; team?: string | null }
    }
    answer: PerformanceWhy
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** A list of tasks, calls, meetings, visits. */
  "GET /api/activities": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<ActivityRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Plan one. */
  "POST /api/activities": {
    ask: {
      body: ActivityWish
      once?: string
    }
    answer: Changed<Activity>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Those of a record. */
  "GET /api/activities/about": {
    ask: {
      query: { record: string }
    }
    answer: ActivitiesAbout
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** What is overdue, due today and in the coming week. */
  "GET /api/activities/today": {
    ask: {
      query?: { who?: string | null }
    }
    answer: ActivitiesToday
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Every turn within at most 62 days, of the caller, of colleagues or of the team. */
  "GET /api/activities/calendar": {
    ask: {
      query: { from: string; to: string; who?: string | null; kinds?: string | null }
    }
    answer: CalendarView
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** When colleagues are busy, and not a word of what it is. */
  "GET /api/activities/busy": {
    ask: {
      query: { who: string; from: string; to: string }
    }
    answer: BusyOf[]
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The visits of a day along their way. */
  "GET /api/activities/route": {
    ask: {
      query: { day: string; who?: string | null }
    }
    answer: DayRoute
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Done, given to a colleague, later by days, or deleted: many at once. */
  "POST /api/activities/bulk": {
    ask: {
      body: ActivitiesBulk
      once?: string
    }
    answer: ActivitiesBulkDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** One of them. */
  "GET /api/activities/{id}": {
    ask: {
      path: { id: string }
      query?: { turn?: string | null }
    }
    answer: Activity
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** Change it. */
  "PATCH /api/activities/{id}": {
    ask: {
      path: { id: string }
      body: ActivityChange
      once?: string
    }
    answer: Changed<Activity>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete it, or turns of it. */
  "DELETE /api/activities/{id}": {
    ask: {
      path: { id: string }
      query?: { turn?: string | null; scope?: string | null }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say that it was done. */
  "POST /api/activities/{id}/done": {
    ask: {
      path: { id: string }
      body: ActivityDone
      once?: string
    }
    answer: Changed<Activity>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say that it was not done after all. */
  "POST /api/activities/{id}/reopen": {
    ask: {
      path: { id: string }
      body: { turn?: string }
      once?: string
    }
    answer: Changed<Activity>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say that one is there. */
  "POST /api/activities/{id}/check-in": {
    ask: {
      path: { id: string }
      body: CheckInWish
      once?: string
    }
    answer: Changed<Activity>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say whether one comes. */
  "POST /api/activities/{id}/answer": {
    ask: {
      path: { id: string }
      body: { answer: "yes" | "no" | "maybe" }
      once?: string
    }
    answer: Changed<Activity>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The history of one. */
  "GET /api/activities/{id}/changes": {
    ask: {
      path: { id: string }
      query?: { limit?: number | null; cursor?: string | null }
    }
    answer: Page<ChangeRow>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Rules by which customers are come back to. */
  "GET /api/revisits": {
    ask: object
    answer: Revisit[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make such a rule. */
  "POST /api/revisits": {
    ask: {
      body: RevisitWish
      once?: string
    }
    answer: Changed<Revisit>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Whom a rule would find. */
  "POST /api/revisits/preview": {
    ask: {
      body: RevisitWish
      once?: string
    }
    answer: RevisitPreview
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change such a rule. */
  "PATCH /api/revisits/{id}": {
    ask: {
      path: { id: string }
      body: RevisitWish
      once?: string
    }
    answer: Changed<Revisit>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete such a rule. */
  "DELETE /api/revisits/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Where one's calendar can be subscribed to. */
  "GET /api/calendar-feed": {
    ask: object
    answer: CalendarFeed
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** A new address for that. */
  "POST /api/calendar-feed": {
    ask: {
      once?: string
    }
    answer: CalendarFeed
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** No address any more. */
  "DELETE /api/calendar-feed": {
    ask: {
      once?: string
    }
    answer: CalendarFeed
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A list of companies. */
  "GET /api/companies": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<CompanyRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Make a company. */
  "POST /api/companies": {
    ask: {
      body: { name: string; anyway?: boolean; [field: string]: unknown }
      once?: string
    }
    answer: Changed<Company>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The companies of a list counted by a field. */
  "GET /api/companies/groups": {
    ask: {
      query: { by: string; sums?: string | null; filter?: string | null; q?: string | null }
    }
    answer: Groups
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The companies of a list by where they are: squares of a box, areas, and which have no place. */
  "GET /api/companies/map": {
    ask: {
      query?: { filter?: string | null; q?: string | null; west?: number | null; south?: number | null; east?: number | null; north?: number | null; zoom?: number | null; rows?: number | null }
    }
    answer: Mapped<CompanyRow>
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** Different values for different companies, with one undo; `check` only says what would come of it. */
  "POST /api/companies/cells": {
    ask: {
      body: { rows: CellRow[]; check?: boolean }
      once?: string
    }
    answer: CellsDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The companies of a list by the days of a date, at most 62 days. */
  "GET /api/companies/days": {
    ask: {
      query: { by: string; from: string; to: string; each?: number | null; filter?: string | null; q?: string | null }
    }
    answer: Days<CompanyRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The list in full as CSV. */
  "GET /api/companies/export.csv": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The list in full as a workbook. */
  "GET /api/companies/export.xlsx": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** One change to many companies, with one undo. */
  "POST /api/companies/bulk": {
    ask: {
      body: { who: BulkWho; what: CompanyBulkWhat }
      once?: string
    }
    answer: BulkDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Up to 1,000 rows, each with its own answer. */
  "POST /api/companies/batch": {
    ask: {
      body: { rows: CompanyBatchRow[] }
      once?: string
    }
    answer: { rows: BatchOutcome[]; refused: number }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Merge one company into another, with one undo; the merged id leads to the one that stays. */
  "POST /api/companies/merge": {
    ask: {
      body: CompanyMerge
      once?: string
    }
    answer: Changed<Company>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A company and its people. */
  "GET /api/companies/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Company
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change values. */
  "PATCH /api/companies/{id}": {
    ask: {
      path: { id: string }
      body: { set: Record<string, unknown>; was?: Record<string, unknown> }
      once?: string
    }
    answer: Changed<Company>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a company away. */
  "DELETE /api/companies/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What its people did and were told lately, newest first; browsing is left out. */
  "GET /api/companies/{id}/interactions": {
    ask: {
      path: { id: string }
      query?: { limit?: number | null; cursor?: string | null }
    }
    answer: { rows: CompanyItem[]; next: string | null }
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** The change log of a company. */
  "GET /api/companies/{id}/changes": {
    ask: {
      path: { id: string }
      query?: { cursor?: string | null }
    }
    answer: Page<ChangeRow>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Everything kept with a company. */
  "GET /api/companies/{id}/files": {
    ask: {
      path: { id: string }
    }
    answer: KeptFiles
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** File something with a company. */
  "POST /api/companies/{id}/files": {
    ask: {
      path: { id: string }
      body: { file: string; category?: string | null }
      once?: string
    }
    answer: Changed<KeptFiles>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say what a file of a company is. */
  "PATCH /api/companies/{id}/files/{file}": {
    ask: {
      path: { id: string; file: string }
      body: { category: string | null }
      once?: string
    }
    answer: Changed<KeptFiles>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a file of a company away. */
  "DELETE /api/companies/{id}/files/{file}": {
    ask: {
      path: { id: string; file: string }
      once?: string
    }
    answer: Changed<KeptFiles>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** How large a file may be, how many a field or note holds, and what files can be. */
  "GET /api/files": {
    ask: object
    answer: FileLimits
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Name what files filed with a record can be. */
  "PUT /api/files/categories": {
    ask: {
      body: { categories: string[] }
      once?: string
    }
    answer: { categories: string[] }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Send a file: the body is its bytes. Then set a field to its id, attach it to a note, or file it with a record. */
  "POST /api/files": {
    ask: {
      query?: { name?: string | null }
      body: Blob
      once?: string
    }
    answer: FileInfo
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What is said of a file. */
  "GET /api/files/{id}": {
    ask: {
      path: { id: string }
    }
    answer: FileInfo
    refused: 400 | 401 | 403 | 404 | 410 | 429 | 503 | 507
  }
  /** Its bytes; only pictures and PDF are shown by a browser, and saved with `download=true`. */
  "GET /api/files/{id}/content": {
    ask: {
      path: { id: string }
      query?: { download?: boolean | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 404 | 410 | 429 | 503 | 507
  }
  /** How each colleague's customers stand: orders, contacts, worth, needs. */
  "GET /api/portfolio": {
    ask: {
      query?: { days?: number | null }
    }
    answer: Portfolio
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** What customers may need, the surest first. */
  "GET /api/needs": {
    ask: {
      query?: { kind?: string | null; owner?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: NeedPage
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Say that a need is none, or that it is one after all. */
  "PUT /api/needs/{id}": {
    ask: {
      path: { id: string }
      body: { state: NeedState }
      once?: string
    }
    answer: Need
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What could be offered to a customer, and why. */
  "POST /api/offers": {
    ask: {
      body: OffersAsked
      once?: string
    }
    answer: Offer[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A list of orders. */
  "GET /api/orders": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<OrderRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The orders of a list counted by a field. */
  "GET /api/orders/groups": {
    ask: {
      query: { by: string; sums?: string | null; filter?: string | null; q?: string | null }
    }
    answer: Groups
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The orders of a list by the days of a date, at most 62 days. */
  "GET /api/orders/days": {
    ask: {
      query: { by: string; from: string; to: string; each?: number | null; filter?: string | null; q?: string | null }
    }
    answer: Days<OrderRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Different values in fields of one's own of different orders, with one undo; `check` only says what would come of it. */
  "POST /api/orders/cells": {
    ask: {
      body: { rows: CellRow[]; check?: boolean }
      once?: string
    }
    answer: CellsDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** One change to fields of one's own of many orders, with one undo. */
  "POST /api/orders/bulk": {
    ask: {
      body: { who: BulkWho; what: { set: Record<string, unknown> } }
      once?: string
    }
    answer: BulkDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Up to 1,000 rows, each with its own answer. */
  "POST /api/orders/batch": {
    ask: {
      body: { rows: OrderBatchRow[] }
      once?: string
    }
    answer: { rows: BatchOutcome[]; refused: number }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The list as CSV. */
  "GET /api/orders/export.csv": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The list as a workbook. */
  "GET /api/orders/export.xlsx": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** An order. */
  "GET /api/orders/{id}": {
    ask: {
      path: { id: string }
    }
    answer: OrderRow
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change fields of one's own. */
  "PATCH /api/orders/{id}": {
    ask: {
      path: { id: string }
      body: { set: Record<string, unknown>; was?: Record<string, unknown> }
      once?: string
    }
    answer: Changed<OrderRow>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take an order by telephone or at the counter. */
  "POST /api/orders": {
    ask: {
      body: OrderWish
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** An order in hand: sent, paid, come back. */
  "GET /api/orders/{id}/handling": {
    ask: {
      path: { id: string }
    }
    answer: OrderPage
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Send goods of an order. */
  "POST /api/orders/{id}/deliveries": {
    ask: {
      path: { id: string }
      body: DeliveryWish
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say that a delivery arrived. */
  "POST /api/orders/{id}/deliveries/{delivery}/arrived": {
    ask: {
      path: { id: string; delivery: string }
      body: { at?: string }
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a delivery back. */
  "DELETE /api/orders/{id}/deliveries/{delivery}": {
    ask: {
      path: { id: string; delivery: string }
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Note what was paid. */
  "POST /api/orders/{id}/payments": {
    ask: {
      path: { id: string }
      body: PaymentWish
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a payment back. */
  "DELETE /api/orders/{id}/payments/{payment}": {
    ask: {
      path: { id: string; payment: string }
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Note what came back. */
  "POST /api/orders/{id}/returns": {
    ask: {
      path: { id: string }
      body: ReturnWish
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take that back. */
  "DELETE /api/orders/{id}/returns/{back}": {
    ask: {
      path: { id: string; back: string }
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Cancel an order, or what is left of it. */
  "POST /api/orders/{id}/cancel": {
    ask: {
      path: { id: string }
      body: { reason: string; rest: boolean }
      once?: string
    }
    answer: Changed<OrderPage>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The change log of an order. */
  "GET /api/orders/{id}/changes": {
    ask: {
      path: { id: string }
      query?: { cursor?: string | null }
    }
    answer: Page<ChangeRow>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** What happened, over everyone. */
  "GET /api/interactions": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<InteractionRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The interactions of a list counted by a field. */
  "GET /api/interactions/groups": {
    ask: {
      query: { by: string; sums?: string | null; filter?: string | null; q?: string | null }
    }
    answer: Groups
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The interactions of a list by the days of a date, at most 62 days. */
  "GET /api/interactions/days": {
    ask: {
      query: { by: string; from: string; to: string; each?: number | null; filter?: string | null; q?: string | null }
    }
    answer: Days<InteractionRow>
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** Different values noted beside different interactions, with one undo; `check` only says what would come of it. */
  "POST /api/interactions/cells": {
    ask: {
      body: { rows: CellRow[]; check?: boolean }
      once?: string
    }
    answer: CellsDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** One change to what is noted beside many interactions, with one undo. */
  "POST /api/interactions/bulk": {
    ask: {
      body: { who: BulkWho; what: { set: Record<string, unknown> } }
      once?: string
    }
    answer: BulkDone
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The list as CSV. */
  "GET /api/interactions/export.csv": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The list as a workbook. */
  "GET /api/interactions/export.xlsx": {
    ask: {
      query?: { filter?: string | null; q?: string | null; sort?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** An interaction with what is noted beside it. */
  "GET /api/interactions/{id}": {
    ask: {
      path: { id: string }
    }
    answer: InteractionRow
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Note something beside it, in fields of one's own. */
  "PATCH /api/interactions/{id}": {
    ask: {
      path: { id: string }
      body: { set: Record<string, unknown>; was?: Record<string, unknown> }
      once?: string
    }
    answer: Changed<InteractionRow>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Strike out what a colleague noted by mistake. */
  "DELETE /api/interactions/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The change log of what is noted beside it. */
  "GET /api/interactions/{id}/changes": {
    ask: {
      path: { id: string }
      query?: { cursor?: string | null }
    }
    answer: Page<ChangeRow>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Send interactions with a write key: one, a list, or NDJSON. */
  "POST /api/interactions": {
    ask: {
      body: Record<string, unknown> | Record<string, unknown>[]
      once?: string
    }
    answer: Record<string, unknown>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** People, companies, orders by number, deals, leads, interactions, comments; the exact person first. */
  "GET /api/search": {
    ask: {
      query?: { q?: string | null; limit?: number | null }
    }
    answer: SearchResult
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** Every object and its fields. */
  "GET /api/objects": {
    ask: object
    answer: ObjectInfo[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Whether a filter is right, and how many it finds. */
  "POST /api/filter/check": {
    ask: {
      body: { object: ObjectKind; text: string }
      once?: string
    }
    answer: FilterCheck
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Saved views. */
  "GET /api/views": {
    ask: object
    answer: View[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Keep a list as a view. */
  "POST /api/views": {
    ask: {
      body: { object: ObjectKind; name: string; shared?: boolean; pinned?: boolean; body?: ViewBody }
      once?: string
    }
    answer: View
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change a view. */
  "PATCH /api/views/{id}": {
    ask: {
      path: { id: string }
      body: { name?: string; shared?: boolean; pinned?: boolean; body?: ViewBody }
      once?: string
    }
    answer: View
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a view away. */
  "DELETE /api/views/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Bring a view back. */
  "POST /api/views/{id}/restore": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: View
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Tie two records. */
  "POST /api/edges": {
    ask: {
      body: { kind: string; from: string; to: string; title?: string }
      once?: string
    }
    answer: Changed<Tied>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Untie them. */
  "DELETE /api/edges/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What a merge would make. */
  "GET /api/merges/preview": {
    ask: {
      query: { a: string; b: string }
    }
    answer: MergePreview
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Merge two persons. */
  "POST /api/merges": {
    ask: {
      body: { winner: string; loser: string }
      once?: string
    }
    answer: Changed<Person>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a merge back. */
  "DELETE /api/merges/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Changed<Person>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Proposals, most probable first. */
  "GET /api/duplicates": {
    ask: {
      query?: { state?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: Page<Proposal>
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** Decide a proposal. */
  "POST /api/duplicates/{id}": {
    ask: {
      path: { id: string }
      body: { decision: "same" | "different" | "later"; winner?: string }
      once?: string
    }
    answer: Changed<Joined | null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** How the scan stands. */
  "GET /api/duplicates/scan": {
    ask: object
    answer: ScanProgress | null
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Start the scan. */
  "POST /api/duplicates/scan": {
    ask: {
      once?: string
    }
    answer: ScanProgress
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Find duplicates in a CSV without storing it. */
  "POST /api/dedupe": {
    ask: {
      query?: { id?: string | null; threshold?: number | null }
      body: Blob
      once?: string
    }
    answer: Record<string, unknown>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What is demanded of signing in, and the public address. */
  "GET /api/settings/sign-in": {
    ask: object
    answer: SignInRules
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Say so. */
  "PUT /api/settings/sign-in": {
    ask: {
      body: { demand_factor?: boolean; address?: string }
      once?: string
    }
    answer: SignInRules
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The mail server, and how the last mail went. */
  "GET /api/settings/mail": {
    ask: object
    answer: MailSettings
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set the mail server up. */
  "PUT /api/settings/mail": {
    ask: {
      body: MailServerInput
      once?: string
    }
    answer: MailSettings
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Send a test mail to oneself. */
  "POST /api/settings/mail/test": {
    ask: {
      once?: string
    }
    answer: { to: string }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The provider of single sign-on. */
  "GET /api/settings/sso": {
    ask: object
    answer: SsoSettings
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set the provider up. */
  "PUT /api/settings/sso": {
    ask: {
      body: SsoInput
      once?: string
    }
    answer: SsoSettings
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Fetch what the provider says of itself. */
  "POST /api/settings/sso/test": {
    ask: {
      once?: string
    }
    answer: { ok: boolean }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Whether the program merges by itself. */
  "GET /api/settings/matching": {
    ask: object
    answer: Matching
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Say so. */
  "PUT /api/settings/matching": {
    ask: {
      body: Matching
      once?: string
    }
    answer: Matching
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a change back. */
  "POST /api/undo/{batch}": {
    ask: {
      path: { batch: string }
      body: { force?: string[] }
      once?: string
    }
    answer: UndoResult
    refused: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 503 | 507
  }
  /** All imports. */
  "GET /api/imports": {
    ask: object
    answer: ImportInfo[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Upload a file. */
  "POST /api/imports": {
    ask: {
      query?: { name?: string | null }
      body: Blob
      once?: string
    }
    answer: ImportInfo
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** One import with its progress. */
  "GET /api/imports/{id}": {
    ask: {
      path: { id: string }
    }
    answer: ImportInfo
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Forget an upload that was not started. */
  "DELETE /api/imports/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What would happen to the first rows. */
  "POST /api/imports/{id}/preview": {
    ask: {
      path: { id: string }
      body: ImportPlan
      once?: string
    }
    answer: ImportPreview
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Start it. */
  "POST /api/imports/{id}/start": {
    ask: {
      path: { id: string }
      body: ImportPlan
      once?: string
    }
    answer: ImportInfo
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Rows that were refused. */
  "GET /api/imports/{id}/refused": {
    ask: {
      path: { id: string }
      query?: { cursor?: string | null }
    }
    answer: Page<RefusedRow>
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** The same as CSV. */
  "GET /api/imports/{id}/refused.csv": {
    ask: {
      path: { id: string }
    }
    answer: Response
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Take the whole import back. */
  "POST /api/imports/{id}/revert": {
    ask: {
      path: { id: string }
      body: { force?: string[] }
      once?: string
    }
    answer: UndoResult
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Sources of data. */
  "GET /api/sources": {
    ask: object
    answer: SourceInfo[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a source. */
  "POST /api/sources": {
    ask: {
      body: { name: string; kind: string }
      once?: string
    }
    answer: SourceInfo
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Rename or pause a source. */
  "PATCH /api/sources/{id}": {
    ask: {
      path: { id: string }
      body: { name?: string; paused?: boolean }
      once?: string
    }
    answer: SourceInfo
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Make a write key. */
  "POST /api/sources/{id}/keys": {
    ask: {
      path: { id: string }
      body: { name: string }
      once?: string
    }
    answer: { key: KeyInfo; secret: string }
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Revoke a write key. */
  "DELETE /api/keys/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: unknown
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Queue, lag, rates, refusals. */
  "GET /api/ingest/health": {
    ask: object
    answer: IngestHealth
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Refused inputs. */
  "GET /api/ingest/refused": {
    ask: {
      query?: { cursor?: string | null }
    }
    answer: Page<RefusedInput>
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** A refused input as it was sent. */
  "GET /api/ingest/refused/{id}/raw": {
    ask: {
      path: { id: string }
    }
    answer: Response
    refused: 400 | 401 | 403 | 404 | 410 | 429 | 503 | 507
  }
  /** News as server-sent events. */
  "GET /api/live": {
    ask: {
      query?: { topics?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** What changed since a cursor: each record once, as it is now. */
  "GET /api/changes": {
    ask: {
      query?: { objects?: string | null; cursor?: string | null; limit?: number | null }
    }
    answer: Changes
    refused: 400 | 401 | 403 | 410 | 422 | 429 | 503 | 507
  }
  /** Connectors to other systems. */
  "GET /api/connectors": {
    ask: object
    answer: Connector[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a connector. */
  "POST /api/connectors": {
    ask: {
      body: ConnectorWish
      once?: string
    }
    answer: Connector
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The first records of another system, and what its names are taken for. */
  "POST /api/connectors/look": {
    ask: {
      body: { place: ConnectorPlace; object?: ObjectKind; secret?: string; connector?: string }
      once?: string
    }
    answer: ConnectorLook
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What would become of those records under a mapping; nothing is kept. */
  "POST /api/connectors/preview": {
    ask: {
      body: { object: ObjectKind; key: string; mapping: ConnectorMapped[]; options?: ConnectorOptions; columns: string[]; rows: string[][] }
      once?: string
    }
    answer: ImportPreview
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** One connector. */
  "GET /api/connectors/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Connector
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change a connector, pause it, let it go on. */
  "PATCH /api/connectors/{id}": {
    ask: {
      path: { id: string }
      body: ConnectorWish
      once?: string
    }
    answer: Connector
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a connector away; what it brought stays. */
  "DELETE /api/connectors/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Run it now, or only compare. */
  "POST /api/connectors/{id}/run": {
    ask: {
      path: { id: string }
      body: { compare?: boolean }
      once?: string
    }
    answer: ConnectorRun
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Runs of the last 90 days, newest first. */
  "GET /api/connectors/{id}/runs": {
    ask: {
      path: { id: string }
      query?: { limit?: number | null; cursor?: string | null }
    }
    answer: { rows: ConnectorRun[]; next: string | null }
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** One run with its counts. */
  "GET /api/connectors/runs/{id}": {
    ask: {
      path: { id: string }
    }
    answer: ConnectorRun
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** The ledger of a run: each difference and each record that is missing or refused. */
  "GET /api/connectors/runs/{id}/entries": {
    ask: {
      path: { id: string }
      query?: { kind?: string | null; field?: string | null; stood?: string | null; key?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: ConnectorEntries
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** The ledger of a run as a table. */
  "GET /api/connectors/runs/{id}/entries.csv": {
    ask: {
      path: { id: string }
      query?: { kind?: string | null; field?: string | null; stood?: string | null; key?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** Webhooks. */
  "GET /api/hooks": {
    ask: object
    answer: Hook[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a webhook; its secret is told once. */
  "POST /api/hooks": {
    ask: {
      body: HookWish
      once?: string
    }
    answer: Hook
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change a webhook, pause it, let it go on. */
  "PATCH /api/hooks/{id}": {
    ask: {
      path: { id: string }
      body: HookWish
      once?: string
    }
    answer: Hook
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a webhook away. */
  "DELETE /api/hooks/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A new secret for a webhook. */
  "POST /api/hooks/{id}/secret": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Hook
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Send a test to a webhook. */
  "POST /api/hooks/{id}/test": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: HookDelivery
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What was told to a webhook in the last two weeks. */
  "GET /api/hooks/{id}/deliveries": {
    ask: {
      path: { id: string }
      query?: { state?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: { rows: HookDelivery[]; next: string | null }
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** One delivery with what was sent. */
  "GET /api/hooks/deliveries/{id}": {
    ask: {
      path: { id: string }
    }
    answer: HookDelivery
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Send a delivery again, with the same id. */
  "POST /api/hooks/deliveries/{id}/resend": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: HookDelivery
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The rules, and what the last scan found against each. */
  "GET /api/rules": {
    ask: object
    answer: FieldRule[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** What the values of a field have to be like; nothing takes the rule away. */
  "PUT /api/rules/{object}/{key}": {
    ask: {
      path: { object: string; key: string }
      body: RuleWish
      once?: string
    }
    answer: FieldRule[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Look through all records. */
  "POST /api/rules/scan": {
    ask: {
      once?: string
    }
    answer: { started: boolean }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Records against a rule. */
  "GET /api/rules/{object}/{key}/breaches": {
    ask: {
      path: { object: string; key: string }
      query: { kind: string; limit?: number | null; cursor?: string | null }
    }
    answer: { rows: RuleBreach[]; next: string | null }
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** Make a field. */
  "POST /api/objects/{object}/fields": {
    ask: {
      path: { object: string }
      body: NewField
      once?: string
    }
    answer: Changed<Field>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Fields put away. */
  "GET /api/objects/{object}/fields/removed": {
    ask: {
      path: { object: string }
    }
    answer: RemovedField[]
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Change a field. */
  "PATCH /api/objects/{object}/fields/{key}": {
    ask: {
      path: { object: string; key: string }
      body: FieldChange
      once?: string
    }
    answer: Changed<Field>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Put a field away. */
  "DELETE /api/objects/{object}/fields/{key}": {
    ask: {
      path: { object: string; key: string }
      once?: string
    }
    answer: Changed<null>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Staff, for choosing. */
  "GET /api/users": {
    ask: object
    answer: Named[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Accounts. */
  "GET /api/staff": {
    ask: object
    answer: Account[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Invite a colleague. */
  "POST /api/staff": {
    ask: {
      body: { login: string; name: string; role: string; team?: string; title?: string; email?: string }
      once?: string
    }
    answer: { account: Account; invite: InviteLink }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change an account. */
  "PATCH /api/staff/{id}": {
    ask: {
      path: { id: string }
      body: { name?: string; title?: string; role?: string; team?: string; email?: string; disabled?: boolean }
      once?: string
    }
    answer: Account
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** A new link to choose a password. */
  "POST /api/staff/{id}/invite": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: InviteLink
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Give everybody they look after to a colleague. */
  "POST /api/staff/{id}/handover": {
    ask: {
      path: { id: string }
      body: { to: string }
      once?: string
    }
    answer: BulkDone
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Ask for a link by mail; the same answer whether there is such an account or not. */
  "POST /api/password/forgotten": {
    ask: {
      body: { login: string; locale?: Locale }
      once?: string
    }
    answer: null
    refused: 400 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Whom such a link is for. */
  "GET /api/password/reset": {
    ask: {
      query: { token: string }
    }
    answer: { login: string; name: string }
    refused: 400 | 410 | 429 | 503 | 507
  }
  /** Choose a new password and sign in; 202 where a second step is owed. */
  "POST /api/password/reset": {
    ask: {
      body: { token: string; password: string }
      once?: string
    }
    answer: { second: SecondStep } | null
    refused: 400 | 403 | 409 | 410 | 413 | 422 | 429 | 503 | 507
  }
  /** Take every second factor off a colleague. */
  "POST /api/staff/{id}/factor/reset": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: null
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Whom a link is for. */
  "GET /api/invite": {
    ask: {
      query: { token: string }
    }
    answer: { login: string; name: string }
    refused: 400 | 410 | 429 | 503 | 507
  }
  /** Choose the password and sign in; 202 where a second step is owed. */
  "POST /api/invite": {
    ask: {
      body: { token: string; password: string }
      once?: string
    }
    answer: { second: SecondStep } | null
    refused: 400 | 403 | 409 | 410 | 413 | 422 | 429 | 503 | 507
  }
  /** Roles. */
  "GET /api/roles": {
    ask: object
    answer: Role[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a role. */
  "POST /api/roles": {
    ask: {
      body: { name: string; grants: Grants }
      once?: string
    }
    answer: Role
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change a role. */
  "PATCH /api/roles/{key}": {
    ask: {
      path: { key: string }
      body: { name?: string; grants?: Grants; views?: Partial<Record<ObjectKind, string | null>> }
      once?: string
    }
    answer: Role
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Delete a role that nobody has. */
  "DELETE /api/roles/{key}": {
    ask: {
      path: { key: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Teams. */
  "GET /api/teams": {
    ask: object
    answer: Team[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a team. */
  "POST /api/teams": {
    ask: {
      body: { name: string; parent?: string }
      once?: string
    }
    answer: Team[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Rename or move a team. */
  "PATCH /api/teams/{id}": {
    ask: {
      path: { id: string }
      body: { name?: string; parent?: string }
      once?: string
    }
    answer: Team[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Dissolve a team. */
  "DELETE /api/teams/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Team[]
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** How member numbers are made, and the tiers. */
  "GET /api/membership": {
    ask: object
    answer: Membership
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/membership": {
    ask: {
      body: MembershipWish
      once?: string
    }
    answer: Membership
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** How often customers' files are gone through. */
  "GET /api/review": {
    ask: object
    answer: Reviews
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that; due dates are set anew. */
  "PUT /api/review": {
    ask: {
      body: Cycles
      once?: string
    }
    answer: Reviews
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** How the worth of customers is reckoned, and how well. */
  "GET /api/worth": {
    ask: object
    answer: Worth
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/worth": {
    ask: {
      body: WorthSettings
      once?: string
    }
    answer: Worth
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Territories, each level in its order. */
  "GET /api/territories": {
    ask: object
    answer: Territories
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a territory. */
  "POST /api/territories": {
    ask: {
      body: TerritoryWish
      once?: string
    }
    answer: Territories
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Change or move a territory. */
  "PATCH /api/territories/{id}": {
    ask: {
      path: { id: string }
      body: TerritoryWish
      once?: string
    }
    answer: Territories
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Remove a territory in which no other lies. */
  "DELETE /api/territories/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Territories
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** From how many records an hour reading is told of. */
  "GET /api/settings/watch": {
    ask: object
    answer: Watching
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that; null for never. */
  "PUT /api/settings/watch": {
    ask: {
      body: Watching
      once?: string
    }
    answer: Watching
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Keys of programs. */
  "GET /api/keys": {
    ask: object
    answer: ApiKey[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Make a key. */
  "POST /api/keys": {
    ask: {
      body: { name: string; scopes: string[]; days?: number }
      once?: string
    }
    answer: ApiKey
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Revoke a key. */
  "POST /api/keys/{id}/revoke": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: ApiKey
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What colleagues say about a person, a company or an order. */
  "GET /api/threads": {
    ask: {
      query: { record: string; cursor?: string | null }
    }
    answer: Threads
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** Begin a thread. */
  "POST /api/threads": {
    ask: {
      body: { record: string; item?: string; text: string }
      once?: string
    }
    answer: Thread
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Colleagues, and who of them can be named there. */
  "GET /api/threads/colleagues": {
    ask: {
      query: { record: string }
    }
    answer: TalkColleague[]
    refused: 400 | 401 | 403 | 404 | 422 | 429 | 503 | 507
  }
  /** One thread. */
  "GET /api/threads/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Thread
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Settle a thread, or open it again. */
  "PATCH /api/threads/{id}": {
    ask: {
      path: { id: string }
      body: { resolved: boolean }
      once?: string
    }
    answer: Thread
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say something in a thread. */
  "POST /api/threads/{id}/comments": {
    ask: {
      path: { id: string }
      body: { text: string }
      once?: string
    }
    answer: Thread
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Edit one's own comment. */
  "PATCH /api/comments/{id}": {
    ask: {
      path: { id: string }
      body: { text: string }
      once?: string
    }
    answer: Thread
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take one's own comment away; that there was one stays. */
  "DELETE /api/comments/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Thread
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Bring it back. */
  "POST /api/comments/{id}/restore": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Thread
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What a comment said before. */
  "GET /api/comments/{id}/past": {
    ask: {
      path: { id: string }
    }
    answer: CommentPast[]
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** One's own notices. */
  "GET /api/notices": {
    ask: {
      query?: { cursor?: string | null }
    }
    answer: { rows: Notice[]; next: string | null; unread: number }
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** Mark one, or all, as read. */
  "POST /api/notices/read": {
    ask: {
      body: { id?: string }
      once?: string
    }
    answer: { unread: number }
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Whether what one has not read comes by mail each morning. */
  "GET /api/notices/digest": {
    ask: object
    answer: Digest
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Want that or not. */
  "PUT /api/notices/digest": {
    ask: {
      body: { on: boolean }
      once?: string
    }
    answer: Digest
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Whom one follows. */
  "GET /api/follows": {
    ask: object
    answer: Followed
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Follow a person. */
  "PUT /api/people/{id}/follow": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Followed
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Follow them no more. */
  "DELETE /api/people/{id}/follow": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Followed
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What one wants to be told of. */
  "GET /api/notices/wanted": {
    ask: object
    answer: NoticeChoice[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Say so. */
  "PUT /api/notices/wanted": {
    ask: {
      body: NoticeWish
      once?: string
    }
    answer: NoticeChoice[]
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The key to subscribe a browser with, and one's own devices. */
  "GET /api/push": {
    ask: object
    answer: Pushing
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Push to the browser that asks. */
  "POST /api/push/devices": {
    ask: {
      body: PushWish
      once?: string
    }
    answer: Pushing
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Push to a device no more. */
  "DELETE /api/push/devices/{id}": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Pushing
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Send a device a word to try it out. */
  "POST /api/push/devices/{id}/test": {
    ask: {
      path: { id: string }
      once?: string
    }
    answer: Record<string, never>
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Say that one is at work in the app: for a minute nothing is pushed. */
  "POST /api/push/here": {
    ask: {
      once?: string
    }
    answer: { devices: boolean }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What was done. */
  "GET /api/audit": {
    ask: {
      query?: { user?: string | null; kind?: string | null; from?: string | null; to?: string | null; limit?: number | null; cursor?: string | null }
    }
    answer: { rows: AuditLine[]; next: string | null }
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** The same as CSV. */
  "GET /api/audit.csv": {
    ask: {
      query?: { user?: string | null; kind?: string | null; from?: string | null; to?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 422 | 429 | 503 | 507
  }
  /** How requests are answered, and how many are open. */
  "GET /api/privacy": {
    ask: object
    answer: PrivacyOverview
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/privacy": {
    ask: {
      body: PrivacySettings
      once?: string
    }
    answer: PrivacyOverview
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What people asked about their data: open ones first, those due soonest before the others. */
  "GET /api/privacy/requests": {
    ask: {
      query?: { state?: string | null; kind?: string | null }
    }
    answer: PrivacyRequest[]
    refused: 400 | 401 | 403 | 429 | 503 | 507
  }
  /** Take a request in. */
  "POST /api/privacy/requests": {
    ask: {
      body: NewPrivacyRequest
      once?: string
    }
    answer: PrivacyRequestWhole
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** One request with what was done. */
  "GET /api/privacy/requests/{id}": {
    ask: {
      path: { id: string }
    }
    answer: PrivacyRequestWhole
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Do something about a request: verify, note, extend, answer, refuse, open again. */
  "POST /api/privacy/requests/{id}/steps": {
    ask: {
      path: { id: string }
      body: PrivacyAct
      once?: string
    }
    answer: PrivacyRequestWhole
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Marks and requests of a person. */
  "GET /api/privacy/people/{id}": {
    ask: {
      path: { id: string }
    }
    answer: PersonPrivacy
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Mark a person: restricted, no_profiling or hold. */
  "PUT /api/privacy/people/{id}/marks/{kind}": {
    ask: {
      path: { id: string; kind: string }
      body: { reason?: string }
      once?: string
    }
    answer: PersonPrivacy
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Take a mark off. */
  "DELETE /api/privacy/people/{id}/marks/{kind}": {
    ask: {
      path: { id: string; kind: string }
      once?: string
    }
    answer: PersonPrivacy
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Everything that is held about a person. */
  "GET /api/privacy/people/{id}/copy.zip": {
    ask: {
      path: { id: string }
      query?: { locale?: string | null; request?: string | null }
    }
    answer: Response
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** What an erasure would do. */
  "GET /api/privacy/people/{id}/erasure": {
    ask: {
      path: { id: string }
    }
    answer: ErasurePlan
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** Erase a person; it cannot be undone. */
  "POST /api/privacy/people/{id}/erasure": {
    ask: {
      path: { id: string }
      body: { confirm: string; request?: string }
      once?: string
    }
    answer: Erasure
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The newest erasures. */
  "GET /api/privacy/erasures": {
    ask: object
    answer: Erasure[]
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** How far an erasure is. */
  "GET /api/privacy/erasures/{id}": {
    ask: {
      path: { id: string }
    }
    answer: Erasure
    refused: 400 | 401 | 403 | 404 | 429 | 503 | 507
  }
  /** How long what is kept, and what would go now. */
  "GET /api/privacy/retention": {
    ask: object
    answer: Retention
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Set that. */
  "PUT /api/privacy/retention": {
    ask: {
      body: RetentionRules
      once?: string
    }
    answer: Retention
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** What rules would remove now, without setting them. */
  "POST /api/privacy/retention/preview": {
    ask: {
      body: RetentionRules
      once?: string
    }
    answer: Retention
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The register of processing, from the settings as they are. */
  "GET /api/privacy/register": {
    ask: object
    answer: Register
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Say what a field is in the eyes of the law, and what it is kept for. */
  "PUT /api/privacy/fields/{object}/{key}": {
    ask: {
      path: { object: string; key: string }
      body: { class: PrivacyClass; purpose?: string }
      once?: string
    }
    answer: Register
    refused: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** How the demo stands. */
  "GET /api/demo": {
    ask: object
    answer: { on: boolean; people: number; live: boolean }
    refused: 401 | 403 | 429 | 503 | 507
  }
  /** Remove all demo data. */
  "DELETE /api/demo": {
    ask: {
      once?: string
    }
    answer: Record<string, unknown>
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** Let the demo's customers act. */
  "POST /api/demo/live": {
    ask: {
      body: { on: boolean }
      once?: string
    }
    answer: { on: boolean; people: number; live: boolean }
    refused: 400 | 401 | 403 | 409 | 413 | 422 | 429 | 503 | 507
  }
  /** The API in OpenAPI 3.1. */
  "GET /api/openapi.json": {
    ask: object
    answer: Record<string, unknown>
    refused: 429
  }
  /** The same to be read. */
  "GET /api/docs": {
    ask: object
    answer: Response
    refused: 429
  }
  /** A typed client of it, one file of TypeScript without dependencies. */
  "GET /api/client.ts": {
    ask: object
    answer: Response
    refused: 429
  }
}

/** A method and an address as the document names them: "GET /api/people/{id}". */
export type Endpoint = keyof Endpoints

/** What an endpoint is asked with: path, query, body, once. */
export type Ask<E extends Endpoint> = Endpoints[E]["ask"]

/** What an endpoint answers. */
export type Answered<E extends Endpoint> = Endpoints[E]["answer"]

/** The statuses with which an endpoint refuses. */
export type Refusal<E extends Endpoint> = Endpoints[E]["refused"]

/** A call that can be broken off. */
export interface Breakable {
  signal?: AbortSignal
  /** Asks for no answer that the server has kept for a moment. */
  fresh?: boolean
}

/** What goes with the name of an endpoint; nothing has to where nothing is needed. */
export type Asking<E extends Endpoint, More = Breakable> =
  Record<never, never> extends Ask<E> ? [ask?: Ask<E> & More] : [ask: Ask<E> & More]

type Scalar = string | number | boolean | null | undefined

/** Whatever any endpoint may be asked with, for code that serves them all. */
export interface Asked extends Breakable {
  path?: Record<string, string>
  query?: Record<string, Scalar>
  body?: unknown
  once?: string
}

/** Values as the query of an address; what is empty is not said. */
export function queryText(values: Record<string, Scalar>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value))
  }
  const text = search.toString()
  return text === "" ? "" : `?${text}`
}

/** The method of an endpoint, and its address with everything filled in. */
export function filled(endpoint: Endpoint, { path = {}, query = {} }: Asked): [method: string, address: string] {
  const [method = "", place = ""] = endpoint.split(" ")
  return [method, place.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? "")) + queryText(query)]
}

/** The address of an endpoint, for links and downloads. */
export const address = <E extends Endpoint>(endpoint: E, ...[ask]: Asking<E>): string => filled(endpoint, ask ?? {})[1]

/** The server said no; `problem` says why. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.name = "Refused"
    this.problem = problem
  }
}

/** What came of a call that was tried: an answer, or a problem of a status that the endpoint refuses with. */
export type Outcome<E extends Endpoint> =
  | { ok: true; answer: Answered<E> }
  | { ok: false; problem: Problem & { status: Refusal<E> | 500 } }

/** Where the server is, and the key to it. */
export interface Server {
  url: string
  key: string
  /** Instead of the global one: for agents, proxies, tests. */
  fetch?: typeof fetch
}

/** The problem in an answer of the server; none where something between here and the server answered. */
async function ours(response: Response) {
  try {
    const problem = JSON.parse(await response.text())
    return typeof problem.code === "string" ? problem : null
  } catch {
    return null
  }
}

const foreign = ({ status, statusText }: Response): Problem => ({ status, code: `http_${status}`, message: statusText })

/** A client of one server. */
export function guanxi({ url, key, fetch: send = fetch }: Server) {
  const base = url.replace(/\/+$/, "")

  async function respond(endpoint: Endpoint, ask: Asked): Promise<Response> {
    const [method, place] = filled(endpoint, ask)
    const { body, once, signal } = ask
    const headers: Record<string, string> = { accept: "application/json, */*;q=0.5", authorization: `Bearer ${key}` }
    if (once !== undefined) headers["idempotency-key"] = once
    if (body instanceof Blob) return send(base + place, { method, headers, body, signal })
    if (body !== undefined) headers["content-type"] = "application/json"
    return send(base + place, { method, headers, body: JSON.stringify(body), signal })
  }

  async function read(response: Response) {
    if (response.status === 204) return null
    return /^application\/json/.test(response.headers.get("content-type") ?? "") ? response.json() : response
  }

  /** Calls an endpoint: its answer, or a Refused is thrown. What is no JSON comes as the response, unread. */
  async function call<E extends Endpoint>(endpoint: E, ...[ask]: Asking<E>): Promise<Answered<E>> {
    const response = await respond(endpoint, ask ?? {})
    if (!response.ok) throw new Refused((await ours(response)) ?? foreign(response))
    return read(response)
  }

  /** Calls an endpoint without throwing what the server refuses; what a proxy answers in its place is thrown. */
  async function attempt<E extends Endpoint>(endpoint: E, ...[ask]: Asking<E>): Promise<Outcome<E>> {
    const response = await respond(endpoint, ask ?? {})
    if (response.ok) return { ok: true, answer: await read(response) }
    const problem = await ours(response)
    if (problem === null) throw new Refused(foreign(response))
    return { ok: false, problem }
  }

  /** The whole address of an endpoint. */
  const link = <E extends Endpoint>(endpoint: E, ...ask: Asking<E>): string => base + address(endpoint, ...ask)

  return { call, attempt, link }
}

// Every endpoint of the staff API as types: what is asked, what is answered, and with which statuses it is refused.
// Made from endpoints.mjs and the contract. Change those, then: npm run openapi -w api
import type {
  Account,
  ActivitiesAbout,
  ActivitiesBulk,
  ActivitiesBulkDone,
  ActivitiesToday,
  Activity,
  ActivityChange,
  ActivityDone,
  ActivityRow,
  ActivityWish,
  Agreement,
  AgreementWish,
  Answer,
  ApiKey,
  Asset,
  AssetPage,
  AssetRecordWish,
  AssetWish,
  AssignRuleWish,
  Assignment,
  AuditLine,
  BatchOutcome,
  BatchRow,
  BulkDone,
  BulkWhat,
  BulkWho,
  BusyOf,
  CalendarFeed,
  CalendarView,
  CellRow,
  CellsDone,
  ChangeRow,
  Changed,
  Changes,
  CheckInWish,
  CommentPast,
  Company,
  CompanyBatchRow,
  CompanyBulkWhat,
  CompanyItem,
  CompanyMerge,
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
  Dashboard,
  DashboardRow,
  DashboardWish,
  DayRoute,
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
  DeliveryWish,
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
  Goal,
  GoalChange,
  GoalWish,
  Grants,
  Groups,
  GuestOrder,
  GuestQuote,
  HomeToday,
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
  LeadWish,
  LeadsDone,
  ListPrice,
  ListPriceWish,
  Locale,
  MailServerInput,
  MailSettings,
  Mapped,
  Matching,
  Membership,
  MembershipWish,
  MergePreview,
  Named,
  Nearby,
  Need,
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
  Offer,
  OffersAsked,
  OrderBatchRow,
  OrderPage,
  OrderRow,
  OrderWish,
  OwnSession,
  Page,
  Passkey,
  PasskeyAsking,
  PasskeyMaking,
  PaymentWish,
  Performance,
  PerformanceWhy,
  Person,
  PersonPrivacy,
  PersonRow,
  PersonWorth,
  Pipeline,
  PipelineWish,
  Pool,
  PoolWish,
  Portfolio,
  PriceFound,
  PriceList,
  PriceListWish,
  PricesAsked,
  PrivacyAct,
  PrivacyClass,
  PrivacyOverview,
  PrivacyRequest,
  PrivacyRequestWhole,
  PrivacySettings,
  Product,
  ProductCategory,
  ProductRow,
  ProductWish,
  Proposal,
  PushWish,
  Pushing,
  Quality,
  Question,
  Quote,
  QuoteRow,
  QuoteRules,
  QuoteWish,
  RateWish,
  Rates,
  RecoveryCodes,
  RefusedInput,
  RefusedRow,
  Register,
  Registration,
  RegistrationWish,
  RemovedField,
  Report,
  ReportAbout,
  ReportExport,
  ReportMail,
  ReportMailWish,
  ReportRows,
  ReportWish,
  Retention,
  RetentionRules,
  ReturnWish,
  Reviews,
  Revisit,
  RevisitPreview,
  RevisitWish,
  Role,
  RowsWish,
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
  StaleOf,
  StaleRow,
  StaleRules,
  Struck,
  TalkColleague,
  TargetWish,
  Targets,
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
  Whose,
  Why,
  Worth,
  WorthSettings,
} from "./contract"

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

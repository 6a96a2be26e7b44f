// What people may ask about their own data, and what is done about it. All of it needs the right `privacy`.

import type { ObjectKind } from "./fields"
import type { Named } from "./lists"
import type { Reach } from "./staff"

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

// Leads: interests that nobody has qualified yet. Who gets them, the pools they wait in, who is right where two want one.

import type { Named } from "./lists"
import type { Changed } from "./people"
import type { Deal, DealClock } from "./sales"

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

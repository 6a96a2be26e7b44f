// The people who work here, and what they may.

import type { ObjectKind } from "./fields"
import type { Named } from "./lists"

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

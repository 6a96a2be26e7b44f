// One person.

import type { FieldType } from "./fields"
import type { Named, PersonRow } from "./lists"
import type { PersonMark } from "./privacy"

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

// Lists of any object: rows, views, groups, days, maps, filters.

import type { ObjectKind } from "./fields"
import type { Sum } from "./people"

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

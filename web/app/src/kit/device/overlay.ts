// What a person looks like with the changes that wait to be sent. Pure.

import type { Person, Timeline, TimelineItem } from "@api/contract"
import type { Waiting } from "./waiting"

const MINE = { kind: "user", id: null, name: "" } as const

/** What of a portrait stands in the rows of lists too, as it is. */
const OF_ROW = ["city", "region", "tier", "lifecycle", "reviewed_on", "review_on"] as const
const isOfRow = (key: string): key is (typeof OF_ROW)[number] => OF_ROW.some((one) => one === key)

/** The person with values set, as they will be shown. */
export function withSet(
  person: Person,
  set: Record<string, unknown>,
  shown: Record<string, { mine: string }>,
  at: string,
): Person {
  const portrait = person.portrait
    .map((value) =>
      value.key in set ? { ...value, value: set[value.key], display: shown[value.key]?.mine ?? "", at } : value,
    )
    .filter((value) => value.value !== null)
  for (const [key, value] of Object.entries(set)) {
    if (value === null || portrait.some((one) => one.key === key)) continue
    const display = shown[key]?.mine ?? String(value)
    portrait.push({ key, type: "text", value, display, custom: key.startsWith("x_"), source: MINE, at, others: [] })
  }
  const name = typeof set.name === "string" ? set.name : person.name
  const row = { ...person.row, name, fields: { ...person.row.fields } }
  for (const [key, value] of Object.entries(set)) {
    const text = typeof value === "string" ? value : null
    if (isOfRow(key)) row[key] = text
    else if (key === "owner") row.owner = text === null ? null : { id: text, name: shown.owner?.mine ?? "" }
    else if (key.startsWith("x_")) row.fields[key] = value
  }
  return { ...person, name, initial: name.slice(0, 1) || person.initial, portrait, row }
}

export const withTags = (tags: string[], add: string[], remove: string[]): string[] => [
  ...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add]),
]

/** The person as their reader left them. */
export function withWaiting(person: Person, rows: Waiting[]): Person {
  let now = person
  for (const { person: id, act, at } of rows) {
    if (id !== person.id) continue
    if (act.kind === "set") now = withSet(now, act.set, act.shown, at)
    if (act.kind === "tags") now = { ...now, row: { ...now.row, tags: withTags(now.row.tags, act.add, act.remove) } }
  }
  return now
}

/** What was written down and not sent, as the story will tell it. */
export function itemOf({ key, person, act, at }: Waiting, me: { id: string; name: string }): TimelineItem | undefined {
  if (act.kind !== "record") return undefined
  const { kind, text, title = null, occurred_at, props = {} } = act.interaction
  return {
    id: `waiting_${key}`,
    kind,
    direction: kind === "note" ? "about" : props.direction === "in" ? "in" : "out",
    channel: kind === "call" ? "phone" : kind === "visit" ? "shop" : "staff",
    occurred_at: occurred_at ?? at,
    received_at: at,
    title,
    text,
    object_kind: null,
    object_id: null,
    amount: null,
    currency: null,
    props: { ...props, waiting: true },
    person,
    by: me,
    source: { ...MINE, id: me.id, name: me.name },
    late: false,
  }
}

export function storyWith(
  timeline: Timeline,
  rows: Waiting[],
  person: string,
  me: { id: string; name: string },
): Timeline {
  const mine = rows.filter((row) => row.person === person).flatMap((row) => itemOf(row, me) ?? [])
  const counts = { ...timeline.counts, all: (timeline.counts.all ?? 0) + mine.length }
  return { ...timeline, counts, items: [...mine.reverse(), ...timeline.items] }
}

/** A person made without a connection, as far as one can know them. */
export function localPerson(id: string, fields: Record<string, unknown>, me: { id: string; name: string }): Person {
  const at = new Date().toISOString()
  const text = (key: string) => (typeof fields[key] === "string" ? fields[key] : null)
  const given = Array.isArray(fields.identities) ? fields.identities : []
  const identities = given.map((one, place) => ({
    id: `${id}_${place}`,
    kind: String(one.kind),
    value: String(one.value),
    shared: false,
    verified: false,
    first_seen_at: at,
    last_seen_at: at,
    source: { ...MINE, id: me.id, name: me.name },
    person: id,
    removable: false,
  }))
  const found = (kind: string) => identities.find((one) => one.kind === kind)?.value ?? null
  const name = text("name") ?? found("phone") ?? found("email") ?? ""
  const none = { count: 0, total: "0", currency: "CNY", first_at: null, last_at: null }
  const blank: Person = {
    marks: [],
    id,
    name,
    initial: name.slice(0, 1),
    merged_ids: [],
    deleted_at: null,
    row: {
      id,
      name,
      initial: name.slice(0, 1),
      city: text("city"),
      region: null,
      tier: null,
      lifecycle: null,
      territory: null,
      owner: me,
      email: found("email"),
      phone: found("phone"),
      member_no: null,
      tags: [],
      interaction_count: 0,
      order_count: 0,
      order_total: "0",
      worth_next: null,
      worth_active: null,
      worth_class: null,
      next_order_at: null,
      need_count: 0,
      reviewed_on: null,
      review_on: null,
      currency: "CNY",
      last_seen_at: at,
      first_seen_at: at,
      created_at: at,
      merged_count: 0,
      fields: {},
    },
    portrait: [],
    identities,
    consents: [],
    companies: [],
    relations: [],
    merges: [],
    proposals: 0,
    orders: none,
  }
  const { identities: _, ...set } = fields
  const stated = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))
  return withSet(blank, stated, {}, at)
}

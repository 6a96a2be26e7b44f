// How good the data are, counted over the fake's own rows, and interactions by their days.

import type { CompanyRow, Field, PersonRow, Quality } from "@api/contract"
import { interactionRows } from "./assignData"
import { NOW } from "./clock"
import { daysOf, groupsOf } from "./counted"
import { companies, people, STAFF } from "./people"
import { type Call, type FakeRoute, on } from "./router"

const field = (key: string): Field => ({ key, type: "text", custom: false, editable: true, sortable: true })
const filledOf = (rows: (PersonRow | CompanyRow)[], keys: string[]) =>
  keys.map((key) => ({
    field: field(key),
    filled: rows.filter((row) => (Reflect.get(row, key) ?? "") !== "").length,
    missing: `${key} is empty`,
  }))

function quality(): Quality {
  const reached = (rows: PersonRow[]) => rows.filter(({ phone, email }) => phone || email).length
  const since = new Date(NOW - 90 * 86_400_000).toISOString()
  const fresh = (rows: PersonRow[]) => rows.filter(({ last_seen_at }) => (last_seen_at ?? "") >= since).length
  const half = people.slice(0, 1400)
  const rest = people.slice(1400)
  const part = (rows: PersonRow[]) => ({ count: rows.length, reachable: reached(rows), fresh: fresh(rows) })
  const owners = [null, ...STAFF].map((owner) => ({
    owner,
    filter: owner ? `owner = "${owner.id}"` : "owner is empty",
  }))
  return {
    at: new Date(NOW).toISOString(),
    people: people.length,
    fields: filledOf(people, ["name", "phone", "email", "city", "tier"]),
    mend: [{ what: "no_city", count: people.filter(({ city }) => !city).length, filter: "city is empty" }],
    freshness: [{ what: "days_90", count: fresh(people), filter: "last_seen_at in the last 90 days" }],
    owners: owners.map((one) => ({
      ...one,
      ...part(people.filter(({ owner }) => (owner?.id ?? null) === (one.owner?.id ?? null))),
    })),
    sources: [
      {
        source: { kind: "source", id: "src_shop", name: "线上商城" },
        named: half.length - 12,
        ...part(half),
        filter: 'source = "source:1"',
      },
      {
        source: { kind: "import", id: "imp_1", name: "门店会员.xlsx" },
        named: rest.length,
        ...part(rest),
        filter: 'source = "import:1"',
      },
    ],
    duplicates: 3,
    companies: {
      companies: companies.length,
      fields: filledOf(companies, ["domain", "phone", "industry", "city", "size", "owner"]),
      mend: [
        { what: "unreachable", count: 1, filter: "phone is empty and domain is empty" },
        { what: "nobodys", count: companies.filter(({ owner }) => !owner).length, filter: "owner is empty" },
        { what: "no_industry", count: 2, filter: "industry is empty" },
      ],
      owners: owners.map((one) => ({
        ...one,
        count: companies.filter(({ owner }) => (owner?.id ?? null) === (one.owner?.id ?? null)).length,
      })),
    },
  }
}

const interactions = interactionRows.map((row, n) => {
  const who = people[n % people.length]
  const { id = "", name = "", initial = "" } = who ?? {}
  return { ...row, channel: n % 7 === 0 ? "note" : row.channel, who: { id, name, initial }, currency: null, fields: {} }
})

type Filtered = <T extends object>(rows: T[], text: string) => T[]
type ListOf = <T extends object>(rows: T[], call: Call, words: (row: T) => string) => unknown

export const qualityRoutes = ({ filtered, listOf }: { filtered: Filtered; listOf: ListOf }): FakeRoute[] => [
  on("GET /api/quality", quality),
  on("GET /api/interactions", (call) => listOf(interactions, call, (row) => JSON.stringify(row))),
  on("GET /api/interactions/groups", (call) => groupsOf(call, (filter) => filtered(interactions, filter))),
  on("GET /api/interactions/days", (call) => daysOf(call, (filter) => filtered(interactions, filter))),
]

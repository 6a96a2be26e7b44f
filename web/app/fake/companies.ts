// Companies and the rules of matching, as the server answers for them.

import type {
  BulkDone,
  BulkWho,
  ChangeRow,
  Company,
  CompanyBulkWhat,
  CompanyRow,
  Matching,
  PortraitValue,
  Source,
} from "@api/contract"
import { NOW } from "./clock"
import { takesBack } from "./leadData"
import { companies, people, STAFF } from "./people"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const ME: Source = { kind: "user", id: "usr_2", name: "周以宁" }
const COLLEAGUE: Source = { kind: "user", id: "usr_3", name: "林可" }
const FILE: Source = { kind: "import", id: "imp_1", name: "partners.xlsx" }
const KEYS = ["name", "domain", "industry", "region", "city", "phone", "size"] as const
const at = () => new Date(NOW).toISOString()
const PAPERS = { id: "fil_12", name: "营业执照.pdf", size: 1_140_000, type: "application/pdf" }
const changes = new Map<string, ChangeRow[]>([
  [
    "com_1",
    [
      {
        batch: "bat_papers",
        at: at(),
        by: ME,
        op: "update",
        object: "file",
        row_id: "com_1",
        fields: [
          { key: "company", before: "com_1", after: "com_1" },
          { key: "file", before: PAPERS, after: PAPERS },
          { key: "category", before: "contract", after: "identity" },
        ],
        undone: false,
        undoable: true,
      },
    ],
  ],
])
let matching: Matching = { merge_automatically_above: null }
let batches = 0

/** What was merged into which company. */
const merged = new Map<string, Company["merges"]>()
const mergedInto = (id: string) => merged.get(id) ?? []

/** A company by its id; that of a merged one leads to the one that stayed. */
function found(id: string | undefined): CompanyRow | undefined {
  const row = companies.find((one) => one.id === id)
  if (row) return row
  const into = [...merged].find(([, lines]) => lines.some((line) => line.id === id))?.[0]
  return into === undefined ? undefined : found(into)
}

function rowOf(call: Call): CompanyRow {
  const row = found(call.params.id)
  if (!row) throw new Refusal(404, "not_found", "The company was not found.")
  return row
}

function portraitOf(row: CompanyRow): PortraitValue[] {
  const edited = new Set(changes.get(row.id)?.flatMap((change) => change.fields.map((field) => field.key)))
  return KEYS.flatMap((key) => {
    const value = row[key]
    if (value === null) return []
    const type = key === "size" ? ("integer" as const) : key === "phone" ? ("phone" as const) : ("text" as const)
    const source = edited.has(key) ? ME : FILE
    return [{ key, type, value, display: String(value), custom: false, source, at: row.created_at, others: [] }]
  })
}

const pageOf = (row: CompanyRow): Company => ({
  row,
  portrait: portraitOf(row),
  people: people.slice(0, Math.min(row.people_count, 4)).map((person, n) => ({
    edge: `edg_${row.id}_${n}`,
    person,
    title: n === 0 ? "采购" : null,
    since: row.created_at,
  })),
  merges: mergedInto(row.id),
  can_edit: true,
})

function changed<T>(data: T): { data: T; batch: string } {
  batches += 1
  return { data, batch: `bat_c${batches}` }
}

/** One change to many companies; the undo brings back what was there. */
export const bulkCompanies =
  (find: (filter: string) => CompanyRow[]) =>
  async (call: Call): Promise<BulkDone> => {
    const body = await call.json()
    const who: BulkWho = { ...(typeof body.who === "object" && body.who) }
    const what: CompanyBulkWhat = { ...(typeof body.what === "object" && body.what) }
    const rows = who.ids ? companies.filter(({ id }) => who.ids?.includes(id)) : find(who.filter ?? "")
    const before = [...companies]
    const held = rows.map((row) => ({ ...row }))
    if (what.delete) for (const row of rows) companies.splice(companies.indexOf(row), 1)
    const { owner, ...plain } = what.set ?? {}
    for (const row of rows) {
      Object.assign(row, plain)
      if (owner !== undefined) row.owner = STAFF.find((user) => user.id === owner) ?? null
      const kept = row.tags.filter((tag) => !what.remove_tags?.includes(tag))
      row.tags = [...kept, ...(what.add_tags ?? []).filter((tag) => !kept.includes(tag))]
    }
    const { batch } = changed(null)
    takesBack.set(batch, () => {
      companies.splice(0, companies.length, ...before)
      rows.forEach((row, n) => {
        Object.assign(row, held[n])
      })
    })
    return { changed: rows.length, same: 0, refused: 0, batch }
  }

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null)

export const companyRoutes: FakeRoute[] = [
  on("GET /api/companies/:id", (call) => pageOf(rowOf(call))),
  on("GET /api/companies/:id/changes", (call) => {
    const rows = changes.get(rowOf(call).id) ?? []
    return { rows, next: null, total: rows.length, total_at_least: false }
  }),
  on("POST /api/companies", async (call) => {
    const body = await call.json()
    const there = companies.find((one) => one.name === body.name)
    if (there && body.anyway !== true) {
      const company = { id: there.id, name: there.name, initial: there.name.slice(0, 1) }
      throw new Refusal(409, "duplicate", `${there.name} is already there.`, { company })
    }
    const row: CompanyRow = {
      id: `com_new${companies.length}`,
      name: String(body.name),
      domain: textOf(body.domain),
      industry: textOf(body.industry),
      city: textOf(body.city),
      region: null,
      phone: textOf(body.phone),
      size: body.size === undefined ? null : Number(body.size),
      owner: null,
      tags: [],
      people_count: 0,
      created_at: at(),
      fields: {},
    }
    companies.unshift(row)
    return changed(pageOf(row))
  }),
  on("POST /api/companies/merge", async (call) => {
    const { keep, other, take } = await call.json()
    const stays = companies.find((row) => row.id === keep)
    const goes = companies.find((row) => row.id === other)
    if (!stays || !goes) throw new Refusal(404, "not_found", "The company was not found.")
    const before = { ...stays }
    const place = companies.indexOf(goes)
    const taken = Array.isArray(take) ? take.map(String) : []
    for (const key of KEYS) {
      if (taken.includes(key) || stays[key] === null) Object.assign(stays, { [key]: goes[key] })
    }
    stays.tags = [...new Set([...stays.tags, ...goes.tags])]
    stays.people_count += goes.people_count
    companies.splice(place, 1)
    const answer = changed(null)
    const line = { id: goes.id, name: goes.name, by: ME, at: at(), batch: answer.batch }
    merged.set(stays.id, [line, ...mergedInto(stays.id)])
    const after = { ...stays }
    takesBack.set(answer.batch, (force) => {
      const others = mergedInto(stays.id).filter(({ batch }) => batch !== answer.batch)
      if (others.length === mergedInto(stays.id).length) {
        throw new Refusal(409, "already_undone", "This was already taken back.")
      }
      if (!companies.includes(stays)) throw new Refusal(409, "merged_since", `${stays.name} was merged since.`)
      const written = KEYS.filter((key) => after[key] !== before[key])
      const since = written.filter((key) => stays[key] !== after[key])
      if (since.length > 0 && force === undefined) {
        const conflicts = since.map((field) => ({
          object: "company",
          id: stays.id,
          name: stays.name,
          field,
          ours: after[field],
          now: stays[field],
          by: COLLEAGUE,
          at: at(),
        }))
        throw new Refusal(409, "undo_conflict", "Some values were changed since.", { conflicts })
      }
      for (const key of written) if (!since.includes(key)) Object.assign(stays, { [key]: before[key] })
      stays.tags = before.tags
      stays.people_count = before.people_count
      companies.splice(place, 0, goes)
      merged.set(stays.id, others)
    })
    return { data: pageOf(stays), batch: answer.batch }
  }),
  on("PATCH /api/companies/:id", async (call) => {
    const row = rowOf(call)
    const { set, was } = await call.json()
    const wanted: Record<string, unknown> = typeof set === "object" && set !== null ? { ...set } : {}
    const before: Record<string, unknown> = { ...row }
    const read: Record<string, unknown> = typeof was === "object" && was !== null ? { ...was } : {}
    const conflicts = Object.entries(read)
      .filter(([key, value]) => (before[key] ?? null) !== value)
      .map(([field, value]) => ({
        field,
        was: value,
        now: before[field] ?? null,
        display: String(before[field] ?? ""),
        by: COLLEAGUE,
        at: at(),
      }))
    if (conflicts.length > 0) throw new Refusal(409, "changed", "Somebody else changed it meanwhile.", { conflicts })
    const fields = Object.entries(wanted).map(([key, after]) => ({ key, before: before[key], after }))
    Object.assign(row, wanted)
    const answer = changed(pageOf(row))
    const change: ChangeRow = {
      batch: answer.batch,
      at: at(),
      by: ME,
      op: "update",
      object: "company",
      row_id: row.id,
      fields,
      undone: false,
      undoable: true,
    }
    changes.set(row.id, [change, ...(changes.get(row.id) ?? [])])
    return changed(pageOf(row))
  }),
  on("DELETE /api/companies/:id", (call) => {
    companies.splice(companies.indexOf(rowOf(call)), 1)
    return changed(null)
  }),
  on("POST /api/edges", () => changed({ id: "edg_new" })),
  on("GET /api/settings/matching", () => matching),
  on("PUT /api/settings/matching", async (call) => {
    const body = await call.json()
    const above = body.merge_automatically_above
    matching = { merge_automatically_above: typeof above === "number" ? above : null }
    return matching
  }),
]

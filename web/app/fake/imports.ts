// Imports answered in this process: a CSV is read, guessed, previewed, run and taken back.

import type { ImportInfo, ImportPlan, ImportPreview } from "@api/contract"
import { people } from "./people"
import { type FakeRoute, on, Refusal } from "./router"

interface Held {
  info: ImportInfo
  rows: string[][]
}

const held = new Map<string, Held>()
const NAMES: Record<string, string> = {
  姓名: "name",
  name: "name",
  given_name: "given_name",
  surname: "family_name",
  手机: "phone",
  phone: "phone",
  邮箱: "email",
  email: "email",
  城市: "city",
  suburb: "city",
  地址: "address",
  address_1: "address",
  address_2: "address",
  生日: "birth_date",
  date_of_birth: "birth_date",
  rec_id: "external:file",
  postcode: "postcode",
}

function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map((match) => (match[1] ?? "").trim().replace(/^"|"$/g, "").replaceAll('""', '"'))
}

function one(id: string | undefined): Held {
  const found = held.get(id ?? "")
  if (!found) throw new Refusal(404, "not_found", "No such import")
  return found
}

function outcome(plan: ImportPlan, cellsOf: string[], line: number): ImportPreview["rows"][number] {
  const values = plan.mapping.flatMap(({ column, target }) => {
    const display = cellsOf[column] ?? ""
    return target === null || display === "" ? [] : [{ key: target, display }]
  })
  const text = (key: string) => values.find((value) => value.key === key)?.display
  const email = text("email")
  const base = { line, cells: cellsOf, values, why: [], problems: [] }
  if (email !== undefined && !email.includes("@")) {
    const column = plan.mapping.find((entry) => entry.target === "email")?.column ?? null
    return {
      ...base,
      outcome: "refused",
      problems: [{ column, code: "email", message: `not an e-mail address: ${email}` }],
    }
  }
  const known = people.find((person) => person.phone !== null && person.phone.slice(-4) === text("phone")?.slice(-4))
  if (known) {
    const why = [{ field: "phone", code: "same_phone", weight: 20, a: known.phone, b: text("phone") ?? null }]
    return { ...base, outcome: "update", person: { id: known.id, name: known.name, initial: known.initial }, why }
  }
  const alike = people.find((person) => person.name === text("name"))
  if (alike && plan.options.match === "ids_and_likeness") {
    const why = [
      { field: "name", code: "same_name", weight: 11.3, a: alike.name, b: alike.name },
      { field: "", code: "could_be_household", weight: -2.1, a: null, b: null },
    ]
    return { ...base, outcome: "same", person: { id: alike.id, name: alike.name, initial: alike.initial }, why }
  }
  return { ...base, outcome: "new" }
}

function summary(rows: ImportPreview["rows"]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) counts[row.outcome] = (counts[row.outcome] ?? 0) + 1
  return counts
}

const isPlan = (value: unknown): value is ImportPlan =>
  typeof value === "object" && value !== null && "mapping" in value

async function planOf(body: Promise<Record<string, unknown>>): Promise<ImportPlan> {
  const plan: unknown = await body
  if (!isPlan(plan)) throw new Refusal(400, "body", "A plan is needed.")
  const named = plan.mapping.some(({ target }) => target !== null && /name|email|phone|external|member_no/.test(target))
  if (!named) throw new Refusal(422, "no_name", "people need a column with a name, an address or a number")
  return plan
}

export function importRoutes(
  publish: (event: { type: "import"; id: string; progress: NonNullable<ImportInfo["progress"]> }) => void,
): FakeRoute[] {
  return [
    on("GET /api/imports", () => [...held.values()].map(({ info }) => info).reverse()),
    on("GET /api/imports/:id", (call) => one(call.params.id).info),
    on("POST /api/imports", async (call) => {
      const lines = new TextDecoder()
        .decode(await call.body())
        .split(/\r?\n/)
        .filter((line) => line !== "")
      const [head = [], ...rows] = lines.map(cells)
      if (rows.length === 0) throw new Refusal(422, "header_only", "the file has a header and no rows")
      const name = call.query.get("name") ?? "file.csv"
      const id = `imp_${held.size + 1}`
      const targets = head.map((header) => NAMES[header.trim().toLowerCase()] ?? null)
      const info: ImportInfo = {
        id,
        name,
        bytes: lines.join("\n").length,
        at: new Date().toISOString(),
        by: { id: "usr_2", name: "周以宁" },
        state: "uploaded",
        format: "csv",
        encoding: "UTF-8",
        notices: [{ code: "header_assumed", detail: `line 1: ${head.slice(0, 3).join(", ")}` }],
        object: "person",
        columns: head.map((header, index) => ({
          index,
          header,
          samples: rows.slice(0, 5).map((row) => row[index] ?? ""),
          because: targets[index] ? `the name "${header}"` : "nothing is known of it",
          confidence: targets[index] ? 0.94 : 0.2,
        })),
        plan: {
          object: "person",
          mapping: targets.map((target, column) => ({ column, target })),
          options: {
            source: name.replace(/\.\w+$/, ""),
            country: "CN",
            currency: "CNY",
            day_first: null,
            match: "ids_and_likeness",
            update: "fill",
            external_ns: "file",
          },
        },
        progress: null,
      }
      held.set(id, { info, rows })
      return info
    }),
    on("POST /api/imports/:id/preview", async (call) => {
      const plan = await planOf(call.json())
      const rows = one(call.params.id)
        .rows.slice(0, 50)
        .map((row, at) => outcome(plan, row, at + 2))
      return { rows, summary: summary(rows) }
    }),
    on("POST /api/imports/:id/start", async (call) => {
      const found = one(call.params.id)
      const plan = await planOf(call.json())
      const counts = summary(found.rows.map((row, at) => outcome(plan, row, at + 2)))
      const total = found.rows.length
      const started_at = new Date().toISOString()
      let done = 0
      const tell = () => {
        const part = (key: string) => Math.round(((counts[key] ?? 0) * done) / total)
        const progress = {
          done,
          total,
          bytes_done: Math.round((found.info.bytes * done) / total),
          bytes_total: found.info.bytes,
          created: part("new"),
          updated: part("update"),
          same: part("same"),
          refused: part("refused"),
          started_at,
          ended_at: done >= total ? new Date().toISOString() : null,
        }
        found.info = { ...found.info, plan, progress, state: done >= total ? "done" : "running" }
        publish({ type: "import", id: found.info.id, progress })
        if (done >= total) return
        done = Math.min(total, done + Math.ceil(total / 12))
        setTimeout(tell, 250)
      }
      tell()
      return found.info
    }),
    on("GET /api/imports/:id/refused", (call) => {
      const { plan } = one(call.params.id).info
      const problem = { column: plan.mapping[0]?.column ?? null, code: "not_an_email", message: "not a mail address" }
      const rows = [{ line: 3, cells: ["no-mail", "林"], problems: [problem] }]
      return { rows, next: null, total: rows.length, total_at_least: false }
    }),
    on(
      "GET /api/imports/:id/refused.csv",
      () => new Response("line,reason\n", { headers: { "content-type": "text/csv" } }),
    ),
    on("POST /api/imports/:id/revert", async (call) => {
      const found = one(call.params.id)
      const body = await call.json().catch(() => ({}))
      if (!("force" in body)) {
        throw new Refusal(409, "undo_conflict", "1 value was changed since.", {
          conflicts: [
            {
              object: "person",
              id: people[0]?.id ?? "per_1",
              name: people[0]?.name ?? "",
              field: "city",
              ours: "上海",
              now: "杭州",
              by: { kind: "user", id: "usr_2", name: "周以宁" },
              at: new Date().toISOString(),
            },
          ],
        })
      }
      found.info = { ...found.info, state: "reverted" }
      return { undone: found.rows.length, skipped: 1, conflicts: [], batch: "bat_1" }
    }),
    on("DELETE /api/imports/:id", (call) => {
      held.delete(one(call.params.id).info.id)
    }),
  ]
}

// Reviews of files, as the server answers them: the cycles, and that a file was gone through.

import type { Changed, Cycles, Person, PersonRow, Reviews } from "@api/contract"
import { at, NOW } from "./clock"
import { byId } from "./people"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"
import { editPortrait, personOf } from "./story"

const FIRST: Reviews = {
  on: true,
  cycles: [
    { filter: 'worth_class = "A"', months: 3 },
    { filter: 'tier = "金山茶" and order_count >= 5', months: 6 },
    { filter: "", months: 12 },
  ],
  progress: { state: "done", looked: 2000, moved: 37, ended_at: at(0, "05:02") },
}
let held = FIRST
let asked = 0

export function resetReviews(): void {
  held = FIRST
  asked = 0
}

const TODAY = dayOf(new Date(NOW).toISOString())
const later = (months: number) => {
  const day = new Date(`${TODAY}T00:00Z`)
  const of = day.getUTCDate()
  day.setUTCDate(1)
  day.setUTCMonth(day.getUTCMonth() + months)
  // The last day of the month where it has no such day.
  const days = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()
  day.setUTCDate(Math.min(of, days))
  return day.toISOString().slice(0, 10)
}

type Finds = (row: PersonRow, filter: string) => boolean

function reviewed(row: PersonRow, finds: Finds): void {
  const cycle = held.on ? held.cycles.find(({ filter }) => finds(row, filter)) : undefined
  row.reviewed_on = TODAY
  row.review_on = cycle ? later(cycle.months) : null
  editPortrait(row.id, "reviewed_on", row.reviewed_on, row.reviewed_on)
  editPortrait(row.id, "review_on", row.review_on, row.review_on ?? "")
}

function refuse(field: string, code: string, message: string): never {
  const refusal = new Refusal(422, "invalid", message)
  refusal.problem.fields = [{ field, code, message }]
  throw refusal
}

const cyclesOf = (value: unknown): Cycles["cycles"] =>
  Array.isArray(value)
    ? value.map((one) => ({ filter: String(one.filter ?? "").trim(), months: Number(one.months) }))
    : []

export const reviewRoutes = (finds: Finds, changed: (data: Person) => Changed<Person>): FakeRoute[] => [
  on("GET /api/review", () => {
    // A run ends at the second look.
    if (held.progress?.state === "running" && ++asked > 2)
      held = { ...held, progress: { state: "done", looked: 2000, moved: 214, ended_at: new Date().toISOString() } }
    return held
  }),
  on("PUT /api/review", async (call: Call) => {
    const body = await call.json()
    const cycles = cyclesOf(body.cycles)
    if (body.on === true && cycles.length === 0) refuse("cycles", "missing", "without cycles no date can be set")
    for (const [n, { filter, months }] of cycles.entries()) {
      if (!Number.isInteger(months) || months < 1 || months > 120)
        refuse(`cycles.${n}.months`, "out_of_range", "1 to 120 months")
      if (/\bme\b/.test(filter)) refuse(`cycles.${n}.filter`, "unfit", "the night asks for nobody in particular")
      try {
        for (const row of byId.values()) if (finds(row, filter)) break
      } catch (error) {
        refuse(`cycles.${n}.filter`, "filter", String(error))
      }
    }
    asked = 0
    held = { on: body.on === true, cycles, progress: held.progress }
    if (held.on) held.progress = { state: "running", looked: 640, moved: 22, ended_at: null }
    return held
  }),
  on("POST /api/people/:id/review", (call) => {
    const row = byId.get(call.params.id ?? "")
    if (!row) throw new Refusal(404, "not_found", "No such person")
    reviewed(row, finds)
    return changed(personOf(row))
  }),
  on("POST /api/people/bulk", async (call) => {
    const { who, what } = await call.json()
    const asks = (key: string, of: unknown): unknown =>
      typeof of === "object" && of ? Reflect.get(of, key) : undefined
    const ids = asks("ids", who)
    const filter = String(asks("filter", who) ?? "")
    const rows = [...byId.values()].filter((row) => (Array.isArray(ids) ? ids.includes(row.id) : finds(row, filter)))
    if (asks("review", what) === true) for (const row of rows) reviewed(row, finds)
    return { changed: rows.length, refused: 0, batch: `bat_bulk${rows.length}` }
  }),
]

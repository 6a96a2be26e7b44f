// Reports of the fake company: what can be asked, answers, the rows behind them, what is saved.

import type { ObjectKind, Question, Report, ReportHit, ReportRows } from "@api/contract"
import { at, NOW } from "./clock"
import { STAFF } from "./people"
import { aboutOf } from "./reportFields"
import { answered, asked, type Filtered } from "./reportSums"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const first = (): Report[] => [
  saved("rep_1", "每月赢单金额", "周会上看", 1, true, "column", {
    object: "deal",
    measures: [{ of: "sum", field: "amount", filter: "state = won", name: "赢单金额" }],
    by: [{ field: "closed_at", unit: "month" }],
    period: { field: "closed_at", range: "last_365_days" },
  }),
  saved("rep_2", "各渠道订单", "", 0, false, "pie", {
    object: "order",
    measures: [{ of: "sum", field: "amount" }, { of: "count" }],
    by: [{ field: "channel" }],
  }),
  saved("rep_3", "会员等级与城市", "给市场部", 2, true, "pivot", {
    object: "person",
    measures: [{ of: "count" }],
    by: [{ field: "city" }, { field: "tier" }],
    across: true,
  }),
]

function saved(
  id: string,
  name: string,
  note: string,
  owner: number,
  shared: boolean,
  as: Report["look"]["as"],
  question: Question,
): Report {
  const mine = owner === 0
  const who = STAFF[owner] ?? STAFF[0]
  return {
    id,
    name,
    note,
    question,
    look: { as },
    shared,
    owner: who,
    mine,
    editable: mine,
    updated_at: at(owner + 1, "09:20"),
  }
}

let kept = first()
let made = 10
const gone = new Map<string, Report>()
export function resetReports(): void {
  kept = first()
  made = 10
  gone.clear()
}

/** A report that is kept, as the parts of a dashboard show it. */
export const keptReport = (id: string | undefined) => kept.find((one) => one.id === id)

function reportOf(call: Call): Report {
  const found = keptReport(call.params.id)
  if (!found) throw new Refusal(404, "not_found", "There is no such report.")
  return found
}

const bodyOf = async <T>(call: Call): Promise<T> => JSON.parse(JSON.stringify(await call.json()))

function hitOf(row: object, object: ObjectKind, question: Question): ReportHit {
  const get = (key: string): unknown => Reflect.get(row, key) ?? null
  const text = (key: string) => (typeof get(key) === "string" ? String(get(key)) : null)
  const amount = text("amount")
  return {
    id: String(get("id")),
    object,
    name: text("name") ?? text("title") ?? text("number") ?? "",
    state: text("state") ?? text("status") ?? text("kind"),
    person: JSON.parse(JSON.stringify(get("person"))),
    owner: JSON.parse(JSON.stringify(get("owner"))),
    amount: amount === null ? null : { total: amount, currency: text("currency") ?? "CNY" },
    at: text(question.period?.field ?? "created_at") ?? text("placed_at") ?? text("occurred_at"),
  }
}

async function rowsBehind(call: Call, filtered: Filtered): Promise<ReportRows> {
  const { question, cell, measure, before, cursor } = await bodyOf<{
    question: Question
    cell: ({ value: unknown } | null)[]
    measure?: number
    before?: boolean
    cursor?: string
  }>(call)
  const { rows, past, axes } = asked(question, filtered)
  const filter = measure === undefined ? undefined : question.measures[measure]?.filter
  const of = filtered(before ? past : rows, filter ?? "").filter((row) =>
    cell.every(
      (wanted, n) => wanted === null || before || (axes[n]?.[1](row) ?? []).some((one) => one === wanted.value),
    ),
  )
  const from = Number(cursor ?? 0)
  return {
    rows: of.slice(from, from + 50).map((row) => hitOf(row, question.object, question)),
    next: from + 50 < of.length ? String(from + 50) : null,
    total: of.length,
    filter: question.filter ?? null,
  }
}

export function reportRoutes({ filtered }: { filtered: Filtered }): FakeRoute[] {
  return [
    on("GET /api/reports/about", (call) => aboutOf(JSON.parse(JSON.stringify(call.query.get("object") ?? "deal")))),
    on("POST /api/reports/run", async (call) => answered(await bodyOf<Question>(call), filtered)),
    on("POST /api/reports/rows", (call) => rowsBehind(call, filtered)),
    on(
      "POST /api/reports/export",
      () =>
        new Response("key,value\n", {
          headers: { "content-type": "text/csv", "content-disposition": 'attachment; filename="report.csv"' },
        }),
    ),
    on("GET /api/reports", () => kept),
    on("POST /api/reports", async (call) => {
      const { name, note, question, look, shared } = await bodyOf<Report>(call)
      made += 1
      const one = saved(`rep_${made}`, name, note ?? "", 0, shared ?? false, look.as, question)
      kept = [{ ...one, look, updated_at: new Date(NOW).toISOString() }, ...kept]
      return kept[0]
    }),
    on("GET /api/reports/:id", (call) => reportOf(call)),
    on("PATCH /api/reports/:id", async (call) => {
      const held = reportOf(call)
      const next = { ...held, ...(await bodyOf<Partial<Report>>(call)), updated_at: new Date(NOW).toISOString() }
      kept = kept.map((one) => (one === held ? next : one))
      return next
    }),
    on("DELETE /api/reports/:id", (call) => {
      const found = reportOf(call)
      gone.set(found.id, found)
      kept = kept.filter((one) => one !== found)
      return {}
    }),
    on("POST /api/reports/:id/restore", (call) => {
      const found = gone.get(call.params.id ?? "")
      if (!found) throw new Refusal(404, "not_found", "There is no such report.")
      gone.delete(found.id)
      kept = [found, ...kept]
      return found
    }),
  ]
}

// Orders in hand, as the server answers for them: sent, arrived, paid, taken back, cancelled, taken by hand; every act can
// be taken back as a batch.

import type { Changed, ChangeRow, OrderPage, OrderRow, QuoteLineWish } from "@api/contract"
import { NOW } from "./clock"
import { drop, type Handled, handledOf, keep, linesOf, pageOf, partId, settle } from "./handled"
import { takesBack } from "./leadData"
import { byId, orders, STAFF } from "./people"
import { variantOf } from "./productData"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const ME = STAFF[0]
const now = () => new Date(NOW).toISOString()
const textOf = (value: unknown): string => (typeof value === "string" ? value : "")
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined
const changes = new Map<string, ChangeRow[]>()
let batches = 0
let numbers = 121

const invalid = (field: string, code: string, message: string) =>
  new Refusal(422, "invalid", message, undefined, [{ field, code, message }])

function orderOf(call: Call): Handled {
  const handled = handledOf(call.params.id)
  if (!handled) throw new Refusal(404, "not_found", "The order was not found.")
  return handled
}

/** Does something to an order in one batch that can be taken back. */
function batched(handled: Handled, act: () => void): Changed<OrderPage> {
  const before = structuredClone({
    row: handled.row,
    deliveries: handled.deliveries,
    payments: handled.payments,
    returns: handled.returns,
  })
  act()
  settle(handled)
  batches += 1
  const batch = `bat_ord${batches}`
  takesBack.set(batch, () => {
    Object.assign(handled.row, before.row)
    handled.deliveries = before.deliveries
    handled.payments = before.payments
    handled.returns = before.returns
  })
  return { data: pageOf(handled), batch }
}

/** What a wish takes of each line, none of them beyond what there is. */
function partsOf(value: unknown, most: (line: number) => number): { line: number; quantity: string }[] {
  const parts = (isList(value) ? value : []).map((one) => ({
    line: Number(fieldOf(one, "line")),
    quantity: textOf(fieldOf(one, "quantity")),
  }))
  if (parts.length === 0) throw invalid("lines", "required", "At least one line is needed.")
  for (const [at, { line, quantity }] of parts.entries()) {
    if (!(Number(quantity) > 0)) throw invalid(`lines.${at}.quantity`, "not_a_number", "A quantity is needed.")
    if (Number(quantity) > most(line)) throw invalid(`lines.${at}.quantity`, "too_many", "More than there is.")
  }
  return parts
}

async function deliver(call: Call): Promise<Changed<OrderPage>> {
  const handled = orderOf(call)
  const body = await call.json()
  const lines = linesOf(handled)
  const parts = partsOf(body.lines, (line) => Number(lines[line]?.left ?? 0))
  const sent = textOf(body.sent_at) || now()
  return batched(handled, () => {
    handled.deliveries = [
      ...handled.deliveries,
      {
        id: partId("del"),
        lines: parts,
        carrier: textOf(body.carrier),
        tracking: textOf(body.tracking),
        sent_at: sent,
        arrived_at: body.arrived === true ? sent : null,
        note: textOf(body.note),
        by: ME,
      },
    ]
  })
}

async function pay(call: Call): Promise<Changed<OrderPage>> {
  const handled = orderOf(call)
  const body = await call.json()
  const amount = Number(body.amount)
  if (!Number.isFinite(amount) || amount === 0) throw invalid("amount", "not_an_amount", "An amount is needed.")
  return batched(handled, () => {
    handled.payments = [
      ...handled.payments,
      {
        id: partId("pay"),
        amount: amount.toFixed(2),
        method: textOf(body.method),
        reference: textOf(body.reference),
        day: textOf(body.day) || dayOf(now()),
        note: textOf(body.note),
        by: ME,
      },
    ]
  })
}

async function takeBack(call: Call): Promise<Changed<OrderPage>> {
  const handled = orderOf(call)
  const body = await call.json()
  const lines = linesOf(handled)
  const parts = partsOf(body.lines, (line) => Number(lines[line]?.sent ?? 0) - Number(lines[line]?.returned ?? 0))
  if (textOf(body.reason).trim() === "") throw invalid("reason", "required", "A reason is needed.")
  return batched(handled, () => {
    handled.returns = [
      ...handled.returns,
      {
        id: partId("ret"),
        kind: "returned",
        lines: parts,
        reason: textOf(body.reason),
        at: now(),
        note: textOf(body.note),
        by: ME,
      },
    ]
  })
}

async function cancel(call: Call): Promise<Changed<OrderPage>> {
  const handled = orderOf(call)
  const body = await call.json()
  const lines = linesOf(handled)
  const sum = (key: "sent" | "quantity") => lines.reduce((all, line) => all + Number(line[key]), 0)
  if (sum("sent") > 0 && body.rest !== true)
    throw new Refusal(409, "part_delivered", "Part of it was sent.", { sent: sum("sent"), of: sum("quantity") })
  return batched(handled, () => {
    handled.returns = [
      ...handled.returns,
      {
        id: partId("ret"),
        kind: "cancelled",
        lines: lines.filter((line) => Number(line.left) > 0).map(({ line, left }) => ({ line, quantity: left })),
        reason: textOf(body.reason),
        at: now(),
        note: "",
        by: ME,
      },
    ]
  })
}

function without(call: Call, part: "deliveries" | "payments" | "returns"): Changed<OrderPage> {
  const handled = orderOf(call)
  const left = <T extends { id: string }>(list: T[]) => list.filter(({ id }) => id !== call.params.part)
  if (!handled[part].some(({ id }) => id === call.params.part))
    throw new Refusal(404, "not_found", "It was taken back already.")
  return batched(handled, () => {
    if (part === "deliveries") handled.deliveries = left(handled.deliveries)
    else if (part === "payments") handled.payments = left(handled.payments)
    else handled.returns = left(handled.returns)
  })
}

function lineOf(value: unknown): QuoteLineWish & { amount: string; code: string | null } {
  const found = variantOf(textOf(fieldOf(value, "variant")))
  const quantity = textOf(fieldOf(value, "quantity")) || "1"
  const price = textOf(fieldOf(value, "price")) || found?.variant.price || "0.00"
  const discount = textOf(fieldOf(value, "discount")) || "0"
  return {
    name: textOf(fieldOf(value, "name")),
    unit: textOf(fieldOf(value, "unit")) || (found?.product.unit ?? ""),
    quantity,
    price: Number(price).toFixed(2),
    amount: ((Number(quantity) * Number(price) * (100 - Number(discount))) / 100).toFixed(2),
    code: found?.variant.code ?? null,
  }
}

async function create(call: Call): Promise<Changed<OrderPage>> {
  const body = await call.json()
  const person = byId.get(textOf(body.person))
  if (!person) throw invalid("person", "required", "An order is of somebody.")
  const lines = (isList(body.lines) ? body.lines : []).map(lineOf)
  if (lines.length === 0) throw invalid("lines", "required", "At least one line is needed.")
  numbers += 1
  const row: OrderRow = {
    id: `ord_new${numbers}`,
    number: `SO-2026-${String(numbers).padStart(4, "0")}`,
    person: { id: person.id, name: person.name, initial: person.initial },
    status: "placed",
    channel: "staff",
    amount: lines.reduce((sum, line) => sum + Number(line.amount), 0).toFixed(2),
    currency: textOf(body.currency) || "CNY",
    quantity: lines.reduce((sum, line) => sum + Number(line.quantity), 0),
    placed_at: now(),
    updated_at: now(),
    lines: lines.map(({ name, quantity, amount }) => ({ name, quantity: Number(quantity), amount })),
    fields: {},
  }
  const handled: Handled = {
    row,
    base: lines.map(({ name, code, unit = "", price = null, amount, quantity }) => ({
      name,
      code,
      unit,
      price,
      amount,
      quantity,
    })),
    deliveries: [],
    payments: [],
    returns: [],
    quote: null,
    deal: null,
  }
  keep(handled)
  batches += 1
  const batch = `bat_ord${batches}`
  takesBack.set(batch, () => drop(row.id))
  return { data: pageOf(handled), batch }
}

async function set(call: Call): Promise<Changed<OrderRow>> {
  const handled = orderOf(call)
  const body = await call.json()
  const wanted: Record<string, unknown> =
    typeof body.set === "object" && body.set !== null ? Object.fromEntries(Object.entries(body.set)) : {}
  const { row } = handled
  const before = { ...row.fields }
  const told = batched(handled, () => {
    row.fields = { ...row.fields, ...wanted }
  })
  const change: ChangeRow = {
    batch: told.batch,
    at: now(),
    by: { kind: "user", id: ME.id, name: ME.name },
    op: "update",
    object: "order",
    row_id: row.id,
    fields: Object.entries(wanted).map(([key, after]) => ({ key, before: before[key] ?? null, after })),
    undone: false,
    undoable: true,
  }
  changes.set(row.id, [change, ...(changes.get(row.id) ?? [])])
  const back = takesBack.get(told.batch)
  takesBack.set(told.batch, () => {
    change.undone = true
    row.fields = before
    back?.()
  })
  return { data: told.data.row, batch: told.batch }
}

export const orderRoutes: FakeRoute[] = [
  on("POST /api/orders", create),
  on("GET /api/orders/:id/handling", (call) => pageOf(orderOf(call))),
  on("POST /api/orders/:id/deliveries", deliver),
  on("POST /api/orders/:id/deliveries/:part/arrived", async (call) => {
    const handled = orderOf(call)
    const { at } = await call.json()
    return batched(handled, () => {
      handled.deliveries = handled.deliveries.map((one) =>
        one.id === call.params.part ? { ...one, arrived_at: textOf(at) || now() } : one,
      )
    })
  }),
  on("DELETE /api/orders/:id/deliveries/:part", (call) => without(call, "deliveries")),
  on("POST /api/orders/:id/payments", pay),
  on("DELETE /api/orders/:id/payments/:part", (call) => without(call, "payments")),
  on("POST /api/orders/:id/returns", takeBack),
  on("DELETE /api/orders/:id/returns/:part", (call) => without(call, "returns")),
  on("POST /api/orders/:id/cancel", cancel),
  on("PATCH /api/orders/:id", set),
  on("GET /api/orders/:id/changes", (call) => {
    const rows = changes.get(call.params.id ?? "") ?? []
    return { rows, next: null, total: rows.length, total_at_least: false }
  }),
  on("GET /api/orders/export.csv", () => new Response(orders.map(({ number }) => number).join("\n"))),
]

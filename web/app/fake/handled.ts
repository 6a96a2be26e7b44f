// What becomes of an order: sent, arrived, paid, taken back. The sums follow from what was written, as on the server.

import type {
  Named,
  OrderDelivery,
  OrderHandled,
  OrderPage,
  OrderPayment,
  OrderReturn,
  OrderRow,
  OrderStanding,
} from "@api/contract"
import { at } from "./clock"
import { deals } from "./deals"
import { LIN, orders, STAFF } from "./people"
import { dayOf } from "./reviewCells"

export interface Handled {
  row: OrderRow
  base: Pick<OrderHandled, "name" | "code" | "unit" | "price" | "amount" | "quantity">[]
  deliveries: OrderDelivery[]
  payments: OrderPayment[]
  returns: OrderReturn[]
  quote: Named | null
  deal: Named | null
}

const [ZHOU, SHEN = ZHOU, TANG = ZHOU] = STAFF
const money = (cents: number) => (cents / 100).toFixed(2)
const cents = (text: string | null) => Math.round(Number(text ?? 0) * 100)
const parts = (lines: { line: number; quantity: string }[], line: number) =>
  lines.filter((one) => one.line === line).reduce((sum, one) => sum + Number(one.quantity), 0)
const plain = (n: number) => String(Math.round(n * 1000) / 1000)

let made = 0
/** The id of a delivery, a payment or a return. */
export const partId = (kind: string): string => {
  made += 1
  return `${kind}_${String(made).padStart(5, "0")}`
}

export function linesOf({ base, deliveries, returns }: Handled): OrderHandled[] {
  return base.map((one, line) => {
    const sum = (lists: { lines: { line: number; quantity: string }[] }[]) =>
      lists.reduce((all, { lines }) => all + parts(lines, line), 0)
    const [sent, arrived] = [sum(deliveries), sum(deliveries.filter((delivery) => delivery.arrived_at !== null))]
    const [back, cancelled] = (["returned", "cancelled"] as const).map((kind) =>
      sum(returns.filter((one) => one.kind === kind)),
    )
    return {
      line,
      ...one,
      sent: plain(sent),
      arrived: plain(arrived),
      returned: plain(back ?? 0),
      cancelled: plain(cancelled ?? 0),
      left: plain(Math.max(0, Number(one.quantity) - sent - (cancelled ?? 0))),
    }
  })
}

export function standingOf(handled: Handled): OrderStanding {
  const lines = linesOf(handled)
  const sum = (key: "quantity" | "sent" | "arrived" | "returned" | "cancelled" | "left") =>
    lines.reduce((all, line) => all + Number(line[key]), 0)
  if (sum("quantity") > 0 && sum("cancelled") >= sum("quantity")) return "cancelled"
  if (sum("sent") === 0) return "open"
  if (sum("returned") >= sum("sent")) return "returned"
  if (sum("arrived") >= sum("sent") && sum("left") === 0) return "delivered"
  if (sum("arrived") > 0) return "part_delivered"
  return sum("left") === 0 ? "sent" : "part_sent"
}

/** In a list, an order has the word of its shop. */
const STATUS: Record<OrderStanding, string> = {
  open: "paid",
  part_sent: "shipped",
  sent: "shipped",
  part_delivered: "shipped",
  delivered: "delivered",
  cancelled: "cancelled",
  returned: "returned",
}

export function pageOf(handled: Handled): OrderPage {
  const lines = linesOf(handled)
  // A line that names no amount has its share of none.
  const gone = lines.reduce((sum, line) => {
    const each = Number(line.quantity) > 0 ? cents(line.amount) / Number(line.quantity) : 0
    return sum + each * (Number(line.returned) + Number(line.cancelled))
  }, 0)
  const worth = cents(handled.row.amount) - Math.round(gone)
  const paid = handled.payments.reduce((sum, one) => sum + cents(one.amount), 0)
  return {
    row: { ...handled.row },
    standing: standingOf(handled),
    lines,
    deliveries: handled.deliveries,
    payments: handled.payments,
    returns: handled.returns,
    worth: money(worth),
    paid: money(paid),
    due: money(worth - paid),
    quote: handled.quote,
    deal: handled.deal,
    link: `/o/${handled.row.id.replace("ord_", "")}`,
    may_edit: true,
  }
}

/** After anything was written: what the list says of it. */
export function settle(handled: Handled): void {
  const { row } = handled
  const standing = standingOf(handled)
  row.status = standing === "open" && handled.payments.length === 0 ? "placed" : STATUS[standing]
  row.updated_at = new Date().toISOString()
}

const CARRIERS = ["顺丰速运", "京东快递", "中通快递", "圆通速递"]
const all = (row: OrderRow) => row.lines.map((one, line) => ({ line, quantity: String(one.quantity) }))

/** What the shop's word for an order says of its handling. */
function fromShop(row: OrderRow, n: number): Handled {
  const handled: Handled = {
    row,
    base: row.lines.map((line) => ({
      name: line.name,
      code: line.sku ?? null,
      unit: "",
      price: line.amount === null ? null : money(cents(line.amount) / line.quantity),
      amount: line.amount,
      quantity: String(line.quantity),
    })),
    deliveries: [],
    payments: [],
    returns: [],
    quote: null,
    deal: null,
  }
  const placed = Date.parse(row.placed_at)
  const later = (hours: number) => new Date(placed + hours * 3_600_000).toISOString()
  if (row.status !== "placed")
    handled.payments.push({
      id: partId("pay"),
      amount: row.amount,
      method: n % 3 === 0 ? "支付宝" : "微信支付",
      reference: `42000${String(placed).slice(2, 12)}`,
      day: dayOf(row.placed_at),
      note: "",
      by: null,
    })
  if (["shipped", "delivered", "returned"].includes(row.status))
    handled.deliveries.push({
      id: partId("del"),
      lines: all(row),
      carrier: CARRIERS[n % CARRIERS.length] ?? "顺丰速运",
      tracking: `SF${String(1_400_000_000_000 + n * 7_919_331).slice(0, 13)}`,
      sent_at: later(20),
      arrived_at: row.status === "shipped" ? null : later(68),
      note: "",
      by: null,
    })
  if (row.status === "returned")
    handled.returns.push({
      id: partId("ret"),
      kind: "returned",
      lines: all(row),
      reason: "七天无理由",
      at: later(160),
      note: "",
      by: SHEN,
    })
  return handled
}

/** Three that are told in full: a firm's order on its way in parts, one to be sent, one that was cut. */
function firms(): Handled[] {
  const deal = deals.find(({ row }) => row.name.includes("中秋礼盒"))?.row
  const row = (id: string, number: string, placed: string, lines: [string, number, string][]): OrderRow => ({
    id,
    number,
    person: { id: LIN.id, name: LIN.name, initial: LIN.initial },
    status: "paid",
    channel: "staff",
    amount: money(lines.reduce((sum, [, , amount]) => sum + cents(amount), 0)),
    currency: "CNY",
    quantity: lines.reduce((sum, [, quantity]) => sum + quantity, 0),
    placed_at: placed,
    updated_at: placed,
    lines: lines.map(([name, quantity, amount]) => ({ name, quantity, amount })),
    fields: {},
  })
  const base = (of: OrderRow, more: [code: string | null, unit: string][]): Handled["base"] =>
    of.lines.map((line, k) => ({
      name: line.name,
      code: more[k]?.[0] ?? null,
      unit: more[k]?.[1] ?? "",
      price: money(cents(line.amount) / line.quantity),
      amount: line.amount,
      quantity: String(line.quantity),
    }))
  const part = row("ord_muhe", "SO-2026-0118", at(9, "14:20"), [
    ["秋茶与护手霜礼盒", 120, "43200.00"],
    ["烫印公司名", 120, "3600.00"],
    ["白毫银针 · 春茶 50 g", 5, "1140.00"],
  ])
  const fresh = row("ord_fresh", "SO-2026-0121", at(0, "08:40"), [
    ["年节礼盒 · 朱砂", 30, "11700.00"],
    ["修护精华油 · 50 ml", 12, "5136.00"],
  ])
  const cut = row("ord_cut", "SO-2026-0109", at(31, "10:05"), [
    ["红茶身体乳 200 ml", 24, "3792.00"],
    ["山茶洁面乳 120 g", 24, "3072.00"],
  ])
  return [
    {
      row: part,
      base: base(part, [
        ["CM-GIFT-AUTUMN", "盒"],
        [null, "盒"],
        ["CM-NEEDLE-S50", "罐"],
      ]),
      quote: { id: "quo_muhe", name: "QT-0012" },
      deal: deal ? { id: deal.id, name: deal.name } : null,
      deliveries: [
        {
          id: partId("del"),
          lines: [
            { line: 0, quantity: "60" },
            { line: 1, quantity: "60" },
          ],
          carrier: "顺丰速运",
          tracking: "SF1401896620318",
          sent_at: at(5, "17:30"),
          arrived_at: at(3, "11:12"),
          note: "前台收",
          by: SHEN,
        },
        {
          id: partId("del"),
          lines: [
            { line: 0, quantity: "40" },
            { line: 1, quantity: "40" },
            { line: 2, quantity: "3" },
          ],
          carrier: "京东快递",
          tracking: "JDVC0029118823104",
          sent_at: at(1, "16:05"),
          arrived_at: null,
          note: "",
          by: TANG,
        },
      ],
      payments: [
        {
          id: partId("pay"),
          amount: "14382.00",
          method: "对公转账",
          reference: "20261121-0337",
          day: dayOf(at(8)),
          note: "三成定金",
          by: SHEN,
        },
      ],
      returns: [
        {
          id: partId("ret"),
          kind: "returned",
          lines: [{ line: 0, quantity: "2" }],
          reason: "盒角压伤",
          at: at(2, "15:40"),
          note: "",
          by: SHEN,
        },
      ],
    },
    {
      row: fresh,
      base: base(fresh, [
        ["CM-GIFT-RED", "盒"],
        ["CM-OIL-50", "瓶"],
      ]),
      quote: null,
      deal: null,
      deliveries: [],
      payments: [],
      returns: [],
    },
    {
      row: cut,
      base: base(cut, [
        ["CM-BODY-200", "瓶"],
        ["CM-WASH-120", "支"],
      ]),
      quote: null,
      deal: null,
      deliveries: [],
      payments: [],
      returns: [
        {
          id: partId("ret"),
          kind: "cancelled",
          lines: [
            { line: 0, quantity: "24" },
            { line: 1, quantity: "24" },
          ],
          reason: "改了活动日期，不办了",
          at: at(29, "09:30"),
          note: "",
          by: SHEN,
        },
      ],
    },
  ]
}

const known = new Map<string, Handled>()
for (const handled of firms()) {
  settle(handled)
  handled.row.updated_at = handled.row.placed_at
  known.set(handled.row.id, handled)
  orders.unshift(handled.row)
}
orders.sort((a, b) => b.placed_at.localeCompare(a.placed_at))

/** An order as it is handled; those of the shop are worked out when they are first asked for. */
export function handledOf(id: string | undefined): Handled | undefined {
  const held = known.get(id ?? "")
  if (held) return held
  const n = orders.findIndex((row) => row.id === id)
  const row = orders[n]
  if (!row) return undefined
  const handled = fromShop(row, n)
  known.set(row.id, handled)
  return handled
}

/** A new one, at the head of the list. */
export function keep(handled: Handled): void {
  known.set(handled.row.id, handled)
  orders.unshift(handled.row)
}

/** An order that was taken back as a whole. */
export function drop(id: string): void {
  known.delete(id)
  const n = orders.findIndex((row) => row.id === id)
  if (n >= 0) orders.splice(n, 1)
}

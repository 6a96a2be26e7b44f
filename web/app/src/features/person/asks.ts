// What of a story still asks for something: a message nobody answered, an order on its way, a mention, a long silence.
// Pure: told from the newest items and the time.

import type { OrderRow, TimelineItem } from "@api/contract"

const DAY = 86_400_000
/** After two weeks nobody waits for an answer any more. */
const PATIENCE = 14 * DAY
const LONG_SILENCE = 45 * DAY
const UNDER_WAY = new Set(["placed", "pending", "paid", "shipped"])
/** An order that takes longer than this is late. */
const LATE = 10 * DAY

export interface Waiting {
  /** The last thing the customer said. */
  item: TimelineItem
  /** When they began to wait. */
  since: string
  count: number
}

const age = (at: string, now: number) => now - Date.parse(at)
const answers = (item: TimelineItem) =>
  item.direction === "out"
    ? ["message", "call", "visit"].includes(item.kind)
    : item.kind === "call" || item.kind === "visit"

/** Messages since the last answer; `items` are newest first. */
export function whoWaits(items: TimelineItem[], now: number): Waiting | null {
  const waiting: TimelineItem[] = []
  for (const item of items) {
    if (answers(item)) break
    if (item.kind === "message" && item.direction === "in") waiting.push(item)
  }
  const [last] = waiting
  const first = waiting.at(-1)
  if (!last || !first || age(last.occurred_at, now) > PATIENCE) return null
  return { item: last, since: first.occurred_at, count: waiting.length }
}

export interface UnderWay {
  order: OrderRow
  late: boolean
}

export function ordersUnderWay(items: TimelineItem[], now: number): UnderWay[] {
  const orders = new Map<string, OrderRow>()
  for (const { order } of items) if (order && !orders.has(order.id)) orders.set(order.id, order)
  return [...orders.values()]
    .filter((order) => UNDER_WAY.has(order.status) && age(order.placed_at, now) < 90 * DAY)
    .map((order) => ({ order, late: age(order.placed_at, now) > LATE }))
}

export interface Mentioned {
  item: TimelineItem
  /** Whether somebody of ours wrote on that channel afterwards. */
  answered: boolean
}

/** The newest time they spoke of us in public. */
export function lastMention(items: TimelineItem[], now: number): Mentioned | null {
  const at = items.findIndex((item) => item.kind === "mention" || item.kind === "post")
  const item = items[at]
  if (!item || age(item.occurred_at, now) > PATIENCE) return null
  const answered = items.slice(0, at).some((later) => later.direction === "out" && later.channel === item.channel)
  return { item, answered }
}

export const longSilent = (lastSeen: string | null, now: number): boolean =>
  lastSeen !== null && age(lastSeen, now) > LONG_SILENCE

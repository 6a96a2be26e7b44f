import type { OrderRow, TimelineItem } from "@api/contract"
import { describe, expect, it } from "vitest"
import { lastMention, longSilent, ordersUnderWay, whoWaits } from "./asks"

const NOW = Date.parse("2026-11-20T02:00:00Z")
const item = (set: Partial<TimelineItem>): TimelineItem => ({
  id: "itx_1",
  kind: "message",
  direction: "in",
  channel: "wechat",
  occurred_at: "2026-11-20T01:42:00Z",
  received_at: "2026-11-20T01:42:00Z",
  title: null,
  text: "来得及吗？",
  object_kind: null,
  object_id: null,
  amount: null,
  currency: null,
  props: {},
  person: "per_1",
  source: { kind: "source", id: null, name: "shop" },
  late: false,
  ...set,
})
const order = (set: Partial<OrderRow>): OrderRow => ({
  id: "ord_1",
  number: "CM-1",
  person: null,
  status: "shipped",
  channel: "web",
  amount: "684.00",
  currency: "CNY",
  quantity: 3,
  placed_at: "2026-11-18T00:00:00Z",
  updated_at: "2026-11-18T00:00:00Z",
  lines: [],
  fields: {},
  ...set,
})

describe("what still asks for something", () => {
  it("is a message nobody answered, waiting since the first after the last answer", () => {
    const first = item({ occurred_at: "2026-11-20T01:31:00Z", text: "漏了" })
    const answer = item({ direction: "out", occurred_at: "2026-11-20T01:00:00Z" })
    expect(whoWaits([item({}), first, answer], NOW)).toMatchObject({ since: first.occurred_at, count: 2 })
  })

  it("is answered by a message, a call or a visit, not by a page view or a note", () => {
    expect(whoWaits([item({ direction: "out" }), item({})], NOW)).toBeNull()
    expect(whoWaits([item({ kind: "call", direction: "out" }), item({})], NOW)).toBeNull()
    expect(whoWaits([item({ kind: "note", direction: "about" }), item({ kind: "page" }), item({})], NOW)).not.toBeNull()
  })

  it("waits no longer than two weeks", () => {
    expect(whoWaits([item({ occurred_at: "2026-10-20T01:42:00Z" })], NOW)).toBeNull()
  })

  it("is an order on its way, each once, late after ten days", () => {
    const old = order({ id: "ord_2", placed_at: "2026-11-01T00:00:00Z" })
    const done = order({ id: "ord_3", status: "delivered" })
    const items = [order({}), order({}), old, done].map((one) => item({ kind: "order_update", order: one }))
    expect(ordersUnderWay(items, NOW).map(({ order: { id }, late }) => [id, late])).toEqual([
      ["ord_1", false],
      ["ord_2", true],
    ])
  })

  it("is a mention, and whether it was answered on the same channel", () => {
    const mention = item({ kind: "mention", channel: "weibo" })
    expect(lastMention([item({ direction: "out" }), mention], NOW)?.answered).toBe(false)
    expect(lastMention([item({ kind: "comment", direction: "out", channel: "weibo" }), mention], NOW)?.answered).toBe(
      true,
    )
  })

  it("is a long silence", () => {
    expect(longSilent("2026-09-01T00:00:00Z", NOW)).toBe(true)
    expect(longSilent("2026-11-01T00:00:00Z", NOW)).toBe(false)
    expect(longSilent(null, NOW)).toBe(false)
  })
})

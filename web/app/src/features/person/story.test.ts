import type { TimelineItem } from "@api/contract"
import { describe, expect, it } from "vitest"
import { repeatedOrders, tellStory } from "./story"

let n = 0
function item(kind: string, at: string, more: Partial<TimelineItem> = {}): TimelineItem {
  n += 1
  const source = { kind: "source" as const, id: "src_1", name: "线上商城" }
  const nothing = { title: null, text: null, object_kind: null, object_id: null, amount: null, currency: null }
  return {
    id: `int_${n}`,
    kind,
    direction: "in",
    channel: "web",
    occurred_at: at,
    received_at: at,
    props: {},
    person: "per_1",
    source,
    late: false,
    ...nothing,
    ...more,
  }
}

const day = (instant: string) => instant.slice(0, 10)
const shape = (items: TimelineItem[]) =>
  tellStory([...items].reverse(), day).map((one) => [
    one.day,
    ...one.blocks.map((block) =>
      block.type === "item"
        ? block.item.kind
        : `${block.type} ${"messages" in block ? block.messages.length : block.items.length}`,
    ),
  ])

describe("the story", () => {
  it("puts the oldest day first and folds what belongs together", () => {
    expect(
      shape([
        item("page", "2026-11-11T23:41"),
        item("product_view", "2026-11-11T23:44"),
        item("purchase", "2026-11-12T00:04"),
        item("message", "2026-11-12T09:31", { channel: "wechat" }),
        item("message", "2026-11-12T09:34", { channel: "wechat", direction: "out" }),
        item("message", "2026-11-12T09:40", { channel: "sms" }),
      ]),
    ).toEqual([
      ["2026-11-11", "pages 2"],
      ["2026-11-12", "purchase", "chat 2", "chat 1"],
    ])
  })

  it("keeps pages apart that something else separates", () => {
    expect(
      shape([item("page", "2026-11-11T10:00"), item("call", "2026-11-11T10:05"), item("page", "2026-11-11T10:09")]),
    ).toEqual([["2026-11-11", "pages 1", "call", "pages 1"]])
  })

  it("folds changes by the one who made them, never two people's", () => {
    const change = { batch: "bat_1", undone: false, undoable: true, fields: [] }
    const other = { kind: "user" as const, id: "usr_1", name: "沈知微" }
    const items = [
      item("change", "2026-11-11T10:00", { change }),
      item("change", "2026-11-11T10:01", { change }),
      item("change", "2026-11-11T10:02", { change, source: other }),
    ]
    expect(shape(items)).toEqual([["2026-11-11", "changes 2", "changes 1"]])
  })

  it("loses nothing", () => {
    const kinds = ["page", "message", "change", "purchase", "note"]
    const items = Array.from({ length: 200 }, (_, k) =>
      item(kinds[(k * 7) % 5] ?? "page", `2026-11-${String(1 + Math.floor(k / 9)).padStart(2, "0")}T10:00`),
    )
    const told = tellStory([...items].reverse(), day).flatMap((one) =>
      one.blocks.flatMap((block) =>
        block.type === "item" ? [block.item] : "messages" in block ? block.messages : block.items,
      ),
    )
    expect(told.map((one) => one.id)).toEqual(items.map((one) => one.id))
  })
})

describe("an order in the story", () => {
  it("is shown in full once, by its newest item", () => {
    const line = { number: "CM-1", person: null, status: "paid", channel: "web", amount: "1", currency: "CNY" }
    const order = {
      ...line,
      id: "ord_1",
      quantity: 1,
      placed_at: "2026-11-11",
      updated_at: "2026-11-11",
      lines: [],
      fields: {},
    }
    const [bought, sent] = [item("purchase", "2026-11-11", { order }), item("order_update", "2026-11-12", { order })]
    expect([...repeatedOrders([sent, bought])]).toEqual([bought.id])
  })
})

// The timeline as a story: items become days, and what belongs together becomes one block.
// Pure: the same items always tell the same story.

import type { TimelineItem } from "@api/contract"

export type Block =
  | { type: "item"; key: string; item: TimelineItem }
  | { type: "chat"; key: string; channel: string; messages: TimelineItem[] }
  | { type: "pages"; key: string; items: TimelineItem[] }
  | { type: "changes"; key: string; items: TimelineItem[] }

export interface Day {
  day: string
  at: string
  blocks: Block[]
}

const BROWSING = new Set(["page", "product_view", "click"])

const GROUP_OF: Record<string, string> = {
  message: "talk",
  call: "talk",
  purchase: "order",
  order_update: "order",
  post: "mention",
  mention: "mention",
  review: "mention",
  comment: "community",
  like: "community",
  share: "community",
  follow: "community",
  visit: "shop",
  meeting: "shop",
  attendance: "shop",
  repair: "shop",
  survey: "shop",
  note: "note",
  change: "change",
}

/** The group under which the timeline counts a kind; everything digital that has no other is "web". */
export const groupOf = (kind: string): string => GROUP_OF[kind] ?? "web"

/** What colleagues write down; everything else comes from where it happened. */
const BY_HAND: ReadonlySet<string> = new Set(["note", "call", "visit", "meeting", "attendance", "repair"])

/** Whether a colleague wrote it onto the timeline: nothing that waits to be sent, nor what was done about a record elsewhere. */
export const isByHand = ({ kind, source, object_kind, props }: TimelineItem): boolean =>
  BY_HAND.has(kind) && source.kind === "user" && object_kind === null && props.waiting !== true

/** Whether a block that ends the day so far takes this item in as well. */
function joins(block: Block | undefined, item: TimelineItem): boolean {
  if (!block) return false
  if (block.type === "chat") return item.kind === "message" && item.channel === block.channel
  if (block.type === "pages") return BROWSING.has(item.kind)
  return block.type === "changes" && item.kind === "change" && block.items[0]?.source.name === item.source.name
}

function begin(item: TimelineItem): Block {
  const key = item.id
  if (item.kind === "message") return { type: "chat", key, channel: item.channel, messages: [item] }
  if (item.kind === "change") return { type: "changes", key, items: [item] }
  if (BROWSING.has(item.kind)) return { type: "pages", key, items: [item] }
  return { type: "item", key, item }
}

/** Items newest first, as the server gives them, into days oldest first, as people read them. */
export function tellStory(newestFirst: TimelineItem[], dayOf: (instant: string) => string): Day[] {
  const days: Day[] = []
  for (const item of [...newestFirst].reverse()) {
    const name = dayOf(item.occurred_at)
    let day = days.at(-1)
    if (!day || day.day !== name) {
      day = { day: name, at: item.occurred_at, blocks: [] }
      days.push(day)
    }
    const block = day.blocks.at(-1)
    if (!block || !joins(block, item)) day.blocks.push(begin(item))
    else if (block.type === "chat") block.messages.push(item)
    else if (block.type !== "item") block.items.push(item)
  }
  return days
}

/** Items whose order a newer item shows already; `items` are newest first. */
export function repeatedOrders(items: TimelineItem[]): ReadonlySet<string> {
  const shown = new Set<string>()
  const repeated = new Set<string>()
  for (const { id, order } of items) {
    if (!order) continue
    if (shown.has(order.id)) repeated.add(id)
    shown.add(order.id)
  }
  return repeated
}

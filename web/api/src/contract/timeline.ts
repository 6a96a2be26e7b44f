// What happened, and what was changed.

import type { FileInfo } from "./files"
import type { Named, OrderRow } from "./lists"
import type { Source } from "./people"

// ── timeline ─────────────────────────────────────────────────────────────
// GET /api/people/{id}/timeline?group=&q=&before=CURSOR&limit=50 → Timeline (newest first in `items`)
// group: all | talk (message,call) | order | mention (post,mention,review) | community (comment,like,share,follow) | shop (visit,meeting,attendance,repair,survey) | web (page,product_view,click,form,sign_in,event) | note | change
export interface Timeline {
  items: TimelineItem[]
  next: string | null
  counts: Record<string, number>
}
/** GET /api/companies/{id}/interactions?cursor=&limit=20 → Page<CompanyItem>: what its people did and were told, newest first, browsing left out. */
export interface CompanyItem extends TimelineItem {
  who: Named
}
export interface TimelineItem {
  id: string
  kind: string /* interaction kinds, or "change" */
  direction: "in" | "out" | "about"
  channel: string
  occurred_at: string
  received_at: string
  title: string | null
  text: string | null
  object_kind: string | null
  object_id: string | null
  amount: string | null
  currency: string | null
  props: Record<string, unknown>
  /** What staff noted beside it, in fields of one's own. */
  fields?: Record<string, unknown>
  /** Names of the records that links among the fields lead to, by id. */
  linked?: Record<string, string>
  order?: OrderRow | null
  person: string /* the record it arrived for */
  other?: Named | null /* the other person, for replies, referrals … */
  by?: Named | null /* staff */
  source: Source
  late: boolean /* arrived over a day after it happened */
  /** What staff attached to it. */
  files?: FileInfo[]
  change?: {
    batch: string
    undone: boolean
    undoable: boolean
    /** By which way it came, where it was not the app: "contacts" and "calendar" are a phone or a mail program. */
    way?: string | null
    fields: { key: string; before: unknown; after: unknown }[]
  }
}
// GET /api/people/{id}/changes → Page<ChangeRow>
export interface ChangeRow {
  batch: string
  at: string
  by: Source
  op: string
  object: string
  /** Null for a file filed with the record. */
  row_id: string | null
  fields: { key: string; before: unknown; after: unknown }[]
  undone: boolean
  undoable: boolean
  /** By which way it came, where it was not the app: "contacts" and "calendar" are a phone or a mail program. */
  way?: string | null
}
// DELETE /api/interactions/{id} → Changed<null>: what a colleague noted by mistake is struck out; 409 "not_by_hand" for
// what happened. GET /api/people/{id}/struck → Struck[] ; undo of the batch brings one back
export interface Struck {
  id: string
  kind: string
  occurred_at: string
  title: string | null
  text: string | null
  author: Named | null
  by: Named | null
  at: string
  batch: string
}
// POST /api/undo/{batch} {force?: string[]} → UndoResult ; 409 code "undo_conflict" detail {conflicts: Conflict[]}
export interface UndoResult {
  undone: number
  skipped: number
  conflicts: Conflict[]
  batch: string
}
export interface Conflict {
  object: string
  id: string
  name: string
  field: string
  ours: unknown
  now: unknown
  by: Source
  at: string
}

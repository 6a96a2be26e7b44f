// What other programs read and are told.

// GET /api/changes?objects=&cursor=&limit= → Changes; without a cursor only the one to begin with
export interface Changes {
  rows: ChangedRecord[]
  /** For the next call. */
  cursor: string
  /** Whether there is more to fetch at once. */
  more: boolean
}
export interface ChangedRecord {
  object: "person" | "company" | "order" | "interaction"
  id: string
  /** Taken away, merged, or out of the caller's sight. */
  gone: boolean
  merged_into?: string
  /** As it is now. */
  record?: Record<string, unknown>
}
// GET /api/hooks → Hook[] ; POST /api/hooks HookWish → Hook with its secret, shown once ; PATCH, DELETE /api/hooks/:id
// POST /api/hooks/:id/secret → Hook with a new secret ; POST /api/hooks/:id/test → HookDelivery
// GET /api/hooks/:id/deliveries?state=&cursor= → {rows, next} ; GET /api/hooks/deliveries/:id ; POST …/resend
export const HOOK_EVENTS = [
  "person.created",
  "person.updated",
  "person.deleted",
  "person.restored",
  "person.merged",
  "person.split",
  "company.created",
  "company.updated",
  "company.deleted",
  "company.restored",
  "order.created",
  "order.updated",
  "order.deleted",
  "interaction.created",
  "interaction.updated",
] as const
export interface Hook {
  id: string
  name: string
  url: string
  events: string[]
  /** Under whose rights it tells. */
  user: string
  paused: boolean
  /** Why it was paused, when it was not by hand. */
  why_paused: "gone" | "failing" | "account_closed" | null
  failing_since: string | null
  created_at: string
  /** Deliveries of the last two weeks by their state. */
  counts: Record<string, number>
  /** Only in the answer to making it or its secret. */
  secret?: string
}
export interface HookWish {
  name?: string
  url?: string
  events?: string[]
  paused?: boolean
}
export interface HookDelivery {
  id: string
  event: string
  state: "waiting" | "done" | "failed"
  attempts: number
  due_at: string | null
  /** The HTTP status of the last attempt; none where there was no answer. */
  status: number | null
  /** The beginning of the last answer, or why there was none. */
  answer: string | null
  millis: number | null
  created_at: string
  ended_at: string | null
  /** What is sent; only where one delivery is asked for. */
  body?: unknown
}
